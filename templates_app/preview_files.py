"""Where the pictures of a design's pages lie, how wide they are, and the small one for lists."""

import io
from pathlib import PurePosixPath

from PIL import Image

WIDTH, SMALL_WIDTH = 1200, 720  # px
_SMALL_QUALITY = 82


def name_of_page(first: str, page: int) -> str:
    """The storage name of the picture of `page`, counted from 0, when that of the first page is `first`.

    `a/1-x.jpg` is followed by `a/1-x-page2.jpg`.
    """
    path = PurePosixPath(first)
    return str(path.with_stem(f"{path.stem}-page{page + 1}")) if page else first


def name_of_small(first: str) -> str:
    """The storage name of the small picture of the first page: `a/1-x.jpg` has `a/1-x-small.webp`."""
    path = PurePosixPath(first)
    return str(path.with_name(f"{path.stem}-small.webp"))


def make_small(picture: bytes) -> bytes:
    """The picture, SMALL_WIDTH px wide, as WebP."""
    with Image.open(io.BytesIO(picture)) as whole:
        size = (SMALL_WIDTH, max(1, round(whole.height * SMALL_WIDTH / whole.width)))
        small = whole.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "WEBP", quality=_SMALL_QUALITY, method=4)
    return target.getvalue()
