"""The picture of a certificate on its public page: made from the issued file itself, once."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from certificates import pdf_picture
from certificates.models import Certificate

WIDTH_PX = 1400


def name_of(certificate: Certificate) -> str:
    """The storage name of the picture of a certificate with a file, whether it is there or not."""
    return f"{str(certificate.file).removesuffix('.pdf')}.jpg".replace("certificates/", "pictures/", 1)


def picture(certificate: Certificate) -> str:
    """The storage name of a JPEG of the first page, WIDTH_PX wide; drawn from the PDF at the first call."""
    name = name_of(certificate)
    if not default_storage.exists(name):
        with default_storage.open(str(certificate.file), "rb") as file:
            default_storage.save(name, ContentFile(pdf_picture.draw(file.read(), width_px=WIDTH_PX)))
    return name
