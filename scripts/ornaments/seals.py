"""Seals and rosettes."""

import math

from scripts.ornaments.brush import brush, oval, scroll, swelling
from scripts.ornaments.ink import Ornament, Piece, moved
from scripts.starters.botany import laurel, laurel_stems, leaf
from scripts.starters.curves import circle, polar, polygon, sector, star, trace
from scripts.starters.engraving import ribbon_tails, ring, rosette

R = 22.0
CENTRE = (R, R)


def _seal(name: str, tags: list[str], *pieces: Piece, height: float = 2 * R) -> Ornament:
    return Ornament(name, ["seal", *tags], 2 * R, height, pieces)


def _scallops(radius: float, depth: float, teeth: int) -> str:
    return ring(CENTRE, radius - depth, depth, teeth, 1)


def _circles(*radii: float) -> str:
    return "".join(circle(CENTRE, each) for each in radii)


def classic() -> Ornament:
    dots = "".join(circle(polar(CENTRE, 15.6, 7.5 * at), 0.38) for at in range(48))
    face = polygon(star(CENTRE, 5, 9, 3.6))
    return _seal(
        "Classic seal",
        ["scalloped", "star", "award"],
        Piece(_scallops(R, 1, 32)),
        Piece(_circles(18.4, 12.8), "paper", line=0.4),
        Piece(dots, "paper"),
        Piece(face, "accent"),
    )


def notary() -> Ornament:
    teeth = polygon(star(CENTRE, 48, R, R * 0.91))
    lines = "".join(
        f"M{x0:.2f} {y0:.2f}L{x1:.2f} {y1:.2f}"
        for at in range(72)
        for (x0, y0), (x1, y1) in [(polar(CENTRE, 13.6, 5 * at), polar(CENTRE, 17.6, 5 * at))]
    )
    return _seal(
        "Notary seal",
        ["foil", "official", "burst"],
        Piece(teeth, "accent"),
        Piece(_circles(18.6, 12.6), "paper", line=0.5),
        Piece(lines, "paper", line=0.3),
    )


def engraved() -> Ornament:
    drawing = rosette(R, lobes=36, strands=5, rings=3, core=0.3)
    middle = ring(CENTRE, 4.6, 1.4, 10, 3)
    return _seal(
        "Engraved rosette",
        ["guilloche", "banknote", "security"],
        Piece(drawing.data, line=0.2),
        Piece(middle, "accent", line=0.25),
    )


def spirograph() -> Ornament:
    def petal(reach: float, lobes: int, phase: float) -> str:
        return trace(
            lambda turn: polar(
                CENTRE, R * reach * (0.62 + 0.36 * math.cos(lobes * turn + phase)), math.degrees(turn)
            ),
            0,
            math.tau,
            4 * lobes,
            closed=True,
        )

    outer = "".join(petal(1, 12, math.tau * at / 6) for at in range(6))
    inner = "".join(petal(0.5, 8, math.tau * at / 4) for at in range(4))
    return _seal(
        "Spirograph rosette",
        ["guilloche", "flower"],
        Piece(outer, line=0.22),
        Piece(inner, "accent", line=0.25),
    )


def sunburst() -> Ornament:
    long = "".join(
        polygon(
            [
                polar(CENTRE, 10.6, 15 * at - 4.6),
                polar(CENTRE, R, 15 * at),
                polar(CENTRE, 10.6, 15 * at + 4.6),
            ]
        )
        for at in range(24)
    )
    short = "".join(
        polygon(
            [
                polar(CENTRE, 10.6, 15 * at + 5),
                polar(CENTRE, 16.4, 15 * at + 7.5),
                polar(CENTRE, 10.6, 15 * at + 10),
            ]
        )
        for at in range(24)
    )
    return _seal(
        "Sunburst seal",
        ["sun", "rays", "deco"],
        Piece(long, "accent"),
        Piece(short),
        Piece(_circles(9.8)),
        Piece(_circles(8.4), "paper", line=0.4),
    )


def with_tails() -> Ornament:
    tails = ribbon_tails(30, 30, spread=11)
    from_top = moved(tails.data, 7, 29)
    pleats = "".join(sector(CENTRE, 20.4, 12 * at, 6.4) for at in range(30))
    return _seal(
        "Seal with ribbons",
        ["ribbon", "award", "rosette"],
        Piece(from_top),
        Piece(polygon(star(CENTRE, 30, R, R * 0.9)), "accent"),
        Piece(pleats, "paper", line=0.12),
        Piece(_circles(13.4)),
        Piece(_circles(12), "paper", line=0.4),
        Piece(polygon(star(CENTRE, 5, 7, 2.8)), "paper"),
        height=60,
    )


def wax() -> Ornament:
    def edge(turn: float) -> tuple[float, float]:
        swing = 1.1 * math.sin(3 * turn + 0.6) + 0.7 * math.sin(5 * turn + 2) + 0.4 * math.sin(8 * turn)
        return polar(CENTRE, 20 + swing, math.degrees(turn))

    blot = trace(edge, 0, math.tau, 24, closed=True)
    fleur = "".join(
        brush(scroll((22, 30), turn, 17, bend), swelling(3.4, 0.3, 0.5), 8)
        for turn, bend in ((0, (0, 0)), (-22, (-1, -14)), (22, (1, 14)))
    )
    bar = oval((22, 25.6), 5.2, 1)
    return _seal(
        "Wax seal",
        ["letter", "lily", "antique"],
        Piece(blot, "accent"),
        Piece(_circles(15.4), "paper", line=0.6),
        Piece(fleur + bar, "paper"),
    )


def laurelled() -> Ornament:
    wreath = laurel(17, leaves=10, opening=50, length=0.26)
    stems = laurel_stems(17, opening=50)
    face = polygon(star(CENTRE, 5, 7.4, 3))
    return _seal(
        "Laurel seal",
        ["laurel", "sport", "winner"],
        Piece(_circles(22)),
        Piece(_circles(20.6), "paper", line=0.5),
        Piece(moved(wreath.data, 5, 5), "paper"),
        Piece(moved(stems.data, 5, 5), "paper", line=0.4),
        Piece(face, "accent"),
    )


def corded() -> Ornament:
    cord = "".join(leaf(polar(CENTRE, 18.4, 9 * at), 9 * at + 52, 4.8, 1.7) for at in range(40))
    shield = "M14 12.5L30 12.5L30 22C30 27.5 27 31 22 33.5C17 31 14 27.5 14 22z"
    chevron = polygon([(14.6, 24.6), (22, 18.4), (29.4, 24.6), (29, 28), (22, 22), (15, 28)])
    return _seal(
        "Corded seal",
        ["shield", "university", "arms"],
        Piece(cord, "accent"),
        Piece(_circles(16.6, 14.8), line=0.4),
        Piece(shield),
        Piece(chevron, "paper"),
    )


def medallion() -> Ornament:
    petals = "".join(leaf(polar(CENTRE, 6.4, 30 * at), 30 * at, 11, 4.6) for at in range(12))
    between = "".join(leaf(polar(CENTRE, 10, 30 * at + 15), 30 * at + 15, 7, 2) for at in range(12))
    edge = ring(CENTRE, 20, 1.6, 48, 2)
    return _seal(
        "Flower rosette",
        ["flower", "petals", "dahlia"],
        Piece(petals),
        Piece(between + _circles(3.2), "accent"),
        Piece(edge, "accent", line=0.3),
        Piece(_circles(4.8), line=0.4),
    )


SEALS = (classic, notary, engraved, spirograph, sunburst, with_tails, wax, laurelled, corded, medallion)
