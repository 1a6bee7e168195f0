"""The picture of a certificate on its public page: made from the issued file itself, once."""

import io
import threading

import pypdfium2
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from certificates.models import Certificate

WIDTH_PX = 1400
QUALITY = 85
# PDFium is not made for several threads at once; the web server has some.
_pdfium = threading.Lock()


def picture(certificate: Certificate) -> str:
    """The storage name of a JPEG of the first page, WIDTH_PX wide; drawn from the PDF at the first call."""
    name = f"{str(certificate.file).removesuffix('.pdf')}.jpg".replace("certificates/", "pictures/", 1)
    if not default_storage.exists(name):
        with default_storage.open(str(certificate.file), "rb") as file:
            default_storage.save(name, ContentFile(draw(file.read())))
    return name


def draw(pdf: bytes) -> bytes:
    """The first page as JPEG, WIDTH_PX wide."""
    with _pdfium:
        document = pypdfium2.PdfDocument(pdf)
        try:
            page = document[0]
            image = page.render(scale=WIDTH_PX / page.get_width()).to_pil().convert("RGB")
        finally:
            document.close()
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
