"""Laurels and wreaths."""

from scripts.ornaments.brush import arc, brush, oval, tapering
from scripts.ornaments.ink import Ornament, Piece, moved
from scripts.starters.botany import branch, laurel, laurel_stems, leaf
from scripts.starters.curves import circle, polar, polygon, polyline, star

R = 26.0
CENTRE = (R, R)


def _wreath(
    name: str, tags: list[str], *pieces: Piece, size: tuple[float, float] = (2 * R, 2 * R)
) -> Ornament:
    return Ornament(name, ["wreath", *tags], *size, pieces)


def _sides(
    first: float, last: float, count: int, radius: float
) -> list[tuple[int, float, tuple[float, float], float]]:
    """Places along both halves from the foot up: side, share of the way, point, bearing of the branch there."""
    places = []
    for side in (-1, 1):
        for at in range(count):
            share = at / (count - 1)
            turn = 180 - side * (first + (last - first) * share)
            places.append((side, share, polar(CENTRE, radius, turn), turn - side * 90))
    return places


def _stems(radius: float, first: float, last: float, width: float = 0.9) -> str:
    return "".join(
        brush(arc(CENTRE, radius, 180 - side * first, 180 - side * last), tapering(width, 0.2), 8)
        for side in (-1, 1)
    )


def victor() -> Ornament:
    wreath, stems = laurel(R, leaves=12, opening=44, length=0.24), laurel_stems(R, opening=44)
    return _wreath(
        "Victor's laurel",
        ["laurel", "winner", "classic"],
        Piece(wreath.data),
        Piece(stems.data, "accent", line=0.5),
    )


def broad() -> Ornament:
    leaves = "".join(
        leaf(place, bearing + side * lean, size * (1.15 - 0.45 * share), 3.9 * (1.15 - 0.4 * share))
        for side, share, place, bearing in _sides(14, 156, 8, 20.4)
        for lean, size in ((-38, 10.4), (34, 9))
    )
    tie = oval((R, 46.2), 1.5, 1.5)
    return _wreath(
        "Broad laurel",
        ["laurel", "bold", "emblem"],
        Piece(leaves),
        Piece(_stems(20.4, 4, 160) + tie, "accent"),
    )


def olive() -> Ornament:
    leaves = "".join(
        leaf(place, bearing + side * lean, 8.4, 2.3)
        for side, _, place, bearing in _sides(10, 166, 13, 20)
        for lean in (-32, 30)
    )
    fruits = "".join(circle(polar(CENTRE, 17 if at % 2 else 23.4, 30 * at + 22), 1.05) for at in range(11))
    return _wreath(
        "Olive wreath",
        ["peace", "olive", "branches"],
        Piece(leaves),
        Piece(_stems(20, 2, 168, 0.7)),
        Piece(fruits, "accent"),
    )


def wheat() -> Ornament:
    grains = "".join(
        leaf(place, bearing + side * lean, 5.6, 2.5)
        for side, _, place, bearing in _sides(62, 160, 10, 21)
        for lean in (-30, 30)
    )
    whiskers = "".join(
        polyline([polar(place, reach, bearing + side * 34) for reach in (4, 9.4)])
        for side, _, place, bearing in _sides(62, 160, 10, 21)
    )
    tie = polygon([(22.4, 46.4), (29.6, 46.4), (30.4, 48.8), (21.6, 48.8)])
    return _wreath(
        "Ears of wheat",
        ["harvest", "grain", "agriculture"],
        Piece(whiskers, "accent", line=0.3),
        Piece(grains),
        Piece(_stems(21, -8, 66, 1)),
        Piece(tie, "accent"),
    )


def fern() -> Ornament:
    fronds = "".join(
        leaf(place, bearing + side * lean, 7.4 * (1.1 - 0.7 * share), 1.5)
        for side, share, place, bearing in _sides(6, 168, 24, 20.6)
        for lean in (-58, 58)
    )
    return _wreath(
        "Fern wreath",
        ["nature", "slender", "leaves"],
        Piece(fronds),
        Piece(_stems(20.6, 0, 170, 0.8), "accent"),
    )


def round_leaves() -> Ornament:
    leaves = "".join(
        leaf(polar(CENTRE, 20, 12 * at), 12 * at + 90 + lean, 8.6, 3.2)
        for at in range(30)
        for lean in (-30, 32)
    )
    buds = "".join(circle(polar(CENTRE, 24.6 if at % 2 else 15.6, 12 * at + 6), 0.7) for at in range(30))
    return _wreath(
        "Closed leaf wreath", ["garland", "round", "botanical"], Piece(leaves), Piece(buds, "accent")
    )


def star_wreath() -> Ornament:
    dots = "".join(
        polygon(star(polar(CENTRE, 22, 180 - side * (22 + 15.2 * at)), 5, 2.7 - 0.12 * at, 1.1))
        for side in (-1, 1)
        for at in range(10)
    )
    arcs = _stems(18, 12, 160, 0.7)
    ends = "".join(circle(polar(CENTRE, 18, 180 - side * 12), 0.9) for side in (-1, 1))
    return _wreath("Wreath of stars", ["stars", "modern"], Piece(dots, "accent"), Piece(arcs + ends))


def blossoms() -> Ornament:
    leaves = "".join(
        leaf(place, bearing + side * lean, 7.6, 2.8)
        for side, _, place, bearing in _sides(20, 150, 9, 20)
        for lean in (-44, 40)
    )
    flowers, hearts = "", ""
    for turn, size in ((180, 4.6), (150, 3.4), (210, 3.4), (96, 2.8), (264, 2.8), (34, 2.4), (326, 2.4)):
        place = polar(CENTRE, 20.4, turn)
        flowers += "".join(circle(polar(place, size * 0.62, 72 * at), size * 0.46) for at in range(5))
        hearts += circle(place, size * 0.34)
    return _wreath(
        "Blossom wreath",
        ["flowers", "spring", "wedding"],
        Piece(leaves),
        Piece(_stems(20, 4, 160, 0.6)),
        Piece(flowers, "accent"),
        Piece(hearts, "paper"),
    )


def half_laurels() -> Ornament:
    left, stem = branch((38, 27), (8, 28), (3, 3), leaves=19, length=11)
    right, other = branch((42, 27), (72, 28), (77, 3), leaves=19, length=11)
    return _wreath(
        "Cradle of laurel",
        ["laurel", "low", "crest"],
        Piece(moved(left + right, 0, 2)),
        Piece(moved(stem + other, 0, 2), "accent", line=0.6),
        size=(80, 36),
    )


WREATHS = (victor, broad, olive, wheat, fern, round_leaves, star_wreath, blossoms, half_laurels)
