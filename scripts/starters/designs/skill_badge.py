"""Skill badge: a square badge with a gilt rim, for the screen or as a sticker. 100 mm square."""

from scripts.starters import engraving, patterns
from scripts.starters.curves import Drawing
from scripts.starters.parts import ISSUED, Column, Voice, fitted, gradient, proof
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, stroke

SIDE = 100.0
NIGHT, INK, QUIET, GOLD, BRASS = "#0e2a47", "#10233a", "#4c5b6e", "#e9c46a", "#dba93c"
X, Y, RADIUS = 50.0, 37.5, 31.5
PANEL = 75.0
ACROSS = SIDE + 2 * BLEED


def design() -> Design:
    sheet = Sheet(SIDE, SIDE)
    voice = Voice("Montserrat", INK, QUIET, QUIET, size=7)
    _ground(sheet)
    _medallion(sheet)
    _write(sheet)
    proof(sheet, voice, (8, 91.8, 62, 5), align="start", size=5, smallest=3.8, lines=2)
    sheet.qr("qr", (73.5, 76.6), 20, dark=INK)
    return Design(
        "skill-badge",
        "Skill badge",
        "A square badge with a gilt rim. For micro-credentials, on the screen or as a sticker.",
        "company",
        ("badge", "skill", "square"),
        sheet,
        (
            declare("skill.title", "Skill", "Cloud Security Practitioner", required=True),
            declare("skill.level", "Level", "Level 2"),
        ),
    )


def _ground(sheet: Sheet) -> None:
    down = PANEL + 0.5 + BLEED
    sheet.rect("sky", (-BLEED, -BLEED, ACROSS, down), fill=gradient("#12365c", "#1b6f8a", angle=90))
    rays = patterns.sunburst(ACROSS, down, (X + BLEED, Y + BLEED), rays=16, reach=66)
    sheet.path("rays", rays, (-BLEED, -BLEED), fill="#ffffff", opacity=0.07)
    # Covers the rays below the sky as well.
    sheet.rect("panel", (-BLEED, PANEL, ACROSS, SIDE - PANEL + BLEED), fill="#ffffff")
    sheet.rect("panel-edge", (-BLEED, PANEL, ACROSS, 1), fill=BRASS)


def _medallion(sheet: Sheet) -> None:
    at = (X - RADIUS, Y - RADIUS)
    metal = gradient("#f7e3a6", BRASS, "#b27d1c")
    sheet.path("rim", engraving.scalloped(RADIUS, teeth=32, depth=0.9), at, fill=metal)
    sheet.disc("face", (X, Y), 27.4, fill=NIGHT)
    lattice = engraving.ring((RADIUS, RADIUS), 25, 1.5, 36, 3)
    sheet.path("lattice", Drawing(lattice, 2 * RADIUS, 2 * RADIUS), at, stroke=stroke(GOLD, 0.2))
    arc = engraving.stars(RADIUS, count=5, reach=18.6, size=1.7, first=140, sweep=80)
    sheet.path("stars", arc, at, fill=GOLD)


def _write(sheet: Sheet) -> None:
    plate = Column(sheet, X - 17, 34)
    issuer = font("Montserrat", 600)
    plate.add("issuer", "{issuer.name}", (Y - 17, 6), issuer, 7, GOLD, **fitted(2, 4.5, 1.15))
    face = Column(sheet, X - 20.5, 41)
    strong = font("Montserrat", 700)
    face.add("skill", "{skill.title}", (Y - 10, 19), strong, 15, "#ffffff", **fitted(3, 7, 1.15))
    level = font("Montserrat", 500)
    plate.add("level", "{skill.level}", (Y + 9.2, 4.5), level, 7.5, GOLD, **fitted(1, 5, 1.2))
    panel = Column.flush_left(sheet, 8, 62)
    panel.add("name", "{recipient.name}", (78.6, 9.6), strong, 14, INK, **fitted(2, 5, 1.15))
    panel.add("issued", ISSUED, (88.4, 3.4), level, 6.5, QUIET)
