"""Borders around a whole page."""

import math

from scripts.ornaments.brush import arc, brush, oval, scroll, swelling, transposed
from scripts.ornaments.ink import Frame, Piece, Rule, Strip
from scripts.starters.botany import leaf
from scripts.starters.curves import Point, circle, polar, polygon, polyline, sector, star, trace
from scripts.starters.engraving import ring

INK = Piece("")
GILT = Piece("", "accent")


def _line(width: float, role: str = "primary", dash: tuple[float, ...] = ()) -> Piece:
    return Piece("", role, line=width, dash=dash)


def double_rule() -> Frame:
    strips = [Strip(_line(1.3), rules=[Rule(0)]), Strip(_line(0.35, "accent"), rules=[Rule(2.6)])]
    return Frame("Classic double rule", ["classic", "plain", "frame"], strips)


def guilloche() -> Frame:
    tile, middle = 9.0, 6.5

    def strand(phase: float) -> str:
        return trace(lambda x: (x, middle + 3.9 * math.cos(math.tau * x / tile + phase)), 0, tile, 4)

    centre = (middle, middle)
    waves = ["".join(strand(math.tau * (2 * at + odd) / 8) for at in range(4)) for odd in (0, 1)]
    rose = ring(centre, 4.9, 1.5, 14, 3)
    strips = [
        Strip(_line(0.22), corner=rose + circle(centre, 6.5), edge=waves[0], spans=[1.7, 11.3]),
        Strip(_line(0.22, "accent"), corner=ring(centre, 2.2, 1, 8, 2) + circle(centre, 0.7), edge=waves[1]),
    ]
    return Frame(
        "Guilloche", ["classic", "banknote", "security", "engraved"], strips, corner=13, tile=tile, inset=8
    )


def art_deco() -> Frame:
    fan = "".join(sector((7, 7), 15, 92 + 18 * at, 9) for at in range(5))
    band = polyline([polar((7, 7), 16.4, 90 + 9 * at) for at in range(11)])
    strips = [
        Strip(_line(0.9), rules=[Rule(0, "step", 7)], corner=band),
        Strip(_line(0.3), rules=[Rule(2, "step", 7)]),
        Strip(GILT, corner=fan),
    ]
    return Frame("Art deco", ["twenties", "fan", "elegant"], strips, corner=24)


def greek_key() -> Frame:
    unit = 1.3
    key = [(0, 5), (5, 5), (5, 1), (1.5, 1), (1.5, 3.5), (3.3, 3.5)]
    tile = polyline([(x * unit, (y + 1) * unit) for x, y in key])
    link = polyline([(5 * unit, 6 * unit), (6 * unit, 6 * unit)])
    squares = "".join(
        polygon(_square((0.5 + at) * unit * 1.1, 9.1 - (0.5 + at) * unit * 1.1)) for at in (0.5, 2)
    )
    strips = [
        Strip(_line(0.75), edge=tile + link, corner=squares),
        Strip(_line(0.35, "accent"), rules=[Rule(-0.4), Rule(9.6)]),
    ]
    return Frame("Greek key", ["meander", "classic", "antique"], strips, corner=9.1, tile=6 * unit, inset=9)


def _square(low: float, high: float) -> list[Point]:
    return [(low, low), (high, low), (high, high), (low, high)]


def corner_lines() -> Frame:
    strips = [
        Strip(_line(1.5), corner=polyline([(0, 42), (0, 0), (42, 0)])),
        Strip(_line(0.4, "accent"), corner=polyline([(4, 30), (4, 4), (30, 4)])),
    ]
    return Frame("Modern corner lines", ["modern", "minimal", "brackets"], strips, corner=44, inset=11)


def ticket() -> Frame:
    strips = [
        Strip(_line(0.9), rules=[Rule(0, "scoop", 9)]),
        Strip(_line(0.35, "accent", (1.2, 1.4)), rules=[Rule(2.6, "scoop", 9)]),
        Strip(GILT, corner=polygon(star((2.4, 2.4), 8, 2.4, 1.1))),
    ]
    return Frame("Ticket edge", ["voucher", "scooped", "dashed"], strips, corner=14)


def rope() -> Frame:
    tile = 5.0
    strand = (
        "M-0.6 5.2C1.6 5 2.4 4.4 3 3.4C3.6 2.4 4.2 1.2 6 0.8C4.2 0.8 2.8 1 2 2.2C1.2 3.4 0.8 4.6 -0.6 5.2z"
    )
    strips = [
        Strip(INK, edge=strand, corner=circle((3, 3), 3) + polygon(star((3, 3), 4, 1.9, 0.9))),
        Strip(_line(0.3, "accent"), spans=[-0.6, 6.6], corner=circle((3, 3), 4.4)),
    ]
    return Frame("Twisted rope", ["rope", "nautical", "sport"], strips, corner=7.2, tile=tile, inset=10)


def vine() -> Frame:
    tile, middle = 22.0, 6.0

    def stem(x: float) -> Point:
        return x, middle + 2.4 * math.sin(math.tau * x / tile)

    leaves, berries = "", ""
    for at, (x, turn) in enumerate([(1, 30), (4.5, 150), (8, 45), (12, 150), (15.5, 30), (19, 140)]):
        leaves += leaf(stem(x), turn, 5.2 if at % 3 else 4.4, 2.1)
    for x, dy in ((3, -2.6), (10.5, 3), (14, 2.8), (21, -2.8)):
        berries += circle((x, stem(x)[1] + dy), 0.65)
    centre = (7.0, 7.0)
    petals = "".join(leaf(centre, 45 * at, 5.4, 2.6) for at in range(8))
    strips = [
        Strip(INK, edge=leaves, corner=petals),
        Strip(_line(0.4), edge=trace(stem, 0, tile, 4)),
        Strip(GILT, edge=berries, corner=circle(centre, 1.3)),
    ]
    return Frame(
        "Leafy vine", ["nature", "leaves", "botanical", "garden"], strips, corner=14, tile=tile, inset=7
    )


def beads() -> Frame:
    strips = [
        Strip(_line(0.9), rules=[Rule(0)]),
        Strip(_line(0.3), rules=[Rule(6)]),
        Strip(GILT, edge=circle((2.2, 3), 0.95), corner=polygon([(3, 0.9), (5.1, 3), (3, 5.1), (0.9, 3)])),
    ]
    return Frame("String of beads", ["pearls", "dots", "classic"], strips, corner=5.6, tile=4.4)


def lace() -> Frame:
    tile = 8.0
    half = tile / 2
    bows = trace(lambda turn: (half - half * math.cos(turn), 1 + 5.4 * math.sin(turn)), 0, math.pi, 4)
    inner = trace(lambda turn: (half - 2.5 * math.cos(turn), 1 + 3.4 * math.sin(turn)), 0, math.pi, 4)
    fan = brush(arc((0, 0), 5.4, 95, 175), swelling(0.5), 4)
    strips = [
        Strip(_line(0.8), rules=[Rule(0)]),
        Strip(_line(0.35), edge=bows, corner=trace(lambda turn: polar((1, 1), 7, turn), 90, 180, 3)),
        Strip(
            _line(0.25, "accent"), edge=inner, corner=trace(lambda turn: polar((1, 1), 5, turn), 90, 180, 3)
        ),
        Strip(GILT, edge=circle((half, 2.4), 0.6) + circle((0, 7.4), 0.5), corner=fan + circle((3, 3), 0.8)),
    ]
    return Frame("Scalloped lace", ["lace", "soft", "scallops"], strips, corner=8, tile=tile)


def diamonds() -> Frame:
    lozenge = polygon([(0.8, 3), (4, 0.9), (7.2, 3), (4, 5.1)])
    strips = [
        Strip(INK, edge=lozenge, corner=polygon(_square(0, 6))),
        Strip(GILT, edge=circle((0, 3), 0.55), corner=polygon([(3, 0.8), (5.2, 3), (3, 5.2), (0.8, 3)])),
        Strip(_line(0.3), spans=[0, 6]),
    ]
    return Frame("Chain of diamonds", ["geometric", "harlequin"], strips, corner=6, tile=8)


def victorian() -> Frame:
    along = scroll((9, 3.2), 92, 44, (-1.5, 22), 2.2)
    back = scroll((15, 3.6), 150, 30, (-3, -36), 1.6)
    strokes = "".join(
        brush(turn(curve), width, 12)
        for curve, width in ((along, swelling(1.3, 0.1, 0.35)), (back, swelling(0.9, 0.1, 0.35)))
        for turn in (lambda same: same, transposed)
    )
    drops = oval((5.4, 5.4), 2, 2) + leaf((8, 8), 135, 9, 3.4)
    strips = [
        Strip(_line(0.9), rules=[Rule(0, "round", 4)]),
        Strip(_line(0.25, "accent"), rules=[Rule(1.8, "round", 3)]),
        Strip(INK, corner=strokes),
        Strip(GILT, corner=drops),
    ]
    return Frame("Victorian scrolls", ["swirls", "antique", "ornate"], strips, corner=50, inset=8)


def stripes() -> Frame:
    tile = 6.0
    stripe = polygon([(0, 5), (2.2, 5), (5.2, 0), (3, 0)])
    strips = [
        Strip(INK, edge=stripe, corner=polygon(_square(0, 5))),
        Strip(GILT, corner=polygon(star((2.5, 2.5), 5, 2, 0.85))),
        Strip(_line(0.4, "accent"), rules=[Rule(-1.2), Rule(6.2)]),
    ]
    return Frame("Slanted stripes", ["stripes", "sport", "bold"], strips, corner=6, tile=tile, inset=10)


def cut_corners() -> Frame:
    strips = [
        Strip(_line(0.3), rules=[Rule(0, "chamfer", 9), Rule(1.6, "chamfer", 9)]),
        Strip(GILT, corner=polygon([(0, 3.4), (3.4, 0), (4.6, 4.6)])),
        Strip(_line(0.3, "accent"), rules=[Rule(5, "chamfer", 9)]),
    ]
    return Frame("Cut corners", ["minimal", "chamfer", "fine"], strips, corner=12)


BORDERS = (
    double_rule, guilloche, art_deco, greek_key, corner_lines, ticket, rope, vine, beads, lace, diamonds, victorian, stripes, cut_corners,
)  # fmt: skip
