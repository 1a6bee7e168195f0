"""Dividers and flourishes, and lines to sign on."""

import math

from scripts.ornaments.brush import brush, flipped, oval, scroll, swelling, tapering
from scripts.ornaments.ink import Ornament, Piece, moved
from scripts.starters.botany import leaf
from scripts.starters.curves import Curve, circle, polygon, polyline, star, trace
from scripts.starters.engraving import flourish


def _divider(name: str, tags: list[str], size: tuple[float, float], *pieces: Piece) -> Ornament:
    return Ornament(name, ["divider", "flourish", *tags], *size, pieces)


def _twice(curve: Curve, middle: float, width: float, *, peak: float = 0.4) -> str:
    """A stroke and its mirror image at the upright line in the middle."""
    pen = swelling(width, 0.1, peak)
    return brush(curve, pen, 12) + brush(flipped(curve, x=middle), pen, 12)


def lozenge() -> Ornament:
    drawing = flourish(90, 7)
    return _divider(
        "Lozenge flourish",
        ["classic"],
        (90, 7),
        Piece(drawing.data, line=0.5),
        Piece(polygon([(45, 1.8), (46.7, 3.5), (45, 5.2), (43.3, 3.5)]), "accent"),
    )


def swirls() -> Ornament:
    main = _twice(scroll((47, 10), 70, 50, (4, -8), 1), 45, 1.3)
    curl = _twice(scroll((50, 8.6), 150, 24, (-14, -36), 1), 45, 1)
    drops = leaf((45, 15.4), 0, 9, 3.4) + circle((45, 3.6), 0.9)
    return _divider(
        "Penman's swirl",
        ["calligraphy", "wedding"],
        (90, 18),
        Piece(moved(main + curl, 0, 2)),
        Piece(moved(drops, 0, 2), "accent"),
    )


def dotted() -> Ornament:
    lines = brush(lambda share: (38 * share, 2), lambda share: 0.1 + 0.6 * share, 2) + brush(
        lambda share: (80 - 38 * share, 2), lambda share: 0.1 + 0.6 * share, 2
    )
    return _divider(
        "Line with a bead", ["simple", "modern"], (80, 4), Piece(lines), Piece(circle((40, 2), 1.3), "accent")
    )


def leafy() -> Ornament:
    leaves = "".join(
        leaf((45 + side * (6 + 5 * at), 6), side * (90 + lean), 7.6 - 0.5 * at, 2.5)
        for side in (-1, 1)
        for at in range(7)
        for lean in (-34, 34)
    )
    stems = "".join(
        brush(lambda share, side=side: (45 + side * (3 + 41 * share), 6), tapering(0.7, 0.1), 2)
        for side in (-1, 1)
    )
    return _divider(
        "Leafy divider",
        ["botanical", "laurel"],
        (90, 12),
        Piece(leaves + stems),
        Piece(circle((45, 6), 1.7), "accent"),
    )


def chevrons() -> Ornament:
    ways = [
        polygon(
            [
                (45 + side * (8 + 4.4 * at), 4),
                (45 + side * (5 + 4.4 * at), 1),
                (45 + side * (6.4 + 4.4 * at), 1),
                (45 + side * (9.4 + 4.4 * at), 4),
                (45 + side * (6.4 + 4.4 * at), 7),
                (45 + side * (5 + 4.4 * at), 7),
            ]
        )
        for side in (-1, 1)
        for at in range(4)
    ]
    lines = polyline([(0, 4), (20, 4)]) + polyline([(70, 4), (90, 4)])
    return _divider(
        "Deco chevrons",
        ["art deco", "geometric"],
        (90, 8),
        Piece("".join(ways)),
        Piece(polygon([(45, 0.6), (48.4, 4), (45, 7.4), (41.6, 4)]), "accent"),
        Piece(lines, line=0.5),
    )


def wavelet() -> Ornament:
    def wave(phase: float) -> str:
        return trace(
            lambda share: (
                90 * share,
                4 + 3 * math.sin(math.pi * share) ** 1.2 * math.sin(math.tau * 6 * share + phase)
                if 0 < share < 1
                else 4,
            ),
            0,
            1,
            36,
        )

    return _divider(
        "Braided wave",
        ["guilloche", "wave"],
        (90, 8),
        Piece(wave(0) + wave(math.pi), line=0.45),
        Piece(wave(math.pi / 2) + wave(-math.pi / 2), "accent", line=0.3),
    )


def starline() -> Ornament:
    big = polygon(star((45, 5), 5, 5, 2))
    small = "".join(
        polygon(star((45 + side * way, 5), 5, size, size * 0.4))
        for side in (-1, 1)
        for way, size in ((10, 2.7), (17, 1.8))
    )
    lines = "".join(
        brush(lambda share, side=side: (45 + side * (22 + 23 * share), 5), tapering(0.7, 0.08), 2)
        for side in (-1, 1)
    )
    return _divider("Star line", ["stars", "award"], (90, 10), Piece(big, "accent"), Piece(small + lines))


def swelled() -> Ornament:
    rule = brush(lambda share: (90 * share, 2), swelling(1.8, 0.06), 4)
    return _divider("Swelled rule", ["simple", "printer", "classic"], (90, 4), Piece(rule))


def loops() -> Ornament:
    knot = trace(
        lambda turn: (45 + 13 * math.sin(turn), 6 + 5 * math.sin(2 * turn)), 0, math.tau, 16, closed=True
    )
    inner = trace(
        lambda turn: (45 + 7 * math.sin(turn), 6 - 3 * math.sin(2 * turn)), 0, math.tau, 16, closed=True
    )
    arms = "".join(
        brush(lambda share, side=side: (45 + side * (13.6 + 31 * share), 6), tapering(0.8, 0.1), 2)
        for side in (-1, 1)
    )
    return _divider(
        "Endless knot",
        ["infinity", "knot"],
        (90, 12),
        Piece(knot, line=0.8),
        Piece(arms),
        Piece(inner, "accent", line=0.5),
    )


def crest() -> Ornament:
    wings = _twice(scroll((47, 14.4), 78, 56, (0.4, -30), 3), 45, 1.4)
    wings += _twice(scroll((49, 13.4), 66, 30, (1, 34), 2), 45, 1)
    drops = leaf((45, 14), 0, 11, 4.2) + "".join(leaf((45, 14), turn, 7.6, 2.8) for turn in (-42, 42))
    base = oval((45, 15.4), 1.3, 1.3)
    return _divider(
        "Palmette",
        ["crest", "antique", "ornate"],
        (90, 25),
        Piece(moved(wings, 0, 5.5)),
        Piece(moved(drops, 0, 5.5), "accent"),
        Piece(moved(base, 0, 5.5)),
    )


def _signing(name: str, tags: list[str], height: float, *pieces: Piece) -> Ornament:
    return Ornament(name, ["signature", "line", "sign", *tags], 70, height, pieces)


def plain_line() -> Ornament:
    return _signing("Signature line", ["plain"], 1, Piece(polyline([(0.2, 0.5), (69.8, 0.5)]), line=0.35))


def ticked_line() -> Ornament:
    return _signing(
        "Signature line with ends",
        ["serif"],
        3,
        Piece(polyline([(0.2, 1.5), (69.8, 1.5)]), line=0.35),
        Piece(polyline([(0.2, 0.2), (0.2, 2.8)]) + polyline([(69.8, 0.2), (69.8, 2.8)]), "accent", line=0.5),
    )


def dotted_line() -> Ornament:
    return _signing(
        "Dotted signature line",
        ["form", "dots"],
        1.2,
        Piece("".join(circle((0.6 + 1.72 * at, 0.6), 0.32) for at in range(41))),
    )


def tapered_line() -> Ornament:
    return _signing(
        "Tapered signature line",
        ["elegant"],
        3,
        Piece(brush(lambda share: (70 * share, 1.5), swelling(0.8, 0.06), 4)),
        Piece(polygon([(35, 0), (36.5, 1.5), (35, 3), (33.5, 1.5)]), "accent"),
    )


def swash_line() -> Ornament:
    swash = brush(scroll((1, 8), 74, 69, (1.5, -1.8), 1), swelling(1.2, 0.08, 0.3), 10)
    return _signing(
        "Swash signature line",
        ["calligraphy"],
        14,
        Piece(swash, "accent"),
        Piece(polyline([(0.2, 12.6), (69.8, 12.6)]), line=0.3),
    )


def crossed_line() -> Ornament:
    cross = polyline([(0.6, 0.6), (4.4, 4.4)]) + polyline([(4.4, 0.6), (0.6, 4.4)])
    return _signing(
        "Signature line with a cross",
        ["sign here", "form"],
        6.6,
        Piece(polyline([(0.2, 6.2), (69.8, 6.2)]), line=0.35),
        Piece(cross, "accent", line=0.6),
    )


DIVIDERS = (lozenge, swirls, dotted, leafy, chevrons, wavelet, starline, swelled, loops, crest)
SIGNATURES = (plain_line, ticked_line, dotted_line, tapered_line, swash_line, crossed_line)
