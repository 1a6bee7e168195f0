"""Ribbons and banners."""

import math

from scripts.ornaments.brush import brush
from scripts.ornaments.ink import Ornament, Piece
from scripts.starters.curves import Point, circle, polygon, polyline, star, trace


def _ribbon(name: str, tags: list[str], size: tuple[float, float], *pieces: Piece) -> Ornament:
    return Ornament(name, ["ribbon", "banner", *tags], *size, pieces)


def folded() -> Ornament:
    tails = polygon([(0, 6), (22, 6), (22, 22), (0, 22), (6, 14)]) + polygon(
        [(110, 6), (88, 6), (88, 22), (110, 22), (104, 14)]
    )
    folds = polygon([(16, 16), (22, 22), (22, 16)]) + polygon([(94, 16), (88, 22), (88, 16)])
    body = polygon([(16, 0), (94, 0), (94, 16), (16, 16)])
    lines = polyline([(17, 1.6), (93, 1.6)]) + polyline([(17, 14.4), (93, 14.4)])
    return _ribbon(
        "Folded banner",
        ["title", "heading"],
        (110, 22),
        Piece(tails, "accent"),
        Piece(folds),
        Piece(body),
        Piece(lines, "paper", line=0.4),
    )


def arched() -> Ornament:
    def bow(radius: float) -> list[Point]:
        return [
            (60 + radius * math.sin(math.radians(turn)), 90 - radius * math.cos(math.radians(turn)))
            for turn in range(-38, 39, 2)
        ]

    def rim(radius: float, first: float, last: float) -> str:
        return trace(
            lambda turn: (
                60 + radius * math.sin(math.radians(turn)),
                90 - radius * math.cos(math.radians(turn)),
            ),
            first,
            last,
            6,
        )

    body = polygon([*bow(88), *reversed(bow(73))])
    lines = rim(86.4, -37, 37) + rim(74.6, -37, 37)
    left, fold = _tail(-1)
    right, other = _tail(1)
    return _ribbon(
        "Arched banner",
        ["title", "curved"],
        (120, 46),
        Piece(left + right, "accent"),
        Piece(body),
        Piece(fold + other),
        Piece(lines, "paper", line=0.4),
    )


def _tail(side: int) -> tuple[str, str]:
    def x(way: float) -> float:
        return 60 + side * way

    tail = polygon([(x(38), 30), (x(58), 25.5), (x(55.5), 35.5), (x(60), 43), (x(40), 45.8)])
    fold = polygon([(x(45.2), 32.6), (x(40), 45.8), (x(38), 36)])
    return tail, fold


def waving() -> Ornament:
    def middle(share: float) -> Point:
        return 14 + 82 * share, 12 + 3.2 * math.sin(math.tau * share)

    body = brush(middle, lambda _: 13, 10)
    rims = [
        brush(lambda share, dy=dy: (middle(share)[0], middle(share)[1] + dy), lambda _: 0.45, 10)
        for dy in (-5, 5)
    ]
    tails = polygon([(0, 10.4), (21, 10.4), (21, 24.4), (0, 24.4), (5.4, 17.4)]) + polygon(
        [(110, 0.6), (89, 0.6), (89, 14.6), (110, 14.6), (104.6, 7.6)]
    )
    folds = polygon([(14.2, 18.5), (21, 24.4), (21, 20)]) + polygon([(95.8, 5.5), (89, 0.6), (89, 4.6)])
    pieces = (Piece(tails, "accent"), Piece(folds), Piece(body), Piece("".join(rims), "paper"))
    return _ribbon("Waving banner", ["flag", "wave"], (110, 26), *pieces)


def swallowtail() -> Ornament:
    body = polygon([(0, 0), (90, 0), (82, 8), (90, 16), (0, 16), (8, 8)])
    lines = polyline([(4.4, 1.8), (85.6, 1.8)]) + polyline([(4.4, 14.2), (85.6, 14.2)])
    return _ribbon(
        "Swallowtail banner", ["plain", "label"], (90, 16), Piece(body), Piece(lines, "accent", line=0.5)
    )


def sash() -> Ornament:
    band = polygon([(0, 34), (34, 0), (52, 0), (0, 52)])
    ends = polygon([(52, 0), (55, 3), (52, 3)]) + polygon([(0, 52), (3, 55), (3, 52)])
    lines = polyline([(0.8, 36), (36, 0.8)]) + polyline([(0.8, 49.4), (49.4, 0.8)])
    return _ribbon(
        "Corner sash",
        ["corner", "label"],
        (55, 55),
        Piece(ends),
        Piece(band, "accent"),
        Piece(lines, "paper", line=0.4),
    )


def tails() -> Ornament:
    left = polygon([(3, 0), (15, 0), (11.4, 40), (6, 34.6), (0, 39)])
    right = polygon([(17, 0), (29, 0), (32, 39), (26, 34.6), (20.6, 40)])
    stripes = polygon([(8, 0), (10, 0), (7, 35.4), (5, 35.7)]) + polygon(
        [(22, 0), (24, 0), (27, 35.7), (25, 35.4)]
    )
    return _ribbon(
        "Ribbon tails",
        ["award", "hanging"],
        (32, 40),
        Piece(left + right),
        Piece(stripes, "accent"),
    )


def bow() -> Ornament:
    loop = "M30 13C22 2 8 -1 3 5C-1 11 4 22 12 21C20 20 26 16 30 13z"
    other = "M30 13C38 2 52 -1 57 5C61 11 56 22 48 21C40 20 34 16 30 13z"
    inside = (
        "M27 12.6C21 8 13 5.4 9 8C7 11 10 16.6 14 16C19 15.4 24 14 27 12.6z"
        + "M33 12.6C39 8 47 5.4 51 8C53 11 50 16.6 46 16C41 15.4 36 14 33 12.6z"
    )
    ends = (
        polygon([(27, 15), (33, 15), (30, 20)])
        + "M28 14C24 22 18 32 10 39L17 38.4L20 44C25 36 29 26 31 15z"
        + "M32 14C36 22 42 32 50 39L43 38.4L40 44C35 36 31 26 29 15z"
    )
    knot = polygon([(25.6, 9.6), (34.4, 9.6), (35.4, 17), (24.6, 17)])
    return _ribbon(
        "Tied bow",
        ["gift", "celebration"],
        (60, 44),
        Piece(ends),
        Piece(loop + other),
        Piece(inside, "paper"),
        Piece(knot, "accent"),
    )


def scroll_banner() -> Ornament:
    body = polygon([(10, 4), (100, 4), (100, 24), (10, 24)])
    rolls = (
        "M10 0C4 0 2 4 2 9L2 19C2 24 4 28 10 28C7 26 7 22 10 20L10 8C7 6 7 2 10 0z"
        + "M100 0C106 0 108 4 108 9L108 19C108 24 106 28 100 28C103 26 103 22 100 20L100 8C103 6 103 2 100 0z"
    )
    rims = polyline([(12, 6), (98, 6)]) + polyline([(12, 22), (98, 22)])
    stars = "".join(polygon(star((x, 14), 5, 1.8, 0.75)) for x in (15, 95))
    return _ribbon(
        "Parchment scroll",
        ["scroll", "diploma"],
        (110, 28),
        Piece(body),
        Piece(rolls, "accent"),
        Piece(rims, "paper", line=0.35),
        Piece(stars, "paper"),
    )


def pennants() -> Ornament:
    flags = [
        polygon(
            [
                (4 + 13 * at, _hang(at)),
                (15 + 13 * at, _hang(at + 0.85)),
                (9.5 + 13 * at, _hang(at + 0.4) + 13),
            ]
        )
        for at in range(8)
    ]
    cord = trace(lambda share: (112 * share, _hang(8.6 * share - 0.3)), 0, 1, 6)
    knots = "".join(circle((x, _hang(-0.3)), 1) for x in (1, 111))
    return _ribbon(
        "Bunting",
        ["party", "children", "flags"],
        (112, 26),
        Piece("".join(flags[::2])),
        Piece("".join(flags[1::2]), "accent"),
        Piece(cord, line=0.5),
        Piece(knots),
    )


def _hang(at: float) -> float:
    """How far the cord of the bunting hangs down at a flag."""
    return 2 + 9 * (1 - ((at - 4) / 4.3) ** 2)


RIBBONS = (folded, arched, waving, swallowtail, sash, tails, bow, scroll_banner, pennants)
