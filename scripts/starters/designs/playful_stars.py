"""Playful stars: bunting, confetti and two smiling stars for children. A4 landscape."""

import math

from scripts.starters import patterns
from scripts.starters.curves import Drawing, circle, polar, polygon, star, trace
from scripts.starters.parts import ISSUED, Column, Voice, fitted, proof, signature
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 297.0, 210.0
INK, QUIET, GRAPE, RASPBERRY = "#2b2350", "#544d73", "#5b2fb0", "#c02454"
BERRY, SEA, SUN, LEAF = "#f0527a", "#2aa5c9", "#ffc53d", "#2f9e62"
ACROSS = WIDTH + 2 * BLEED


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT, "#eaf7ff")
    _scene(sheet)
    _smiling_star(sheet, "star-left", (40, 108), 24, SUN, -9)
    _smiling_star(sheet, "star-right", (WIDTH - 40, 108), 24, BERRY, 9)
    _write(sheet)
    _card(sheet)
    return Design(
        "playful-stars",
        "Playful stars",
        "Bunting, confetti and two smiling stars. For nurseries, primary schools and holiday camps.",
        "school",
        ("children", "award", "colourful", "landscape", "A4"),
        sheet,
        (
            declare("award.reason", "Reason", "Reading twenty books this year", required=True),
            *signatory("Ms Clara Jensen", "Class teacher"),
        ),
    )


def _scene(sheet: Sheet) -> None:
    stops = [
        {"offset": 0, "color": "#cfeeff"},
        {"offset": 0.75, "color": "#fffbea"},
        {"offset": 1, "color": "#fffbea"},
    ]
    sheet.ground("sky", {"type": "linear", "angle": 90, "stops": stops})
    scattered = patterns.confetti(WIDTH, 168, count=64, seed=5, keep_out=(126, 86))
    for kind, (pieces, color) in enumerate(zip(scattered, (BERRY, SEA, SUN, LEAF), strict=True)):
        sheet.path(f"confetti-{kind}", pieces, (0, 0), fill=color)
    cord, flags = patterns.bunting(ACROSS, 17, flags=18, size=14)
    for index, (group, color) in enumerate(zip(flags, (BERRY, SUN, SEA), strict=True)):
        sheet.path(f"flags-{index}", group, (-BLEED, 3), fill=color)
    sheet.path("cord", cord, (-BLEED, 3), stroke=stroke(GRAPE, 0.6))
    for name, height, phase, color in (("back", 46, 0.9, "#8fd6a4"), ("front", 34, 3.4, "#5bbf7f")):
        sheet.path(f"hill-{name}", _hill(height, phase), (-BLEED, HEIGHT + BLEED - height), fill=color)


def _hill(height: float, phase: float) -> Drawing:
    """Rolling ground that fills the lower part of its box."""

    def ridge(x: float) -> tuple[float, float]:
        turn = x / ACROSS * 2 * math.pi
        return x, height * (
            0.3 + 0.17 * math.sin(1.5 * turn + phase) + 0.08 * math.sin(2.6 * turn + 2 * phase)
        )

    line = trace(ridge, 0, ACROSS, 10)
    return Drawing(f"{line}L{ACROSS:g} {height:g}L0 {height:g}z", ACROSS, height)


def _smiling_star(
    sheet: Sheet, key: str, center: tuple[float, float], r: float, color: str, turn: float
) -> None:
    at = (center[0] - r, center[1] - r)
    sides = (-1, 1)
    body = polygon(star((r, r), 5, r, r * 0.56))
    eyes = "".join(circle((r * (1 + side * 0.2), r * 0.92), r * 0.065) for side in sides)
    cheeks = "".join(circle((r * (1 + side * 0.36), r * 1.08), r * 0.08) for side in sides)
    smile = trace(lambda angle: polar((r, r), r * 0.26, angle), 130, 230, 2)
    # A wide stroke with round joins in the colour of the body takes the points off the star.
    features = (
        ("", body, {"fill": color, "stroke": stroke(color, 5, join="round")}),
        ("-eyes", eyes, {"fill": INK}),
        ("-cheeks", cheeks, {"fill": "#ffffff", "opacity": 0.45}),
        ("-smile", smile, {"stroke": stroke(INK, 1.1, cap="round")}),
    )
    for suffix, data, paint in features:
        sheet.path(f"{key}{suffix}", Drawing(data, 2 * r, 2 * r), at, rotation=turn, **paint)


def _write(sheet: Sheet) -> None:
    column = Column(sheet, 68, WIDTH - 136)
    plain = font("Fredoka", 500)
    title = {"lineHeight": 1.1, "verticalAlign": "middle"}
    column.add("title", "Super Star!", (34, 28), font("Baloo 2", 800), 62, GRAPE, **title)
    column.add("preface", "This award goes to", (63, 8), plain, 16, QUIET)
    name = font("Fredoka", 600)
    column.add("name", "{recipient.name}", (72, 25), name, 42, RASPBERRY, **fitted(2, 13, 1.12))
    column.add("clause", "for", (99, 7), plain, 16, QUIET)
    column.add("reason", "{award.reason}", (107, 24), plain, 24, INK, **fitted(2, 13, 1.2, "top"))
    column.add("issuer", "{issuer.name}", (134, 7), plain, 14, QUIET)


def _card(sheet: Sheet) -> None:
    voice = Voice("Fredoka", INK, QUIET, "#8d86a8", size=12.5, strong=500)
    sheet.rect("card", (24, 151, WIDTH - 48, 43), radius=6, fill="#ffffff")
    date = Column(sheet, 36, 66)
    date.add("issued", ISSUED, (163.6, 6), voice.face(500), 12.5, INK)
    sheet.line("issued-rule", (36, 171), (102, 171), voice.rule, 0.25)
    date.add("issued-label", "Date", (172.6, 5), voice.face(), 10.5, QUIET)
    signature(sheet, voice, (112, 171, 66, 0))
    sheet.qr("qr", (236, 158), 29, dark=INK)
    proof(sheet, voice, (187, 163, 48, 20), align="end", size=8, lines=4)
