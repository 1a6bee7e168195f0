"""Is it the certificate that was asked for? What a contender makes is read back, outside of the measured time."""

from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import zxingcpp

from bench.scene import Values

_A4_LANDSCAPE_PT = (841.89, 595.28)
_TOLERANCE_PT = 1.0
_SCALE = 2.0


class NotTheCertificate(Exception):
    """The output is not a PDF of the design with these values."""


def prove(content: bytes, values: Values) -> None:
    """Raise `NotTheCertificate` unless it is one A4 page with the name, all pictures and a QR code that reads."""
    if not content.startswith(b"%PDF-"):
        raise NotTheCertificate("The output is no PDF.")
    with pdfium.PdfDocument(content) as pdf:
        if len(pdf) != 1:
            raise NotTheCertificate(f"The PDF has {len(pdf)} pages, not 1.")
        page = pdf[0]
        _prove_page(page, values)


def _prove_page(page: Any, values: Values) -> None:
    size = page.get_size()
    if any(abs(got - wanted) > _TOLERANCE_PT for got, wanted in zip(size, _A4_LANDSCAPE_PT, strict=True)):
        raise NotTheCertificate(f"The page is {size[0]:.1f} × {size[1]:.1f} pt, not A4 landscape.")
    text = _dense(page.get_textpage().get_text_range())
    for key in ("recipient.name", "course.title", "issuer.name", "certificate.number", "verify.url"):
        if _dense(values[key]) not in text:
            raise NotTheCertificate(f"'{values[key]}' is not in the text of the PDF.")
    pictures = list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=8))
    if len(pictures) < 2:
        raise NotTheCertificate(f"The page shows {len(pictures)} pictures, not background and logo.")
    found = zxingcpp.read_barcodes(page.render(scale=_SCALE).to_pil(), formats=zxingcpp.BarcodeFormat.QRCode)
    if [code.text for code in found] != [values["verify.url"]]:
        raise NotTheCertificate("The QR code does not read as the verify address.")


def _dense(text: str) -> str:
    return "".join(text.split())
