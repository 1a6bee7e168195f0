"""The first page of an issued PDF as a picture: bytes in, bytes out."""

import io
import threading

import pypdfium2

QUALITY = 85
# PDFium is not made for several threads at once; the web server has some.
_pdfium = threading.Lock()


def draw(pdf: bytes, *, width_px: int) -> bytes:
    """A JPEG of the first page, `width_px` wide. Raises pypdfium2.PdfiumError when it cannot be read."""
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            image = page.render(scale=width_px / page.get_width()).to_pil().convert("RGB")
        finally:
            document.close()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
