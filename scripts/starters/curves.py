"""Curves as SVG path data: parametric curves fitted with few cubic Béziers, polygons, circles, arcs.

Coordinates are millimetres with two decimals: 0.01 mm is finer than any printer and keeps the designs small.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Curve = Callable[[float], Point]

_STEP = 1e-4  # of the parameter, for the numeric derivative
_KAPPA = 0.5522847498  # control arm of a quarter circle drawn as a cubic


@dataclass(frozen=True, slots=True)
class Drawing:
    """Path data in its own millimetres, with the size of the box it is drawn in."""

    data: str
    width: float
    height: float


def number(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def pair(point: Point) -> str:
    return f"{number(point[0])} {number(point[1])}"


def polar(center: Point, radius: float, degrees: float) -> Point:
    """The point at `degrees` clockwise from twelve o'clock."""
    angle = math.radians(degrees - 90)
    return center[0] + radius * math.cos(angle), center[1] + radius * math.sin(angle)


def trace(curve: Curve, start: float, end: float, pieces: int, *, closed: bool = False) -> str:
    """`curve` from `start` to `end` as `pieces` cubics that share its points and tangents (Hermite form)."""
    width = (end - start) / pieces
    stops = [start + index * width for index in range(pieces + 1)]
    points = [curve(stop) for stop in stops]
    arms = [_tangent(curve, stop, width / 3) for stop in stops]
    # Relative commands: short numbers. Rounding is carried along so that errors do not add up.
    at = (round(points[0][0], 2), round(points[0][1], 2))
    data = [f"M{pair(at)}"]
    for index in range(pieces):
        first = _plus(points[index], arms[index])
        second = _minus(points[index + 1], arms[index + 1])
        target = points[index + 1]
        data.append("c" + " ".join(pair(_minus(point, at)) for point in (first, second, target)))
        moved = (round(target[0] - at[0], 2), round(target[1] - at[1], 2))
        at = (at[0] + moved[0], at[1] + moved[1])
    return "".join(data) + ("z" if closed else "")


def polygon(points: Iterable[Point]) -> str:
    return "M" + "L".join(map(pair, points)) + "z"


def polyline(points: Iterable[Point]) -> str:
    return "M" + "L".join(map(pair, points))


def circle(center: Point, radius: float) -> str:
    x, y = center
    r, arm = radius, radius * _KAPPA
    quarters = [
        ((r, arm), (arm, r), (0, r)),
        ((-arm, r), (-r, arm), (-r, 0)),
        ((-r, -arm), (-arm, -r), (0, -r)),
        ((arm, -r), (r, -arm), (r, 0)),
    ]
    steps = "".join("C" + " ".join(pair((x + dx, y + dy)) for dx, dy in quarter) for quarter in quarters)
    return f"M{pair((x + r, y))}{steps}z"


def sector(corner: Point, radius: float, first: float, sweep: float = 90) -> str:
    """A slice of a disc around `corner`, from `first` degrees (twelve o'clock is 0) clockwise over `sweep` ≤ 90."""
    start, end = polar(corner, radius, first), polar(corner, radius, first + sweep)
    arm = radius * 4 / 3 * math.tan(math.radians(sweep) / 4)
    first_arm, last_arm = polar((0, 0), arm, first + 90), polar((0, 0), arm, first + sweep + 90)
    bend = " ".join(map(pair, (_plus(start, first_arm), _minus(end, last_arm), end)))
    return f"M{pair(corner)}L{pair(start)}C{bend}z"


def star(center: Point, points: int, outer: float, inner: float, turn: float = 0) -> list[Point]:
    """Corners of a star, the first at `turn` degrees from twelve o'clock."""
    step = 180 / points
    return [polar(center, inner if n % 2 else outer, turn + n * step) for n in range(2 * points)]


def turned(points: Sequence[Point], center: Point, degrees: float) -> list[Point]:
    angle = math.radians(degrees)
    cos, sin = math.cos(angle), math.sin(angle)
    x0, y0 = center
    return [(x0 + (x - x0) * cos - (y - y0) * sin, y0 + (x - x0) * sin + (y - y0) * cos) for x, y in points]


def _tangent(curve: Curve, at: float, length: float) -> Point:
    before, after = curve(at - _STEP), curve(at + _STEP)
    factor = length / (2 * _STEP)
    return (after[0] - before[0]) * factor, (after[1] - before[1]) * factor


def _plus(a: Point, b: Point) -> Point:
    return a[0] + b[0], a[1] + b[1]


def _minus(a: Point, b: Point) -> Point:
    return a[0] - b[0], a[1] - b[1]
