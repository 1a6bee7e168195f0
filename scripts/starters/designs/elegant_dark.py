"""Elegant dark: gold lines on midnight blue, in the manner of the 1920s. A4 landscape."""

from scripts.starters import patterns
from scripts.starters.curves import Drawing, polyline
from scripts.starters.parts import Column, Voice, fitted, gradient, issue_date, proof, signature
from scripts.starters.sheet import Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 297.0, 210.0
NIGHT, GOLD, LIGHT, QUIET = "#0f1520", "#d9b766", "#f6efdf", "#c9c3b4"
MIDDLE = WIDTH / 2
FAN = 34.0


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT, NIGHT)
    voice = Voice("EB Garamond", LIGHT, QUIET, "#8d7a4b", size=12)
    _frame(sheet)
    _write(sheet)
    issue_date(sheet, voice, (52, 168, 58, 0))
    signature(sheet, voice, (WIDTH - 110, 168, 58, 0))
    sheet.rect("qr-ground", (MIDDLE - 13.5, 145.5, 27, 27), radius=1.2, fill="#ffffff")
    sheet.qr("qr", (MIDDLE - 12.5, 146.5), 25, dark=NIGHT)
    proof(sheet, voice, (MIDDLE - 38, 175.5, 76, 11), size=7.5)
    citation = "for guiding four teams through a year of change with calm and generosity"
    return Design(
        "elegant-dark",
        "Elegant dark",
        "Gold lines on midnight blue, in the manner of the 1920s. For awards, galas and evening ceremonies.",
        "company",
        ("award", "elegant", "dark", "landscape", "A4"),
        sheet,
        (
            declare("award.title", "Award", "Outstanding Leadership", required=True),
            declare("award.citation", "Citation", citation),
            *signatory("Margaret Ashworth", "Chair of the Board"),
        ),
    )


def _frame(sheet: Sheet) -> None:
    stops = [{"offset": 0, "color": "#1f2a3d"}, {"offset": 1, "color": "#0b0f17"}]
    sheet.ground("ground", {"type": "radial", "stops": stops})
    sheet.rect("frame", (11, 11, WIDTH - 22, HEIGHT - 22), stroke=stroke(GOLD, 0.6))
    sheet.rect("frame-inner", (13, 13, WIDTH - 26, HEIGHT - 26), stroke=stroke(GOLD, 0.25))
    right, bottom = WIDTH - 13 - FAN, HEIGHT - 13 - FAN
    corners = (
        ("top-left", 13, 13),
        ("top-right", right, 13),
        ("bottom-right", right, bottom),
        ("bottom-left", 13, bottom),
    )
    for turn, (corner, x, y) in enumerate(corners):
        fan = patterns.deco_corner(FAN, rays=9)
        sheet.path(f"fan-{corner}", fan, (x, y), rotation=90 * turn, stroke=stroke(GOLD, 0.3))


def _write(sheet: Sheet) -> None:
    column = Column(sheet, 60, WIDTH - 120)
    italic = font("Cormorant Garamond", 500, "italic")
    spaced = {"transform": "uppercase", "letterSpacing": 2.4}
    column.add("issuer", "{issuer.name}", (28, 7), font("Marcellus"), 12.5, QUIET, **spaced)
    metal = gradient("#b98f3e", "#f2dfa6", "#b98f3e", angle=0)
    column.add(
        "title", "Certificate of Excellence", (40, 14), font("Marcellus"), 32, metal, letterSpacing=0.8
    )
    sheet.path("lozenges", _lozenges(70), (MIDDLE - 35, 58), fill=GOLD)
    column.add("preface", "presented to", (67, 7), italic, 16, QUIET)
    name = font("Cormorant Garamond", 500)
    column.add("name", "{recipient.name}", (76, 22), name, 46, LIGHT, **fitted(2, 14, 1.08))
    column.add("clause", "in recognition of", (101, 7), italic, 16, QUIET)
    award = font("Cormorant Garamond", 600)
    column.add("award", "{award.title}", (109, 16), award, 24, GOLD, **fitted(2, 14, 1.08))
    column.add("citation", "{award.citation}", (126, 13), name, 14.5, QUIET, **fitted(2, 9, 1.2, "top"))


def _lozenges(width: float) -> Drawing:
    """A rule that is interrupted by three lozenges."""
    middle, y, half = width / 2, 1.6, 0.12
    bars = [[(0.0, y - half), (middle - 8, y + half)], [(middle + 8, y - half), (width, y + half)]]
    shapes = [[a, (b[0], a[1]), b, (a[0], b[1])] for a, b in bars]
    for offset, size in ((-4.4, 0.9), (0, 1.6), (4.4, 0.9)):
        x = middle + offset
        shapes.append([(x, y - size), (x + size, y), (x, y + size), (x - size, y)])
    return Drawing("".join(polyline(shape) + "z" for shape in shapes), width, 2 * y)
