"""Corners: each is drawn for the top left and comes as a set of four."""

import math

from scripts.ornaments.brush import arc, brush, scroll, swelling, transposed
from scripts.ornaments.ink import Ornament, Piece
from scripts.starters.botany import branch, leaf
from scripts.starters.curves import Curve, circle, polar, polygon, polyline, sector, star, trace
from scripts.starters.engraving import ring


def _both(curve: Curve, width: float, *, peak: float = 0.4) -> str:
    """A stroke and its mirror image at the diagonal."""
    pen = swelling(width, 0.1, peak)
    return brush(curve, pen, 12) + brush(transposed(curve), pen, 12)


def _corner(name: str, tags: list[str], side: float, *pieces: Piece) -> Ornament:
    return Ornament(name, ["corner", *tags], side, side, pieces, placing="corners")


def scrolled() -> Ornament:
    arm = _both(scroll((46, 1.4), 270, 64, (0, -30), 3), 1.5, peak=0.55)
    curl = _both(scroll((19, 1.6), 88, 34, (0.4, 32), 2), 1.1)
    drops = leaf((15.4, 15.4), 135, 10, 4) + leaf((8, 8), 315, 8, 3.4)
    return _corner("Scroll corner", ["swirl", "classic"], 46, Piece(arm + curl), Piece(drops, "accent"))


def fan() -> Ornament:
    rays = "".join(sector((0, 0), 26, 91.5 + 13 * at, 9) for at in range(7))
    hub = sector((0, 0), 9, 90)
    bows = "".join(trace(lambda turn, r=r: polar((0, 0), r, turn), 90, 180, 3) for r in (28, 30.4))
    pieces = (Piece(rays, "accent"), Piece(hub), Piece(bows, line=0.6))
    return _corner("Deco fan corner", ["art deco", "sunburst"], 32, *pieces)


def sprig() -> Ornament:
    leaves, stem = branch((7, 7), (26, 6), (42, 12), leaves=13, length=8.4)
    down, low = branch((7, 7), (6, 26), (12, 42), leaves=13, length=8.4)
    berries = "".join(circle(at, 0.9) for at in ((5, 5), (17, 14), (14, 17)))
    pieces = (Piece(leaves + down), Piece(stem + low, line=0.4), Piece(berries, "accent"))
    return _corner("Leaf sprig corner", ["botanical", "leaves", "garden"], 46, *pieces)


def steps() -> Ornament:
    outer = polyline([(0.5, 40), (0.5, 8), (8, 8), (8, 0.5), (40, 0.5)])
    inner = polyline([(3.5, 30), (3.5, 11), (11, 11), (11, 3.5), (30, 3.5)])
    block = polygon([(2, 2), (5.6, 2), (5.6, 5.6), (2, 5.6)])
    return _corner(
        "Stepped corner",
        ["art deco", "lines"],
        40,
        Piece(outer, line=0.9),
        Piece(inner, "accent", line=0.4),
        Piece(block),
    )


def quarter_rosette() -> Ornament:
    def wave(radius: float, amplitude: float, lobes: int, phase: float) -> str:
        return trace(
            lambda turn: polar(
                (0, 0), radius + amplitude * math.cos(math.radians(lobes * turn) + phase), turn
            ),
            90,
            180,
            lobes,
        )

    lines = "".join(wave(20, 5, 12, math.tau * at / 6) for at in range(6))
    inner = "".join(wave(9, 3.6, 8, math.tau * at / 4) for at in range(4))
    bows = "".join(trace(lambda turn, r=r: polar((0, 0), r, turn), 90, 180, 3) for r in (4, 13.6, 26))
    pieces = (Piece(lines, line=0.25), Piece(inner, "accent", line=0.25), Piece(bows, line=0.4))
    return _corner("Guilloche corner", ["banknote", "engraved", "security"], 27, *pieces)


def knot() -> Ornament:
    loops = trace(
        lambda turn: (
            12 + 7 * math.cos(turn) + 4 * math.cos(3 * turn),
            12 + 7 * math.sin(turn) - 4 * math.sin(3 * turn),
        ),
        0,
        math.tau,
        32,
        closed=True,
    )
    arms = polyline([(24, 12), (44, 12)]) + polyline([(12, 24), (12, 44)])
    dots = circle((12, 12), 1.3) + circle((44, 12), 0.9) + circle((12, 44), 0.9)
    return _corner(
        "Knot corner",
        ["celtic", "interlaced"],
        45.4,
        Piece(loops, line=1),
        Piece(arms, line=0.6),
        Piece(dots, "accent"),
    )


def bars() -> Ornament:
    def bar(near: float, far: float) -> str:
        return polygon([(near, 0), (far, 0), (0, far), (0, near)])

    first = polygon([(0, 0), (20, 0), (0, 20)])
    return _corner(
        "Slanted bars corner",
        ["modern", "bold", "geometric"],
        44,
        Piece(first + bar(34, 36)),
        Piece(bar(24, 31) + bar(40, 41), "accent"),
    )


def waves() -> Ornament:
    def hill(radius: float, swing: float) -> str:
        edge = trace(
            lambda turn: polar((0, 0), radius + swing * math.sin(math.radians(4 * turn)), turn), 90, 180, 6
        )
        return f"{edge}L0 0z"

    pieces = (
        Piece(hill(40, 5), "accent"),
        Piece(hill(34, 4)),
        Piece(
            trace(lambda turn: polar((0, 0), 29 + 3 * math.sin(math.radians(4 * turn)), turn), 90, 180, 6),
            "paper",
            line=0.5,
        ),
    )
    return _corner("Wave corner", ["modern", "curves", "bold"], 46, *pieces)


def star_dust() -> Ornament:
    spots = [
        (5, 5, 5),
        (16, 5, 2.6),
        (5, 16, 2.6),
        (25, 4, 1.7),
        (4, 25, 1.7),
        (13, 13, 2),
        (33, 4, 1.1),
        (4, 33, 1.1),
    ]
    big = "".join(polygon(star((x, y), 4, size, size * 0.36)) for x, y, size in spots[:1] + spots[5:6])
    small = "".join(polygon(star((x, y), 4, size, size * 0.36)) for x, y, size in spots[1:5] + spots[6:])
    return _corner(
        "Sparkle corner", ["stars", "children", "celebration"], 36, Piece(big), Piece(small, "accent")
    )


def filigree() -> Ornament:
    arm = _both(scroll((44, 1), 270, 50, (0, -42), 2.4), 0.8, peak=0.5)
    twin = _both(scroll((12, 1.4), 96, 24, (-1, 40), 1.6), 0.7) + _both(
        scroll((27, 1.2), 92, 15, (0, 52), 1.4), 0.6
    )
    tips = leaf((13, 13), 135, 8, 2.8) + "".join(leaf((13, 13), turn, 5, 1.8) for turn in (100, 170))
    dots = circle((4.4, 4.4), 1) + circle((45, 1), 0.7) + circle((1, 45), 0.7)
    return _corner(
        "Filigree corner", ["fine", "wedding", "elegant"], 46, Piece(arm + twin), Piece(tips + dots, "accent")
    )


def bracket() -> Ornament:
    hook = brush(arc((12, 12), 11, 270, 360), lambda _: 0.9, 4)
    lines = polyline([(1, 12), (1, 40)]) + polyline([(12, 1), (40, 1)])
    rose = ring((6.5, 6.5), 3.4, 0.9, 8, 2)
    return _corner(
        "Rounded corner",
        ["soft", "simple"],
        41,
        Piece(hook),
        Piece(lines, line=0.9),
        Piece(rose, "accent", line=0.35),
    )


CORNERS = (scrolled, fan, sprig, steps, quarter_rosette, knot, bars, waves, star_dust, filigree, bracket)
