"""A page of a PDF as a picture, at the resolution of print. Drawn by `pdf_child.py` in a process of its own."""

import json
import subprocess
import sys
from pathlib import Path

from iconikcerts.common.errors import DomainError
from templates_app.uploads import pictures
from templates_app.uploads.bad_picture import MAX_BYTES, BadPicture
from templates_app.uploads.pdf_child import NEEDS_PASSWORD, NO_PAGE

LIMIT_S = 40
# Above it a page is more photograph than drawing, and JPEG has a tenth of the size.
MOST_OF_PNG = 4 * 1024 * 1024
_CHILD = Path(__file__).with_name("pdf_child.py")


class ChoosePage(DomainError):
    """The PDF has several pages: one is to be chosen. `previews` are small JPEGs of the first in base64."""

    code = "choose_page"

    def __init__(self, pages: int, previews: list[str]) -> None:
        self.pages, self.previews = pages, previews
        super().__init__(f"The PDF has {pages} pages.", mend="Choose the one to use.")


def page_picture(content: bytes, *, page: int | None) -> pictures.Picture:
    """The page, counted from 1, of a PDF. None: its only one.

    Raises ChoosePage when there are more to choose from, BadPicture for what cannot be drawn.
    """
    if page is None:
        overview = json.loads(_run(content, "overview"))
        if overview["pages"] != 1:
            raise ChoosePage(overview["pages"], overview["previews"])
        page = 1
    # The process that read the file is not trusted: what it says is decoded like any upload.
    image, _ = pictures.decode(_run(content, "draw", str(page)), limit=None)
    if image.mode == "RGBA" and image.getchannel("A").getextrema() == (255, 255):
        image = image.convert("RGB")
    drawn = pictures.encode(image, as_jpeg=False)
    if len(drawn.content) > MOST_OF_PNG and image.mode == "RGB":
        drawn = pictures.encode(image, as_jpeg=True)
    if len(drawn.content) > MAX_BYTES:
        raise BadPicture(
            f"The page makes a picture larger than {MAX_BYTES // 1024 // 1024} MB.",
            mend="Export it as JPEG with fewer pixels.",
        )
    return drawn


def _run(content: bytes, *task: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what is uploaded goes to its standard input
            [sys.executable, "-I", str(_CHILD), *task],
            input=content,
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
            env={},
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much() from error
    if done.returncode == NEEDS_PASSWORD:
        raise BadPicture("The PDF is locked with a password.", mend="Save a copy without it.")
    if done.returncode == NO_PAGE:
        raise BadPicture(f"The PDF has no page {task[-1]}.", mend="Choose another page.")
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise _too_much()
    if done.returncode:
        raise BadPicture("The PDF is damaged or incomplete.", mend="Export it again, or as PNG.")
    return done.stdout


def _too_much() -> BadPicture:
    return BadPicture(
        "The page of the PDF takes too long or too much memory to draw.",
        mend="Flatten it in your drawing program, or export it as PNG.",
    )
