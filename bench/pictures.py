"""The two pictures of the design, drawn from fixed numbers: the same bytes on every machine with the same Pillow."""

import random
from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter

from templates_app.uploads import pictures

SEED = 20_261_121
LARGE_BYTES = 1_000_000
SMALL_BYTES = 100_000
_PAPER_RATIO = 297 / 210
_LOGO_PX = 600


def background(wanted_bytes: int = LARGE_BYTES) -> bytes:
    """A paper-like JPEG within 5 % of `wanted_bytes`, as the product stores it after an upload."""
    low, high = 200, 6000
    while True:
        width = (low + high) // 2
        content = pictures.rewrite(_paper(width)).content
        if abs(len(content) - wanted_bytes) <= wanted_bytes * 0.05 or high - low < 8:
            return content
        low, high = (width, high) if len(content) < wanted_bytes else (low, width)


def logo() -> bytes:
    """A PNG with transparency, as the product stores it after an upload."""
    image = Image.new("RGBA", (_LOGO_PX, _LOGO_PX), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for ring, colour in enumerate(("#1e3a8a", "#b45309", "#ffffff", "#1e3a8a")):
        inset = ring * _LOGO_PX // 10
        draw.ellipse((inset, inset, _LOGO_PX - 1 - inset, _LOGO_PX - 1 - inset), fill=colour)
    target = BytesIO()
    image.save(target, "PNG")
    return pictures.rewrite(target.getvalue()).content


def _paper(width: int) -> bytes:
    """Soft grain on a gradient: detail that a JPEG has to keep, as in a photographed or guilloche background."""
    height = round(width / _PAPER_RATIO)
    grain = Image.frombytes("L", (width, height), random.Random(SEED).randbytes(width * height))
    grain = grain.filter(ImageFilter.GaussianBlur(1.2)).point(lambda value: 200 + value // 5)
    tint = Image.linear_gradient("L").resize((width, height)).point(lambda value: 225 + value // 10)
    target = BytesIO()
    Image.merge("RGB", (grain, grain, tint)).save(target, "JPEG", quality=92, subsampling=0)
    return target.getvalue()
