"""Small pictures of pictures, for lists. Pure, but for the names under which they lie in storage."""

import io
from pathlib import PurePosixPath

from PIL import Image

SIDE = 320  # px of the longer side: twice what is shown, for fine screens
CONTENT_TYPE = "image/webp"


def name_of_small(key: str) -> str:
    """The storage name beside that of the picture: `a/x.png` has `a/x-small.webp`."""
    path = PurePosixPath(key)
    return str(path.with_name(f"{path.stem}-small.webp"))


def small(content: bytes, content_type: str) -> bytes | None:
    """A picture of our own making, SIDE px at most. None for a vector drawing, which is small at any size."""
    if content_type == "image/svg+xml":
        return None
    with Image.open(io.BytesIO(content)) as whole:
        whole.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
        written = io.BytesIO()
        whole.save(written, "WEBP", quality=80, method=4)
    return written.getvalue()
