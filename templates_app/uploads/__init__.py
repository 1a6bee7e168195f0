"""What an upload is, by its bytes and never by its name, as a picture of our own making."""

from typing import Literal

from templates_app.uploads import pdf_pages, pictures, signatures, svg
from templates_app.uploads.bad_picture import MAX_BYTES, BadPicture

Use = Literal["picture", "signature"]


def picture_of(content: bytes, *, page: int | None = None, use: Use = "picture") -> pictures.Picture:
    """PNG, JPEG, WebP and GIF as pixels, SVG as a vector drawing, of a PDF the `page` (from 1).

    For a signature: its ink alone. Raises BadPicture; ChoosePage for a PDF of several pages.
    """
    if len(content) > MAX_BYTES:
        raise BadPicture(
            f"The file is larger than {MAX_BYTES // 1024 // 1024} MB.", mend="Upload a smaller one."
        )
    if _is_svg(content):
        drawing = svg.clean(content)
        return pictures.Picture(
            drawing.content, "image/svg+xml", drawing.width, drawing.height, drawing.left_out
        )
    if content.startswith(b"%PDF-"):
        drawn = pdf_pages.page_picture(content, page=page)
        return signatures.ink_of(drawn.content) if use == "signature" else drawn
    return signatures.ink_of(content) if use == "signature" else pictures.rewrite(content)


def _is_svg(content: bytes) -> bool:
    start = content[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return start.startswith((b"<svg", b"<?xml", b"<!doctype svg", b"<!--"))
