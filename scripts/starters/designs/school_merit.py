"""School merit: a laurel wreath and a handwritten name. US Letter portrait."""

from scripts.starters import botany, engraving
from scripts.starters.parts import Column, Voice, fitted, issue_date, proof, signature
from scripts.starters.sheet import Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 215.9, 279.4
WINE, INK, QUIET, GOLD = "#7b1e2e", "#2a1a1c", "#5d4b4d", "#b08a3e"
MIDDLE = WIDTH / 2


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT, "#fffdf8")
    voice = Voice("Lora", INK, QUIET, "#a99a98", size=10.5)
    _ornament(sheet)
    _write(sheet)
    issue_date(sheet, voice, (27, 229, 50, 0))
    signature(sheet, voice, (WIDTH - 77, 229, 50, 0))
    sheet.qr("qr", (MIDDLE - 14, 209), 28, dark=INK)
    proof(sheet, voice, (MIDDLE - 42, 240, 84, 12), size=7.5)
    return Design(
        "school-merit",
        "School merit",
        "A laurel wreath and a handwritten name. For schools, colleges and prize days.",
        "school",
        ("merit", "prize", "laurel", "portrait", "US Letter"),
        sheet,
        (
            declare("award.title", "Award", "Outstanding Progress in Mathematics", required=True),
            declare("award.class", "Class or year", "Year 9"),
            *signatory("Mr Daniel Osei", "Head teacher"),
        ),
    )


def _ornament(sheet: Sheet) -> None:
    sheet.rect("frame", (11, 11, WIDTH - 22, HEIGHT - 22), stroke=stroke(WINE, 1.2))
    sheet.rect("frame-inner", (14, 14, WIDTH - 28, HEIGHT - 28), stroke=stroke(GOLD, 0.35))
    wreath = 22.0
    at = (MIDDLE - wreath, 27)
    sheet.path("laurel-stems", botany.laurel_stems(wreath, opening=44), at, stroke=stroke(WINE, 0.4))
    sheet.path("laurel", botany.laurel(wreath, leaves=12, opening=44, length=0.2), at, fill=WINE)
    sheet.path("laurel-star", engraving.stars(wreath, count=1, reach=0, size=10), at, fill=GOLD)
    sheet.path("flourish", engraving.flourish(70, 2.6), (MIDDLE - 35, 109), stroke=stroke(GOLD, 0.35))


def _write(sheet: Sheet) -> None:
    column = Column(sheet, 34, WIDTH - 68)
    italic, title = font("Lora", 400, "italic"), font("Playfair Display", 700)
    spaced = {"transform": "uppercase", "letterSpacing": 1.4}
    column.add("issuer", "{issuer.name}", (78, 7), font("Lora", 600), 13, QUIET, **spaced)
    column.add("title", "Certificate of Merit", (88, 17), title, 36, WINE, verticalAlign="middle")
    column.add("preface", "is proudly presented to", (118, 7), italic, 14, QUIET)
    column.add("name", "{recipient.name}", (127, 25), font("Great Vibes"), 46, INK, **fitted(2, 10, 1.15))
    sheet.line("name-rule", (MIDDLE - 55, 154), (MIDDLE + 55, 154), GOLD, 0.3)
    column.add("clause", "in recognition of", (159, 7), italic, 14, QUIET)
    award = font("Playfair Display", 600)
    column.add("award", "{award.title}", (168, 20), award, 22, INK, **fitted(2, 12, 1.2))
    column.add("class", "{award.class}", (189, 7), font("Lora"), 12.5, QUIET)
