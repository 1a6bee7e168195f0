"""Engraver's work: guilloche bands and rosettes, seals with scalloped edges, ribbons, flourishes."""

import math

from scripts.starters.curves import Curve, Drawing, Point, circle, number, pair, polar, polygon, star, trace

_TURN = 2 * math.pi


def _rounded_frame(width: float, height: float, radius: float, inset: float) -> tuple[float, Curve]:
    """Length of a rounded rectangle `inset` from the box, and the curve (arc length → point)."""
    across, down = width - 2 * (inset + radius), height - 2 * (inset + radius)
    bend = radius * math.pi / 2
    left, top = inset, inset
    right, bottom = width - inset, height - inset
    # Each side: length, start, direction; then the corner after it: centre, first angle.
    sides = [
        (across, (left + radius, top), (1.0, 0.0), (right - radius, top + radius), 0.0),
        (down, (right, top + radius), (0.0, 1.0), (right - radius, bottom - radius), 90.0),
        (across, (right - radius, bottom), (-1.0, 0.0), (left + radius, bottom - radius), 180.0),
        (down, (left, bottom - radius), (0.0, -1.0), (left + radius, top + radius), 270.0),
    ]
    length = 2 * (across + down) + 4 * bend

    def place(at: float) -> Point:
        rest = at % length
        for side, start, (dx, dy), center, first in sides:
            if rest <= side:
                return start[0] + dx * rest, start[1] + dy * rest
            rest -= side
            if rest <= bend:
                return polar(center, radius, first + 90 * rest / bend)
            rest -= bend
        return sides[0][1]

    return length, place


def guilloche_frame(
    width: float,
    height: float,
    *,
    inset: float,
    radius: float,
    amplitude: float,
    waves: int,
    strands: int,
    beads: int = 0,
    swell: float = 0.0,
) -> Drawing:
    """A braid of sine waves around a rounded rectangle, as on banknotes.

    `waves` periods on the whole way round; `beads` swells of the band by the share `swell` of its amplitude.
    """
    length, place = _rounded_frame(width, height, radius, inset)

    def strand(phase: float) -> Curve:
        def at(position: float) -> Point:
            turn = _TURN * position / length
            offset = amplitude * (1 + swell * math.cos(beads * turn)) * math.cos(waves * turn + phase)
            x, y = place(position)
            ahead, behind = place(position + 0.01), place(position - 0.01)
            dx, dy = ahead[0] - behind[0], ahead[1] - behind[1]
            size = math.hypot(dx, dy)
            return x - dy / size * offset, y + dx / size * offset

        return at

    lines = []
    for index in range(strands):
        phase = _TURN * index / strands
        # From crest to crest: there two cubics draw a whole wave to within 1 %.
        start = -phase / _TURN / waves * length
        lines.append(trace(strand(phase), start, start + length, 2 * waves, closed=True))
    return Drawing("".join(lines), width, height)


def ring(center: Point, radius: float, amplitude: float, lobes: int, strands: int) -> str:
    """Path data of a ring of interlaced waves, `lobes` on the round."""
    lines = []
    for index in range(strands):
        phase = _TURN * index / strands

        def at(angle: float, phase: float = phase) -> Point:
            reach = radius + amplitude * math.cos(lobes * angle + phase)
            return center[0] + reach * math.sin(angle), center[1] - reach * math.cos(angle)

        start = -phase / lobes
        lines.append(trace(at, start, start + _TURN, 2 * lobes, closed=True))
    return "".join(lines)


def rosette(radius: float, *, lobes: int, strands: int, rings: int, core: float = 0.0) -> Drawing:
    """Concentric interlaced rings down to an open middle of the share `core` of the radius."""
    center = (radius, radius)
    parts = []
    for index in range(rings):
        outer = radius * (1 - (1 - core) * index / rings)
        inner = radius * (1 - (1 - core) * (index + 1) / rings) + radius * 0.04
        parts.append(
            ring(center, (outer + inner) / 2, (outer - inner) / 2, max(lobes - 2 * index, 6), strands)
        )
    return Drawing("".join(parts), 2 * radius, 2 * radius)


def scalloped(radius: float, *, teeth: int, depth: float) -> Drawing:
    """A disc with a wavy edge, as of a notary's seal."""
    return Drawing(ring((radius, radius), radius - depth, depth, teeth, 1), 2 * radius, 2 * radius)


def burst(radius: float, *, points: int, inner: float) -> Drawing:
    """A disc with a toothed edge; `inner` is the share of the radius between the teeth."""
    return Drawing(polygon(star((radius, radius), points, radius, radius * inner)), 2 * radius, 2 * radius)


def rings(radius: float, *radii: float) -> Drawing:
    """Circles of the given radii around the middle of a box of side 2 × `radius`."""
    return Drawing("".join(circle((radius, radius), each) for each in radii), 2 * radius, 2 * radius)


def stars(
    radius: float, *, count: int, reach: float, size: float, first: float = 0.0, sweep: float = 360.0
) -> Drawing:
    """Five-pointed stars on an arc of radius `reach`."""
    step = sweep / count if sweep == 360 else sweep / (count - 1)
    centers = [polar((radius, radius), reach, first + index * step) for index in range(count)]
    data = "".join(polygon(star(center, 5, size, size * 0.4)) for center in centers)
    return Drawing(data, 2 * radius, 2 * radius)


def ribbon_tails(width: float, length: float, *, spread: float = 14.0) -> Drawing:
    """Two swallow-tailed ribbon ends that hang from the middle of the top edge."""
    middle = width / 2
    broad = width * 0.3
    tails = []
    for side in (-1, 1):
        lean = math.tan(math.radians(spread)) * length * side
        near, far = middle + side * broad * 0.1, middle + side * broad * 1.1
        notch = (near + far) / 2 + lean, length * 0.86
        tails.append(polygon([(near, 0), (far, 0), (far + lean, length), notch, (near + lean, length)]))
    return Drawing("".join(tails), width, length)


def flourish(width: float, height: float) -> Drawing:
    """A symmetrical line that swells into two curls and a lozenge in the middle; to be stroked."""
    middle, y = width / 2, height / 2
    gap, curl = height * 0.9, height * 1.4
    parts = [polygon([(middle, 0), (middle + y, y), (middle, height), (middle - y, y)])]
    for side in (-1, 1):
        start = middle + side * gap
        end = middle + side * width / 2
        bend = f"{pair((start + side * curl, y - height * 0.9))} {pair((start + side * curl * 2, y + height * 0.1))}"
        parts.append(
            f"M{pair((start, y))}C{bend} {pair((start + side * curl * 2.6, y))}L{number(end)} {number(y)}"
        )
    return Drawing("".join(parts), width, height)
