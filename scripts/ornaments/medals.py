"""Stars, medals, trophies and crowns."""

import math

from scripts.ornaments.ink import Ornament, Piece
from scripts.starters.botany import laurel, leaf
from scripts.starters.curves import Point, circle, polar, polygon, polyline, star, trace
from scripts.starters.engraving import ring


def _award(name: str, tags: list[str], size: tuple[float, float], *pieces: Piece) -> Ornament:
    return Ornament(name, ["award", *tags], *size, pieces)


def _facets(centre: Point, points: int, outer: float, inner: float, turn: float = 0) -> tuple[str, str]:
    """A star as cut stone: its light and its dark halves."""
    rim = star(centre, points, outer, inner, turn)
    sides = [polygon([centre, rim[at], rim[(at + 1) % len(rim)]]) for at in range(len(rim))]
    return "".join(sides[::2]), "".join(sides[1::2])


def five() -> Ornament:
    return _award(
        "Five-pointed star",
        ["star", "plain"],
        (30, 30),
        Piece(polygon(star((15, 15.8), 5, 15, 5.9)), "accent"),
    )


def cut() -> Ornament:
    light, dark = _facets((20, 20.6), 5, 20, 8)
    return _award("Faceted star", ["star", "nautical"], (40, 40), Piece(light, "accent"), Piece(dark))


def compass() -> Ornament:
    light, dark = _facets((21, 21), 4, 21, 4.6)
    low_light, low_dark = _facets((21, 21), 4, 13.4, 4.4, turn=45)
    rim = trace(lambda angle: polar((21, 21), 15.6, angle), 0, 360, 8, closed=True)
    return _award(
        "Compass star",
        ["star", "compass", "travel"],
        (42, 42),
        Piece(rim, line=0.35),
        Piece(low_light, "accent"),
        Piece(low_dark),
        Piece(light, "accent"),
        Piece(dark),
    )


def burst() -> Ornament:
    rays = "".join(
        polygon(
            [
                polar((20, 20), 9, 22.5 * at - 6),
                polar((20, 20), 20 if at % 2 == 0 else 15, 22.5 * at),
                polar((20, 20), 9, 22.5 * at + 6),
            ]
        )
        for at in range(16)
    )
    return _award(
        "Shining star",
        ["star", "rays", "bright"],
        (40, 40),
        Piece(rays, "accent"),
        Piece(polygon(star((20, 20.3), 5, 10.4, 4.3))),
    )


def row() -> Ornament:
    sizes = ((7, 4.4), (19, 5.6), (33, 7.6), (47, 5.6), (59, 4.4))
    stars = "".join(polygon(star((x, 9), 5, size, size * 0.42)) for x, size in sizes)
    return _award("Row of stars", ["stars", "rating", "five"], (66, 18), Piece(stars, "accent"))


def circlet() -> Ornament:
    stars = "".join(polygon(star(polar((20, 20), 16.4, 30 * at), 5, 3.2, 1.3)) for at in range(12))
    return _award("Circle of stars", ["stars", "union", "round"], (40, 40), Piece(stars, "accent"))


def medal() -> Ornament:
    ribbon = polygon([(6, 0), (15, 0), (22, 20), (15, 26)]) + polygon([(34, 0), (25, 0), (18, 20), (25, 26)])
    stripe = polygon([(9.2, 0), (11.8, 0), (19, 20.4), (17.2, 22.4)]) + polygon(
        [(30.8, 0), (28.2, 0), (21, 20.4), (22.8, 22.4)]
    )
    rim = ring((20, 40), 15, 0.8, 40, 1)
    inside = circle((20, 40), 12.4)
    return _award(
        "Medal on a ribbon",
        ["medal", "sport", "winner"],
        (40, 56),
        Piece(ribbon),
        Piece(stripe, "paper"),
        Piece(rim, "accent"),
        Piece(inside, "paper", line=0.6),
        Piece(polygon(star((20, 40), 5, 8.4, 3.5)), "paper"),
    )


def order() -> Ornament:
    ribbon = polygon([(12, 0), (28, 0), (28, 16), (20, 22), (12, 16)])
    bars = polygon([(16, 0), (19, 0), (19, 21.2), (16, 19)]) + polygon(
        [(21, 0), (24, 0), (24, 19), (21, 21.2)]
    )
    cross = "".join(
        polygon(
            [
                polar((20, 40), 3, turn),
                polar((20, 40), 16, turn - 24),
                polar((20, 40), 13.4, turn),
                polar((20, 40), 16, turn + 24),
            ]
        )
        for turn in (0, 90, 180, 270)
    )
    rays = "".join(
        polygon([polar((20, 40), 4, turn - 10), polar((20, 40), 13, turn), polar((20, 40), 4, turn + 10)])
        for turn in (45, 135, 225, 315)
    )
    ringed = circle((20, 22.6), 2)
    return _award(
        "Order of merit",
        ["medal", "cross", "honour"],
        (40, 56),
        Piece(ribbon),
        Piece(bars, "paper"),
        Piece(ringed, "accent", line=0.8),
        Piece(rays),
        Piece(cross, "accent"),
        Piece(circle((20, 40), 5)),
        Piece(circle((20, 40), 3.8), "paper", line=0.4),
    )


def trophy() -> Ornament:
    cup = "M10 2L34 2L34 12C34 21 30 27 24.4 29.4L24.4 35C27.4 35.6 29.6 37 30 40L14 40C14.4 37 16.6 35.6 19.6 35L19.6 29.4C14 27 10 21 10 12z"
    ears = (
        "M10 6C3 5 0.6 8 1.6 12.4C2.8 18 7 21 12.4 21.6"
        + "M34 6C41 5 43.4 8 42.4 12.4C41.2 18 37 21 31.6 21.6"
    )
    base = polygon([(11, 41.4), (33, 41.4), (33, 47), (11, 47)])
    shine = "M14.4 6L16.8 6C16.4 13 17.6 18 20 22.6C16.4 19.4 14.2 14 14.4 6z"
    return _award(
        "Trophy",
        ["cup", "winner", "sport"],
        (44, 48),
        Piece(ears, "accent", line=1.8),
        Piece(cup, "accent"),
        Piece(base),
        Piece(shine, "paper"),
    )


def crown() -> Ornament:
    points = "M3 26L0.8 8L10.4 16L16 3.6L21.6 16L22 16.4L28 1.6L34 16.4L34.4 16L40 3.6L45.6 16L55.2 8L53 26z"
    band = polygon([(3, 27.6), (53, 27.6), (53, 32), (3, 32)])
    pearls = "".join(circle(at, 1.5) for at in ((1.6, 6.4), (16, 2.4), (28, 1.6), (40, 2.4), (54.4, 6.4)))
    gems = "".join(
        polygon([(x, 28.2), (x + 1.8, 29.8), (x, 31.4), (x - 1.8, 29.8)]) for x in (10, 19, 28, 37, 46)
    )
    return _award(
        "Crown",
        ["king", "champion", "royal"],
        (56, 32),
        Piece(points + pearls, "accent"),
        Piece(band),
        Piece(gems, "paper"),
    )


def laurel_star() -> Ornament:
    wreath = laurel(20, leaves=9, opening=60, length=0.3)
    return _award(
        "Star in laurel",
        ["star", "laurel", "merit"],
        (40, 40),
        Piece(wreath.data),
        Piece(polygon(star((20, 20), 5, 9.6, 3.9)), "accent"),
    )


def flame() -> Ornament:
    torch = polygon([(15, 22), (25, 22), (21.6, 46), (18.4, 46)]) + polygon(
        [(13, 19.4), (27, 19.4), (26, 22.6), (14, 22.6)]
    )
    fire = "M20 0.6C21 6 28 8.6 27 15C26.4 18 24.4 19 23 19L17 19C14.6 18.4 12.6 16.4 13 13C13.4 9.6 16 9 16.4 6C18 7.4 18 9 18.4 10C20.4 7.4 20.6 4 20 0.6z"
    inner = "M20.4 9C21 12 23.6 13 23 16C22.7 17.6 21.6 18.4 20.4 18.4C18.4 18.4 17 17 17.2 15.2C17.4 13.6 18.6 13.4 18.8 12.2C19.4 12.8 19.4 13.4 19.6 14C20.4 12.6 20.6 11 20.4 9z"
    return _award(
        "Torch",
        ["flame", "learning", "games"],
        (40, 46),
        Piece(fire, "accent"),
        Piece(inner, "paper"),
        Piece(torch),
    )


def flower() -> Ornament:
    petals = "".join(leaf((20, 20), 45 * at, 19.6, 8.4) for at in range(8))
    small = "".join(leaf((20, 20), 45 * at + 22.5, 14, 3) for at in range(8))
    return _award(
        "Petal star",
        ["flower", "star", "rosette"],
        (40, 40),
        Piece(petals),
        Piece(small + circle((20, 20), math.sqrt(8)), "accent"),
        Piece(polyline([(20, 20), (20, 20.01)]), "paper", line=1.8),
    )


MEDALS = (five, cut, compass, burst, row, circlet, medal, order, trophy, crown, laurel_star, flame, flower)
