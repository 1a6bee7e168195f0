"""Badges, shields and labels, with room for words."""

from scripts.ornaments.ink import Ornament, Piece
from scripts.starters.botany import laurel
from scripts.starters.curves import circle, polar, polygon, polyline, star, trace
from scripts.starters.engraving import ring


def _badge(name: str, tags: list[str], size: tuple[float, float], *pieces: Piece) -> Ornament:
    return Ornament(name, ["badge", *tags], *size, pieces)


SHIELD = "M2 3C9 4.4 16 3.6 22 0C28 3.6 35 4.4 42 3L42 24C42 37 34 46 22 51C10 46 2 37 2 24z"
INNER_SHIELD = "M5.4 6.8C11.4 7.4 17 6.6 22 3.8C27 6.6 32.6 7.4 38.6 6.8L38.6 24C38.6 35 32.4 42.6 22 47.2C11.6 42.6 5.4 35 5.4 24z"


def shield() -> Ornament:
    return _badge(
        "Shield",
        ["arms", "school", "club"],
        (44, 52),
        Piece(SHIELD),
        Piece(INNER_SHIELD, "accent", line=0.7),
        Piece(polygon(star((22, 24), 5, 10, 4)), "paper"),
    )


def quartered() -> Ornament:
    halves = "M22 4.6C27 6.6 32.6 7.4 38.6 6.8L38.6 25L22 25z" + "M22 25L22 46.4C11.6 42.6 5.4 35 5.4 25z"
    return _badge(
        "Quartered shield",
        ["arms", "university", "heraldic"],
        (44, 52),
        Piece(SHIELD),
        Piece(INNER_SHIELD, "paper"),
        Piece(halves, "accent"),
        Piece(INNER_SHIELD, line=0.6),
    )


def hexagon() -> Ornament:
    def six(reach: float) -> str:
        return polygon(polar((22, 22), reach, 60 * at) for at in range(6))

    return _badge(
        "Hexagon badge",
        ["skill", "technology", "modern"],
        (44, 44),
        Piece(six(22)),
        Piece(six(19.6), "accent", line=0.8),
        Piece(six(12), "paper"),
    )


def skill_star() -> Ornament:
    rim = polygon(star((22, 22), 16, 22, 19))
    return _badge(
        "Starburst badge",
        ["sticker", "new", "price"],
        (44, 44),
        Piece(rim, "accent"),
        Piece(circle((22, 22), 16.2)),
        Piece(circle((22, 22), 14.8), "paper", line=0.4),
    )


def rounded() -> Ornament:
    dots = "".join(circle(polar((22, 22), 18.4, 10 * at), 0.5) for at in range(36))
    return _badge(
        "Round badge",
        ["button", "circle"],
        (44, 44),
        Piece(circle((22, 22), 22)),
        Piece(dots, "accent"),
        Piece(circle((22, 22), 15.8), "paper"),
    )


def flower_badge() -> Ornament:
    def petals(reach: float, swing: float) -> str:
        return ring((22, 22), reach, swing, 12, 1)

    return _badge(
        "Petal badge",
        ["soft", "flower", "quality"],
        (44, 44),
        Piece(petals(20.4, 1.6)),
        Piece(petals(17.6, 1.4), "paper", line=0.5),
        Piece(circle((22, 22), 13), "accent"),
    )


def ribboned() -> Ornament:
    disc = circle((30, 22), 20)
    band = polygon([(4, 26), (56, 26), (56, 38), (4, 38)])
    tails = polygon([(0, 30), (10, 30), (10, 42), (0, 42), (4, 36)]) + polygon(
        [(60, 30), (50, 30), (50, 42), (60, 42), (56, 36)]
    )
    folds = polygon([(4, 38), (10, 42), (10, 38)]) + polygon([(56, 38), (50, 42), (50, 38)])
    return _badge(
        "Badge with a ribbon",
        ["banner", "label"],
        (60, 44),
        Piece(disc),
        Piece(circle((30, 22), 18), "paper", line=0.4),
        Piece(polygon(star((30, 14.6), 5, 7, 2.9)), "paper"),
        Piece(tails),
        Piece(band, "accent"),
        Piece(folds),
    )


def tag() -> Ornament:
    body = "M8 0L52 0C52 3.4 54.6 6 58 6L58 22C54.6 22 52 24.6 52 28L8 28C8 24.6 5.4 22 2 22L2 6C5.4 6 8 3.4 8 0z"
    inside = "M10.4 2.4L49.8 2.4C50.4 5.6 52.6 7.8 55.6 8.2L55.6 19.8C52.6 20.2 50.4 22.4 49.8 25.6L10.2 25.6C9.6 22.4 7.4 20.2 4.4 19.8L4.4 8.2C7.4 7.8 9.6 5.6 10.2 2.4z"
    return _badge(
        "Scooped label", ["plaque", "vintage"], (60, 28), Piece(body), Piece(inside, "accent", line=0.5)
    )


def plaque() -> Ornament:
    outer = polygon([(5, 0), (55, 0), (60, 5), (60, 21), (55, 26), (5, 26), (0, 21), (0, 5)])
    inner = polygon([(6, 2.2), (54, 2.2), (57.8, 6), (57.8, 20), (54, 23.8), (6, 23.8), (2.2, 20), (2.2, 6)])
    rivets = "".join(circle(at, 0.8) for at in ((5.6, 5.6), (54.4, 5.6), (5.6, 20.4), (54.4, 20.4)))
    return _badge(
        "Plaque",
        ["plate", "label"],
        (60, 26),
        Piece(outer, "accent"),
        Piece(inner, "paper", line=0.5),
        Piece(rivets, "paper"),
    )


def tick() -> Ornament:
    rim = ring((22, 22), 20.6, 1.4, 16, 1)
    check = polyline([(13, 22.6), (19.6, 29), (31.6, 15.6)])
    return _badge(
        "Passed",
        ["tick", "check", "verified"],
        (44, 44),
        Piece(rim),
        Piece(circle((22, 22), 16.4), "accent", line=0.7),
        Piece(check, "paper", line=3.2),
    )


def mortarboard() -> Ornament:
    board = polygon([(28, 4), (55, 14.4), (28, 24.8), (1, 14.4)])
    cap = "M13 20.4L28 26.2L43 20.4L43 30C39 34 33 35.6 28 35.6C23 35.6 17 34 13 30z"
    cord = polyline([(28, 14.4), (49.4, 17.4), (49.4, 30)])
    tassel = polygon([(47.6, 30), (51.2, 30), (52.4, 39), (46.4, 39)])
    return _badge(
        "Mortarboard",
        ["graduation", "degree", "school"],
        (56, 40),
        Piece(cap),
        Piece(board),
        Piece(cord, "accent", line=0.8),
        Piece(tassel, "accent"),
    )


def book() -> Ornament:
    left = "M28 8C22 3.4 12 2.6 2 4.4L2 34C12 32.4 22 33.4 28 38z"
    right = "M28 8C34 3.4 44 2.6 54 4.4L54 34C44 32.4 34 33.4 28 38z"
    lines = "".join(
        trace(
            lambda share, at=at, side=side: (
                28 + side * (4.4 + 18 * share),
                12 + 5.4 * at - 2.6 * share**0.6,
            ),
            0.01,
            1,
            3,
        )
        for side in (-1, 1)
        for at in range(4)
    )
    return _badge(
        "Open book",
        ["learning", "reading", "library"],
        (56, 40),
        Piece(left + right),
        Piece(lines, "paper", line=0.5),
        Piece(polygon([(26, 35), (30, 35), (30, 40), (28, 38.4), (26, 40)]), "accent"),
    )


def emblem() -> Ornament:
    wreath = laurel(24, leaves=10, opening=70, length=0.24)
    return _badge(
        "Laurel emblem",
        ["laurel", "circle", "crest"],
        (48, 48),
        Piece(wreath.data),
        Piece(circle((24, 24), 14), "accent"),
        Piece(circle((24, 24), 12.6), "paper", line=0.4),
    )


BADGES = (
    shield,
    quartered,
    hexagon,
    skill_star,
    rounded,
    flower_badge,
    ribboned,
    tag,
    plaque,
    tick,
    mortarboard,
    book,
    emblem,
)
