"""Sports champion: a slanted field, a medal and the place in big letters. A4 portrait."""

from scripts.starters import botany, engraving
from scripts.starters.curves import Drawing, polygon
from scripts.starters.parts import ISSUED, Column, Voice, fitted, gradient, proof, signature
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 210.0, 297.0
NAVY, FIRE, SUN, INK, QUIET, RUST = "#0d1b3d", "#f2542d", "#ffc233", "#101a33", "#515b73", "#b8360f"
ENGRAVED = "#8a5d05"
LEFT, MEASURE = 22.0, 166.0
HEAD, RISE = (
    128.0,
    34.0,
)  # height of the dark field at the left edge, and by how much it is lower at the right
ACROSS = WIDTH + 2 * BLEED


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT)
    voice = Voice("Oswald", INK, QUIET, "#9aa4b8", size=12, strong=500)
    _field(sheet)
    _medal(sheet, (WIDTH - 50, 62), 25)
    _write(sheet)
    sheet.qr("qr", (LEFT - 2.8, 239), 29, dark=INK)
    Column.flush_left(sheet, LEFT + 31, 60).add("issued", ISSUED, (241.5, 6), voice.face(500), 12, INK)
    proof(sheet, voice, (LEFT + 31, 248.5, 68, 17), align="start", size=8, lines=4)
    signature(sheet, voice, (LEFT + MEASURE - 58, 255, 58, 0), align="start")
    return Design(
        "sports-champion",
        "Sports champion",
        "A slanted field, a medal and the place in big letters. For clubs, tournaments and races.",
        "sports club",
        ("sport", "tournament", "portrait", "A4"),
        sheet,
        (
            declare(
                "competition.title", "Competition", "Lakeside Athletics Championships 2026", required=True
            ),
            declare("result.place", "Place", "1st place", required=True),
            declare("result.discipline", "Discipline", "800 metres, women"),
            declare("result.mark", "Result", "2:04.31 min"),
            *signatory("Owen Price", "Club president"),
        ),
    )


def _field(sheet: Sheet) -> None:
    down = HEAD + BLEED
    field = polygon([(0, 0), (ACROSS, 0), (ACROSS, down - RISE), (0, down)])
    sheet.path("head", Drawing(field, ACROSS, down), (-BLEED, -BLEED), fill=NAVY)
    for name, breadth, top, color in (("fire", 9, 0, FIRE), ("sun", 3, 11.5, SUN)):
        band = polygon([(0, RISE), (ACROSS, 0), (ACROSS, breadth), (0, RISE + breadth)])
        drawing = Drawing(band, ACROSS, RISE + breadth)
        sheet.path(f"stripe-{name}", drawing, (-BLEED, HEAD - RISE + top), fill=color)
    sheet.rect("foot", (-BLEED, HEIGHT - 9, ACROSS, 9 + BLEED), fill=NAVY)
    sheet.rect("foot-fire", (-BLEED, HEIGHT - 12, ACROSS, 3.1), fill=FIRE)


def _medal(sheet: Sheet, center: tuple[float, float], radius: float) -> None:
    x, y = center
    at = (x - radius, y - radius)
    drop = y + BLEED  # the ribbon hangs from beyond the upper edge
    for name, far, near, color in (("left", 2, 16, FIRE), ("right", 54, 40, "#ffffff")):
        strip = polygon([(far, 0), (near, 0), (28, drop), ((near + 16) / 2 if near < 28 else 40, drop)])
        sheet.path(f"ribbon-{name}", Drawing(strip, 56, drop), (x - 28, -BLEED), fill=color)
    metal = gradient("#ffe9a8", "#f5b92f", "#c98a10")
    sheet.path("medal", engraving.scalloped(radius, teeth=36, depth=0.7), at, fill=metal)
    circles = engraving.rings(radius, radius * 0.87, radius * 0.82)
    sheet.path("medal-rings", circles, at, stroke=stroke("#9a6a08", 0.3))
    wreath = radius * 0.76
    laurel = botany.laurel(wreath, leaves=9, length=0.27)
    sheet.path("medal-laurel", laurel, (x - wreath, y - wreath), fill=ENGRAVED)
    sheet.path("medal-star", engraving.stars(10, count=1, reach=0, size=9), (x - 10, y - 9.4), fill=ENGRAVED)


def _write(sheet: Sheet) -> None:
    head = Column.flush_left(sheet, LEFT, 108)
    club = {"transform": "uppercase", "letterSpacing": 1}
    head.add("issuer", "{issuer.name}", (22, 8), font("Oswald", 500), 15, "#ffffff", **club)
    head.add("place", "{result.place}", (36, 36), font("Bebas Neue"), 84, "#ffffff", **fitted(1, 24, 1))
    event = font("Oswald", 500)
    head.add("discipline", "{result.discipline}", (74, 10), event, 19, SUN, verticalAlign="middle")

    column = Column.flush_left(sheet, LEFT, MEASURE)
    plain = font("Oswald")
    column.add("preface", "Awarded to", (144, 7), plain, 15, QUIET)
    column.add("name", "{recipient.name}", (151, 29), font("Oswald", 600), 46, INK, **fitted(2, 14, 1.16))
    column.add("clause", "at the", (183, 7), plain, 15, QUIET)
    fit = fitted(2, 13, 1.25, "top")
    column.add("competition", "{competition.title}", (190.5, 22), event, 24, RUST, **fit)
    column.add("mark", "Result: {result.mark}", (214, 8), plain, 16, INK)
