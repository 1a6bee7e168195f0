"""Leaves, wreaths and branches."""

import math

from scripts.starters.curves import Drawing, Point, pair, polar, trace


def leaf(base: Point, degrees: float, length: float, breadth: float) -> str:
    """A pointed leaf that grows from `base` towards `degrees` (twelve o'clock is 0)."""
    tip = polar(base, length, degrees)
    left = [polar(polar(base, length * part, degrees), breadth / 2, degrees - 90) for part in (0.25, 0.7)]
    right = [polar(polar(base, length * part, degrees), breadth / 2, degrees + 90) for part in (0.7, 0.25)]
    there = " ".join(map(pair, (*left, tip)))
    back = " ".join(map(pair, (*right, base)))
    return f"M{pair(base)}C{there}C{back}z"


def laurel(radius: float, *, leaves: int = 11, opening: float = 40.0, length: float = 0.2) -> Drawing:
    """A wreath of two branches, open at the top by `opening` degrees; `length` of a leaf as share of the radius."""
    center = (radius, radius)
    stem = radius * 0.84
    size = radius * length
    parts = []
    for side in (-1, 1):
        for index in range(leaves):
            share = index / (leaves - 1)
            at = 180 - side * (6 + share * (174 - opening / 2))
            grown = size * (0.82 + 0.3 * math.sin(math.pi * (0.15 + 0.7 * share)))
            along = at - side * 90  # the way the branch grows
            root = polar(center, stem, at)
            parts.append(leaf(root, along - side * 34, grown, grown * 0.36))
            parts.append(leaf(root, along + side * 34, grown, grown * 0.36))
        tip = 180 - side * (6 + 174 - opening / 2)
        parts.append(leaf(polar(center, stem, tip), tip - side * 90, size, size * 0.36))
    return Drawing("".join(parts), 2 * radius, 2 * radius)


def laurel_stems(radius: float, *, opening: float = 40.0) -> Drawing:
    """The two stems of `laurel`, to be stroked."""
    stem = radius * 0.84
    arcs = []
    for side in (-1, 1):
        first, last = 180 - side * -2, 180 - side * (180 - opening / 2)

        def at(degrees: float) -> Point:
            return polar((radius, radius), stem, degrees)

        arcs.append(trace(at, first, last, 4))
    return Drawing("".join(arcs), 2 * radius, 2 * radius)


def branch(start: Point, bend: Point, end: Point, *, leaves: int, length: float) -> tuple[str, str]:
    """Path data of the leaves and of the stem of a branch from `start` towards `end`, drawn to `bend` between them.

    The leaves stand alternately and grow shorter towards the tip.
    """

    def stem(at: float) -> Point:
        a, b, c = (1 - at) ** 2, 2 * at * (1 - at), at * at
        return a * start[0] + b * bend[0] + c * end[0], a * start[1] + b * bend[1] + c * end[1]

    parts = []
    for index in range(leaves):
        at = 0.08 + 0.9 * index / (leaves - 1)
        (x0, y0), (x1, y1) = stem(at - 0.01), stem(at + 0.01)
        bearing = math.degrees(math.atan2(x1 - x0, y0 - y1))
        size = length * (1 - 0.55 * at)
        lean = 0 if index == leaves - 1 else (48 if index % 2 else -48)
        parts.append(leaf(stem(at), bearing + lean, size, size * 0.42))
    return "".join(parts), trace(stem, 0, 1, 3)
