"""Draws pages of a PDF in a process of its own, which may take little memory and time: `templates_app.uploads.pdf_pages` runs it.

    python -I pdf_child.py overview          how many pages, and small pictures of the first
    python -I pdf_child.py draw <page>       one page, counted from 1, as PNG

The file comes on standard input. Ends with 3 when it needs a password, with 4 when it is no PDF, with 5 for a page that
there is not. Imports nothing of the project, so that it starts fast and holds no secret.
"""

import base64
import io
import json
import math
import resource
import sys
import time
from contextlib import suppress

import pypdfium2

DPI = 300
MAX_PIXELS, MAX_SIDE = 40_000_000, 20_000
PREVIEW_PX, PREVIEWS, PREVIEWS_S = 160, 24, 8
MEMORY, CPU_S = 2 * 1024**3, 30
NEEDS_PASSWORD, NO_PDF, NO_PAGE = 3, 4, 5


def main(task: str, page: str = "0") -> int:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):  # not every system has each of them
            resource.setrlimit(limit, (value, value))
    try:
        pdf = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return NEEDS_PASSWORD if "password" in str(error).lower() else NO_PDF
    if not 1 <= int(page) <= len(pdf) and task == "draw":
        return NO_PAGE
    sys.stdout.buffer.write(_drawn(pdf[int(page) - 1]) if task == "draw" else _overview(pdf))
    return 0


def _overview(pdf: pypdfium2.PdfDocument) -> bytes:
    ends, previews = time.monotonic() + PREVIEWS_S, []
    for number in range(min(len(pdf), PREVIEWS)):
        if time.monotonic() > ends:
            break
        page = pdf[number]
        small = page.render(scale=PREVIEW_PX / max(*page.get_size(), 1)).to_pil().convert("RGB")
        written = io.BytesIO()
        small.save(written, "JPEG", quality=80)
        previews.append(base64.b64encode(written.getvalue()).decode())
    return json.dumps({"pages": len(pdf), "previews": previews}).encode()


def scale_for(width: float, height: float) -> float:
    """px per pt for a page of so many pt."""
    width, height = max(width, 1), max(height, 1)
    return min(
        DPI / 72, math.sqrt(MAX_PIXELS / (width * height)) * 0.999, MAX_SIDE / max(width, height) * 0.999
    )


def _drawn(page: pypdfium2.PdfPage) -> bytes:
    """The page at 300 dpi, less where that would be more than MAX_PIXELS; what it leaves free stays transparent."""
    bitmap = page.render(scale=scale_for(*page.get_size()), fill_color=(255, 255, 255, 0))
    written = io.BytesIO()
    bitmap.to_pil().save(written, "PNG", compress_level=1)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
