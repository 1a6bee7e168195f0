"""Pictures that pictures need: the logos of a school and the scan of a signature, drawn here. Pure."""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

SCAN_SIZE = (1500, 900)  # px
PAPER, INK = (243, 238, 226), (34, 44, 96)
BLUE, BRASS = "#1f4e79", "#b08d3c"


def _png(picture: Image.Image) -> bytes:
    target = io.BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def _waves(draw: ImageDraw.ImageDraw, left: float, right: float, tops: Sequence[float], high: float) -> None:
    for top in tops:
        wave = [(x, top + high * math.sin((x - left) / high)) for x in range(round(left), round(right), 4)]
        draw.line(wave, fill=BLUE, width=max(6, round(high * 0.6)), joint="curve")


def crest() -> bytes:
    """Waves on a shield, PNG, transparent around it."""
    picture = Image.new("RGBA", (640, 720), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    shield = [(40, 40), (600, 40), (600, 380), (320, 690), (40, 380)]
    draw.polygon(shield, fill="#f4efe2")
    draw.line([*shield, shield[0]], fill=BRASS, width=24, joint="curve")
    _waves(draw, 150, 490, (200, 280, 360), 24)
    return _png(picture)


def wordmark() -> bytes:
    """Waves beside two bars for words, PNG, transparent around them."""
    picture = Image.new("RGBA", (1400, 300), (0, 0, 0, 0))
    draw = ImageDraw.Draw(picture)
    _waves(draw, 40, 260, (100, 150, 200), 18)
    draw.rounded_rectangle((320, 90, 1340, 130), 20, fill=BLUE)
    draw.rounded_rectangle((320, 170, 1040, 210), 20, fill=BRASS)
    return _png(picture)


def scan() -> bytes:
    """A signature in blue ink on cream paper with a shadow at its edge, as a phone would picture it; JPEG."""
    picture = Image.new("RGB", SCAN_SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    stroke = [_pen(step / 900) for step in range(901)]
    for at, (before, after) in enumerate(itertools.pairwise(stroke)):
        draw.line([before, after], fill=INK, width=round(9 + 5 * math.sin(at / 23)))
    draw.line([(300, 640), (760, 600), (1260, 560)], fill=INK, width=8, joint="curve")
    shade = (
        Image.linear_gradient("L").rotate(90).resize(SCAN_SIZE).point(lambda light: 200 + light * 55 // 255)
    )
    dark = Image.new("RGB", SCAN_SIZE, (120, 112, 100))
    lit = Image.composite(picture, dark, shade)
    noise = Image.effect_noise(SCAN_SIZE, 60)
    grainy = Image.blend(lit, Image.merge("RGB", [noise] * 3), 0.04).filter(ImageFilter.GaussianBlur(1))
    target = io.BytesIO()
    grainy.save(target, "JPEG", quality=88)
    return target.getvalue()


def _pen(time: float) -> tuple[float, float]:
    """Where the pen is at a time from 0 to 1: loops that get smaller on their way to the right."""
    turn, size = time * 2 * math.pi * 7, 150 * (1 - 0.65 * time)
    return 320 + 840 * time + size * 0.7 * math.sin(turn), 420 - size * math.cos(turn) * (
        0.7 + 0.3 * math.sin(turn / 3)
    )
