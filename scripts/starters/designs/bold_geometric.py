"""Bold geometric: quarter circles and strong colours. A4 landscape."""

from scripts.starters.curves import Drawing, circle, polygon, sector
from scripts.starters.parts import ISSUED, Column, Voice, fitted, proof, signature
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, signatory

WIDTH, HEIGHT = 297.0, 210.0
NAVY, CORAL, SUN, TEAL, SAND, SKY = "#17233f", "#ef5d3c", "#f5b72f", "#1d7f78", "#f6ead6", "#a9d3dc"
RUST, QUIET = "#c23b1c", "#505a70"
LEFT = 22.0

# Each tile: ground, colour of the figure, figure.
TILES = (
    ((NAVY, SUN, "se"), (CORAL, SAND, "disc"), (SAND, TEAL, "se")),
    ((SAND, CORAL, "halves"), (TEAL, SKY, "ne"), (SUN, NAVY, "sw")),
    ((SKY, NAVY, "se"), (NAVY, CORAL, "sw"), (SAND, CORAL, "rings")),
    ((SUN, TEAL, "leaf"), (SAND, NAVY, "nw"), (CORAL, SUN, "ne")),
    ((SAND, NAVY, "wedge"), (CORAL, SAND, "se"), (TEAL, SUN, "disc")),
    ((TEAL, SAND, "ne"), (SUN, NAVY, "halves"), (NAVY, SKY, "leaf")),
)


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT)
    voice = Voice("Jost", NAVY, QUIET, "#9aa3b5", size=12)
    _mosaic(sheet)
    _write(sheet)
    sheet.qr("qr", (LEFT - 2.8, 158), 28, dark=NAVY)
    Column.flush_left(sheet, LEFT + 30, 64).add("issued", ISSUED, (160.5, 6), voice.face(600), 11.5, NAVY)
    proof(sheet, voice, (LEFT + 30, 167, 64, 17), align="start", size=7.5, lines=4)
    signature(sheet, voice, (LEFT + 100, 172, 52, 0), align="start")
    return Design(
        "bold-geometric",
        "Bold geometric",
        "Quarter circles and strong colours. For conferences, hackathons and design schools.",
        "conference",
        ("achievement", "colourful", "geometric", "landscape", "A4"),
        sheet,
        (
            declare("award.title", "Award", "First prize, Open Data Challenge", required=True),
            *signatory("Lucía Fernández", "Head of the Jury"),
        ),
    )


def _mosaic(sheet: Sheet) -> None:
    side = (HEIGHT + 2 * BLEED) / len(TILES)  # whole tiles between the cut edges
    start = WIDTH + BLEED - len(TILES[0]) * side
    for row, line in enumerate(TILES):
        for column, (ground, color, figure) in enumerate(line):
            at = (start + column * side, row * side - BLEED)
            sheet.rect(f"tile-{row}-{column}", (*at, side, side), fill=ground)
            sheet.path(f"figure-{row}-{column}", _figure(figure, side), at, fill=color, fillRule="evenodd")


def _figure(name: str, a: float) -> Drawing:
    """A figure in a square tile of side `a`."""
    middle = (a / 2, a / 2)
    corners = {"nw": ((0, 0), 90), "ne": ((a, 0), 180), "se": ((a, a), 270), "sw": ((0, a), 0)}
    halves = ((0, 0), (0, 90), (a / 2, 0), (a / 2, 90))
    near, far = 0.4477 * a, 0.5523 * a  # control points of quarter circles
    figures = {
        "disc": circle(middle, a * 0.32),
        "rings": "".join(circle(middle, a * share) for share in (0.4, 0.27, 0.13)),
        "halves": "".join(sector((x, a / 2), a / 2, first) for x, first in halves),
        "leaf": f"M0 {a:g}C0 {near:.2f} {near:.2f} 0 {a:g} 0C{a:g} {far:.2f} {far:.2f} {a:g} 0 {a:g}z",
        "wedge": polygon([(0, 0), (a, a), (0, a)]),
        **{key: sector(corner, a, first) for key, (corner, first) in corners.items()},
    }
    return Drawing(figures[name], a, a)


def _write(sheet: Sheet) -> None:
    column = Column.flush_left(sheet, LEFT, 152)
    plain = font("Jost")
    column.add("issuer", "{issuer.name}", (21, 7), font("Jost", 600), 13.5, NAVY)
    heavy = {"maxLines": 2, "lineHeight": 0.98, "letterSpacing": -0.6}
    column.add(
        "title", "Certificate of\nAchievement", (37, 31), font("League Spartan", 800), 40, NAVY, **heavy
    )
    sheet.rect("bar", (LEFT, 74, 22, 2.2), fill=CORAL)
    column.add("preface", "awarded to", (82, 6), plain, 13, QUIET)
    column.add("name", "{recipient.name}", (89, 24), font("Jost", 600), 34, RUST, **fitted(2, 12, 1.12))
    column.add("clause", "in recognition of", (115, 6), plain, 13, QUIET)
    award = font("Jost", 500)
    column.add("award", "{award.title}", (121.5, 18), award, 19, NAVY, **fitted(2, 11, 1.2, "top"))
