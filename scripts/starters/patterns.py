"""Patterns and pictures: strapwork, sunbursts, waves, confetti, bunting, tiles."""

import math
import random

from scripts.starters.curves import Drawing, Point, circle, polar, polygon, polyline, star, trace, turned


def khatam(center: Point, reach: float) -> list[Point]:
    """The eight-pointed star of two crossed squares; `reach` from centre to a tip."""
    return star(center, 8, reach, reach * math.cos(math.pi / 4) / math.cos(math.pi / 8), 0)


def star_and_cross(columns: int, rows: int, side: float) -> Drawing:
    """The tiling of eight-pointed stars with crosses between them, `side` from star to star; to be stroked."""
    reach = side / 2
    cells = [(column, row) for row in range(rows) for column in range(columns)]
    data = "".join(
        polygon(khatam(((column + 0.5) * side, (row + 0.5) * side), reach)) for column, row in cells
    )
    return Drawing(data, columns * side, rows * side)


def khatam_field(columns: int, rows: int, side: float, share: float) -> Drawing:
    """A field of eight-pointed stars in cells of `side`; `share` of the half side from centre to tip."""
    cells = [((column + 0.5) * side, (row + 0.5) * side) for row in range(rows) for column in range(columns)]
    return Drawing(
        "".join(polygon(khatam(cell, side / 2 * share)) for cell in cells), columns * side, rows * side
    )


def sunburst(width: float, height: float, origin: Point, *, rays: int, reach: float) -> Drawing:
    """Wedges of light from `origin` all round, as many as gaps between them."""
    step = 180 / rays
    wedges = [
        polygon(
            [origin, polar(origin, reach, 2 * index * step), polar(origin, reach, (2 * index + 1) * step)]
        )
        for index in range(rays)
    ]
    return Drawing("".join(wedges), width, height)


def deco_corner(size: float, *, rays: int = 9) -> Drawing:
    """A quarter fan with steps around the top left corner, in the manner of the 1920s; to be stroked."""
    corner = (0.0, 0.0)
    parts = []
    for reach in (0.34, 0.4, 0.92, 1.0):
        radius = size * reach

        def at(degrees: float, radius: float = radius) -> Point:
            return polar(corner, radius, degrees)

        parts.append(trace(at, 90, 180, 2))
    for index in range(rays):
        bearing = 90 + 90 * index / (rays - 1)
        inner, outer = polar(corner, size * 0.4, bearing), polar(corner, size * 0.92, bearing)
        parts.append(polyline([inner, outer]))
    return Drawing("".join(parts), size, size)


def contours(width: float, height: float, *, lines: int, seed: int) -> Drawing:
    """Lines that drift like contours on a map, from the left to the right edge; to be stroked."""
    chance = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    phases = [chance.uniform(0, 2 * math.pi) for _ in range(3)]
    parts = []
    for index in range(lines):
        share = index / (lines - 1)

        def at(x: float, share: float = share) -> Point:
            t = x / width * 2 * math.pi
            swing = math.sin(t * 0.7 + phases[0] + 1.3 * share) * (0.1 + 0.17 * share)
            swing += math.sin(t * 1.6 + phases[1] - 2.1 * share) * (0.06 + 0.05 * share)
            swing += math.sin(t * 2.7 + phases[2] + 0.8 * share) * 0.022
            return x, height * (0.28 + 0.5 * share + swing)

        parts.append(trace(at, 0, width, 14))
    return Drawing("".join(parts), width, height)


def confetti(
    width: float, height: float, *, count: int, seed: int, keep_out: tuple[float, float]
) -> list[Drawing]:
    """Scattered rectangles, discs, streamers and stars, one drawing of each kind.

    Nothing falls inside the ellipse with the half axes `keep_out` around the middle, nor on other pieces.
    """
    chance = random.Random(seed)  # noqa: S311 - a drawing, not a secret
    kinds: list[list[str]] = [[], [], [], []]
    taken: list[Point] = []
    tries = 0
    while len(taken) < count and tries < 20_000:
        tries += 1
        x, y = chance.uniform(0, width), chance.uniform(0, height)
        inside = ((x - width / 2) / keep_out[0]) ** 2 + ((y - height / 2) / keep_out[1]) ** 2 < 1
        if inside or any(math.hypot(x - a, y - b) < 9 for a, b in taken):
            continue
        taken.append((x, y))
        kind = len(taken) % 4
        turn, size = chance.uniform(0, 360), chance.uniform(1.5, 2.4)
        kinds[kind].append(_piece(kind, (x, y), size, turn))
    return [Drawing("".join(pieces), width, height) for pieces in kinds]


def _piece(kind: int, at: Point, size: float, turn: float) -> str:
    x, y = at
    if kind == 0:
        corners = [(x - size, y - size / 2), (x + size, y - size / 2), (x + size, y + size / 2)]
        return polygon(turned([*corners, (x - size, y + size / 2)], at, turn))
    if kind == 1:
        return circle(at, size * 0.62)
    if kind == 2:
        return polygon(star(at, 5, size * 1.25, size * 0.58, turn))
    return polygon(
        turned([(x, y - size), (x + size, y + size * 0.75), (x - size, y + size * 0.75)], at, turn)
    )


def bunting(width: float, sag: float, *, flags: int, size: float) -> tuple[Drawing, list[Drawing]]:
    """A cord that sags between two points, and its flags in three groups of colour."""

    def cord(x: float) -> Point:
        share = 2 * x / width - 1
        return x, sag * (1 - share * share)

    groups: list[list[str]] = [[], [], []]
    step = width / flags
    for index in range(flags):
        left, right = cord((index + 0.1) * step), cord((index + 0.9) * step)
        middle = (left[0] + right[0]) / 2, (left[1] + right[1]) / 2 + size
        groups[index % 3].append(polygon([left, right, middle]))
    box = sag + size
    line = Drawing(trace(cord, 0, width, 4), width, box)
    return line, [Drawing("".join(group), width, box) for group in groups]


def dots(columns: int, rows: int, pitch: float, radius: float) -> Drawing:
    """A field of dots."""
    cells = [
        ((column + 0.5) * pitch, (row + 0.5) * pitch) for row in range(rows) for column in range(columns)
    ]
    return Drawing("".join(circle(cell, radius) for cell in cells), columns * pitch, rows * pitch)
