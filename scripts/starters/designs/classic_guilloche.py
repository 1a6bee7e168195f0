"""Classic guilloche: banknote engraving around a quiet page. A4 landscape."""

from scripts.starters import engraving
from scripts.starters.parts import Column, Voice, fitted, issue_date, proof, signature
from scripts.starters.sheet import Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 297.0, 210.0
PAPER, GREEN, INK, QUIET, RULE = "#fdfcf6", "#1d5647", "#1c2a26", "#4d5a55", "#7f9189"
BAND = 18.0  # from the edge to the middle of the braid
MIDDLE = WIDTH / 2


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT, PAPER)
    _engrave(sheet)
    _write(sheet)
    voice = Voice("EB Garamond", INK, QUIET, RULE, size=12.5)
    issue_date(sheet, voice, (40, 161, 62, 0))
    signature(sheet, voice, (WIDTH - 102, 161, 62, 0))
    sheet.qr("qr", (MIDDLE - 13, 143), 26, dark=INK)
    proof(sheet, voice, (105, 169.4, 87, 11), size=8)
    return Design(
        "classic-guilloche",
        "Classic guilloche",
        "Banknote engraving around a quiet page. For training providers whose certificates must look official.",
        "company",
        ("completion", "formal", "landscape", "A4"),
        sheet,
        (
            declare("course.title", "Course", "Applied Data Analysis", required=True),
            declare("course.hours", "Hours", "40", kind="number"),
            *signatory("Dr Helena Marsh", "Director of Studies"),
        ),
    )


def _engrave(sheet: Sheet) -> None:
    watermark = engraving.rosette(46, lobes=28, strands=5, rings=2, core=0.36)
    sheet.path("watermark", watermark, (MIDDLE - 46, 44), stroke=stroke(GREEN, 0.2), opacity=0.09)
    braid = engraving.guilloche_frame(
        WIDTH, HEIGHT, inset=BAND, radius=7, amplitude=3.6, waves=96, strands=6, beads=24, swell=0.24
    )
    sheet.path("guilloche", braid, (0, 0), stroke=stroke(GREEN, 0.2))
    sheet.rect("outer-rule", (12, 12, WIDTH - 24, HEIGHT - 24), stroke=stroke(GREEN, 0.5))
    sheet.rect("inner-rule", (24, 24, WIDTH - 48, HEIGHT - 48), stroke=stroke(GREEN, 0.25))
    medallion = engraving.rosette(7.2, lobes=12, strands=3, rings=2)
    for row, y in (("top", BAND), ("bottom", HEIGHT - BAND)):
        for side, x in (("left", BAND), ("right", WIDTH - BAND)):
            sheet.disc(f"corner-{row}-{side}", (x, y), 8, fill=PAPER, stroke=stroke(GREEN, 0.35))
            sheet.path(f"rosette-{row}-{side}", medallion, (x - 7.2, y - 7.2), stroke=stroke(GREEN, 0.2))


def _write(sheet: Sheet) -> None:
    column = Column(sheet, 56, WIDTH - 112)
    italic = font("EB Garamond", 400, "italic")
    column.add(
        "issuer", "{issuer.name}", (35, 7), font("EB Garamond", 600), 14, INK,
        transform="uppercase", letterSpacing=1.6,
    )  # fmt: skip
    column.add(
        "title", "Certificate of Completion", (46, 14), font("Cinzel", 600), 31, GREEN, letterSpacing=0.6
    )
    sheet.path("flourish", engraving.flourish(90, 3), (MIDDLE - 45, 63), stroke=stroke(GREEN, 0.3))
    column.add("preface", "This is to certify that", (72, 7), italic, 14.5, QUIET)
    name = font("Cormorant Garamond", 600)
    column.add("name", "{recipient.name}", (80, 19), name, 40, INK, **fitted(2, 14, 1.1))
    sheet.line("name-rule", (83.5, 101), (213.5, 101), RULE, 0.25)
    column.add("clause", "has successfully completed", (105, 7), italic, 14.5, QUIET)
    course = font("EB Garamond", 600)
    column.add("course", "{course.title}", (113, 17), course, 23, INK, **fitted(2, 12, 1.12))
    column.add("hours", "{course.hours} hours of study", (131, 6), font("EB Garamond"), 12.5, QUIET)
