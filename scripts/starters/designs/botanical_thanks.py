"""Botanical thanks: two branches and a handwritten name. A4 portrait."""

from scripts.starters import botany
from scripts.starters.curves import Drawing
from scripts.starters.parts import Column, Voice, fitted, issue_date, proof, signature
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 210.0, 297.0
PAPER, MOSS, SAGE, BLUSH, INK, QUIET = "#fbfaf5", "#4b6650", "#9db39b", "#d9b3a3", "#26332a", "#4f5d53"
MIDDLE = WIDTH / 2
SPRAY = 92.0  # side of the box of a corner spray


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT, PAPER)
    voice = Voice("EB Garamond", INK, QUIET, "#a3b0a5", size=12.5)
    _sprays(sheet)
    _write(sheet)
    issue_date(sheet, voice, (26, 236, 52, 0))
    signature(sheet, voice, (90, 236, 52, 0))
    sheet.qr("qr", (26 - 2.6, 252.5), 26, dark=INK)
    proof(sheet, voice, (51, 256.5, 74, 15), align="start", size=8.5)
    return Design(
        "botanical-thanks",
        "Botanical thanks",
        "Two leafy branches and a handwritten name. For charities, volunteers and communities.",
        "community",
        ("thanks", "volunteer", "leaves", "portrait", "A4"),
        sheet,
        (
            declare("service.title", "Reason", "A year in the community garden", required=True),
            declare("service.note", "A personal word", "You made this neighbourhood a kinder place."),
            *signatory("Sofia Marchetti", "Coordinator"),
        ),
    )


def _sprays(sheet: Sheet) -> None:
    """The same spray in two opposite corners."""
    twigs = (
        ("blush", BLUSH, (6, 0), (22, 34), (20, 64), 9, 15),
        ("sage", SAGE, (0, 6), (34, 22), (64, 20), 9, 15),
        ("moss", MOSS, (0, 0), (40, 14), (84, 42), 15, 16),
        ("moss-low", MOSS, (0, 0), (14, 40), (42, 84), 15, 16),
    )
    for corner, at, turn in (
        ("top", (-BLEED, -BLEED), 0),
        ("bottom", (WIDTH + BLEED - SPRAY, HEIGHT + BLEED - SPRAY), 180),
    ):
        for name, color, start, bend, end, leaves, length in twigs:
            blades, stem = botany.branch(start, bend, end, leaves=leaves, length=length)
            key = f"spray-{corner}-{name}"
            sheet.path(
                f"{key}-stem", Drawing(stem, SPRAY, SPRAY), at, rotation=turn, stroke=stroke(color, 0.5)
            )
            sheet.path(key, Drawing(blades, SPRAY, SPRAY), at, rotation=turn, fill=color)


def _write(sheet: Sheet) -> None:
    column = Column(sheet, 26, WIDTH - 52)
    italic = font("EB Garamond", 400, "italic")
    spaced = {"transform": "uppercase", "letterSpacing": 1.8}
    column.add("issuer", "{issuer.name}", (84, 7), font("EB Garamond", 500), 13, QUIET, **spaced)
    title = font("Cormorant Garamond", 600)
    column.add("title", "With heartfelt thanks", (94, 18), title, 40, MOSS, verticalAlign="middle")
    column.add("preface", "to", (117, 7), italic, 15, QUIET)
    column.add("name", "{recipient.name}", (126.5, 26), font("Alex Brush"), 50, INK, **fitted(2, 10, 1.12))
    sheet.line("name-rule", (MIDDLE - 40, 156), (MIDDLE + 40, 156), BLUSH, 0.35)
    column.add("clause", "for", (161, 7), italic, 15, QUIET)
    reason = font("EB Garamond", 500)
    column.add("reason", "{service.title}", (169, 18), reason, 20, INK, **fitted(2, 12, 1.2))
    column.add("note", "{service.note}", (188, 14), italic, 14, QUIET, **fitted(2, 9, 1.3, "top"))
