"""The penman's tools: lines that swell and thin out, scrolls that wind up evenly, ovals and spirals."""

import math
from collections.abc import Callable

from scripts.ornaments.ink import absolute
from scripts.starters.curves import Curve, Point, polar, trace

_CELLS = 400  # of the table that a scroll is integrated into
Width = Callable[[float], float]


def brush(curve: Curve, width: Width, pieces: int = 8) -> str:
    """The area that a pen covers along `curve` (0 to 1), as wide as `width` says at each place."""

    def side(sign: int) -> Curve:
        def at(share: float) -> Point:
            x, y = curve(share)
            (x0, y0), (x1, y1) = curve(share - 1e-3), curve(share + 1e-3)
            dx, dy = x1 - x0, y1 - y0
            size = math.hypot(dx, dy) or 1
            reach = sign * width(min(1, max(0, share))) / 2
            return x - dy / size * reach, y + dx / size * reach

        return at

    there = absolute(trace(side(1), 0, 1, pieces))
    back = absolute(trace(side(-1), 1, 0, pieces))
    return f"{there}L{back[1:]}z"


def swelling(most: float, least: float = 0.08, peak: float = 0.5) -> Width:
    """Thin at both ends, widest at `peak`."""

    def width(share: float) -> float:
        part = share / peak if share < peak else (1 - share) / (1 - peak)
        return least + (most - least) * math.sin(math.pi / 2 * part) ** 1.5

    return width


def tapering(most: float, least: float = 0.08) -> Width:
    """From wide to thin."""
    return lambda share: least + (most - least) * (1 - share) ** 1.2


def scroll(
    start: Point, heading: float, length: float, bends: tuple[float, float], power: float = 1
) -> Curve:
    """A line whose curvature grows evenly: from `bends[0]` to `bends[1]`, in degrees for each mm to the right.

    `heading` is where it sets off: twelve o'clock is 0.
    """
    step = length / _CELLS
    points, angle = [start], heading
    for cell in range(_CELLS):
        share = ((cell + 0.5) / _CELLS) ** power
        turn = (bends[0] + (bends[1] - bends[0]) * share) * step
        points.append(polar(points[-1], step, angle + turn / 2))
        angle += turn

    def at(share: float) -> Point:
        place = min(max(share, 0), 1) * _CELLS
        cell = min(int(place), _CELLS - 1)
        (x0, y0), (x1, y1) = points[cell], points[cell + 1]
        rest = share * _CELLS - cell
        return x0 + (x1 - x0) * rest, y0 + (y1 - y0) * rest

    return at


def flipped(curve: Curve, *, x: float | None = None, y: float | None = None) -> Curve:
    """The curve mirrored at the upright line `x`, the level line `y`, or both."""

    def at(share: float) -> Point:
        px, py = curve(share)
        return (px if x is None else 2 * x - px), (py if y is None else 2 * y - py)

    return at


def transposed(curve: Curve) -> Curve:
    """The curve mirrored at the diagonal through the top left corner."""

    def at(share: float) -> Point:
        x, y = curve(share)
        return y, x

    return at


def arc(center: Point, radius: float, first: float, last: float) -> Curve:
    """Part of a circle, in degrees from twelve o'clock."""
    return lambda share: polar(center, radius, first + (last - first) * share)


def oval(center: Point, across: float, down: float) -> str:
    """A closed oval of the given half axes."""

    def at(angle: float) -> Point:
        return center[0] + across * math.sin(angle), center[1] - down * math.cos(angle)

    return trace(at, 0, 2 * math.pi, 4, closed=True)
