"""Small pictures of every kind, made when asked for."""

import io
from typing import Any

from PIL import Image

RED = (200, 30, 40)


def encoded(image: Image.Image, kind: str, **options: Any) -> bytes:
    written = io.BytesIO()
    image.save(written, kind, **options)
    return written.getvalue()


def picture(
    kind: str = "PNG", size: tuple[int, int] = (12, 8), color: Any = RED, mode: str = "RGB", **options: Any
) -> bytes:
    return encoded(Image.new(mode, size, color), kind, **options)


def decoded(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    image.load()
    return image
