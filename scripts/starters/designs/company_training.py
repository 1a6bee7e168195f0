"""Company training: a clear record with duration, result and validity. A4 portrait."""

from scripts.starters import patterns
from scripts.starters.parts import EXPIRES, ISSUED, Column, Voice, fitted, proof, qr_flush, signature
from scripts.starters.sheet import BLEED, Design, Sheet, declare, signatory

WIDTH, HEIGHT = 210.0, 297.0
BLUE, TEAL, INK, QUIET = "#0c4a6e", "#2aa7a0", "#15212b", "#4f5d69"
LEFT, MEASURE = 24.0, 162.0
VOICE = Voice("Source Sans 3", INK, QUIET, "#9fb0bc")


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT)
    _ground(sheet)
    _write(sheet)
    _facts(sheet, 166)
    signature(sheet, VOICE, (LEFT, 247, 70, 0), align="start")
    qr_flush(sheet, (LEFT + MEASURE, 226), 28, dark=INK)
    proof(sheet, VOICE, (LEFT + 80, 257, MEASURE - 80, 14), align="end", size=8.5)
    return Design(
        "company-training",
        "Company training",
        "A clear record with duration, result and validity. For safety, compliance and staff training.",
        "company",
        ("training", "compliance", "portrait", "A4"),
        sheet,
        (
            declare("course.title", "Training", "Working Safely at Height", required=True),
            declare("course.hours", "Hours", "16", kind="number"),
            declare("course.score", "Result", "Passed, 94 of 100 points"),
            *signatory("Piotr Zawadzki", "Safety Officer"),
        ),
    )


def _ground(sheet: Sheet) -> None:
    across = WIDTH + 2 * BLEED
    sheet.rect("band", (-BLEED, -BLEED, across, 62 + BLEED), fill=BLUE)
    dots = patterns.dots(9, 8, 8, 0.55)
    sheet.path("band-dots", dots, (WIDTH + BLEED - dots.width, -1), fill="#ffffff", opacity=0.28)
    sheet.rect("band-edge", (-BLEED, 62, across, 2), fill=TEAL)
    sheet.rect("foot", (-BLEED, HEIGHT - 10, across, 10 + BLEED), fill=BLUE)


def _write(sheet: Sheet) -> None:
    column = Column.flush_left(sheet, LEFT, MEASURE)
    plain, strong = VOICE.face(), VOICE.face(600)
    column.add("issuer", "{issuer.name}", (20, 7), strong, 13, "#ffffff")
    title = {"verticalAlign": "middle", "letterSpacing": -0.3}
    column.add("title", "Certificate of Training", (31, 16), strong, 33, "#ffffff", **title)
    column.add("preface", "This certifies that", (84, 6.5), plain, 13, QUIET)
    name = {"letterSpacing": -0.3, **fitted(2, 14, 1.1)}
    column.add("name", "{recipient.name}", (93, 25), strong, 38, INK, **name)
    column.add("clause", "has attended and passed the training", (122, 6.5), plain, 13, QUIET)
    column.add("course", "{course.title}", (130, 24), strong, 24, BLUE, **fitted(2, 13, 1.18, "top"))


def _facts(sheet: Sheet, top: float) -> None:
    """Four facts below a rule. Label and value are one text, so that a missing value takes its label along."""
    sheet.rect("facts-rule", (LEFT, top, MEASURE, 0.6), fill=TEAL)
    facts = (
        (("issued", f"Issued\n{ISSUED}"), ("expires", f"Valid until\n{EXPIRES}")),
        (("hours", "Duration\n{course.hours} hours"), ("score", "Result\n{course.score}")),
    )
    for row, line in enumerate(facts):
        for index, (key, text) in enumerate(line):
            column = Column.flush_left(sheet, LEFT + index * 84, 78)
            span = (top + 6 + row * 16.5, 13)
            column.add(key, text, span, VOICE.face(), 12, INK, **fitted(2, 8, 1.35, "top"))
