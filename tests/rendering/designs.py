"""Documents and values for the tests of the engine."""

from io import BytesIO
from typing import Any

import pypdfium2 as pdfium
from PIL import Image

from templates_app.rendering import RenderedPdf, render_pdfs

# Each name in a script, or with a trait, that others lose.
ODD_NAMES = (
    "Zoë Ångström-Łukasiewicz",
    "Đặng Thị Thu Hiền",
    "Дмитрий Пономарёв-Щукин",
    "Ελένη Παπαδοπούλου",
    "محمد الأمين العلوي",
    "אברהם בן־דוד",
    "क्षितिज शर्मा",
    "ณัฐวุฒิ ศรีสุวรรณ",
    "王小明",
    "山田 太郎",
    "김철수",
    "AVA TAWATAY To-Yj",
    "Bartholomew Maximilian Featherstonehaugh-Cholmondeley von Wü",
    "Li",
)


def text(
    name: str, x: float, y: float, width: float, height: float, content: str, **more: Any
) -> dict[str, Any]:
    """A text element in EB Garamond, 20 pt."""
    element = {"id": name, "type": "text", "x": x, "y": y, "width": width, "height": height, "text": content}
    return {**element, "font": {"family": "EB Garamond"}, "size": 20, **more}


def document(
    *elements: dict[str, Any], width: float = 200, height: float = 100, **more: Any
) -> dict[str, Any]:
    """A document of one page."""
    page = {"width": width, "height": height, "background": "#ffffff", "elements": list(elements)}
    return {"version": 1, "title": "Trial", "language": "en", "pages": [page], **more}


def values(name: str = "Amina Okonkwo", **more: str) -> dict[str, str]:
    """A row; `course__title` stands for `course.title`."""
    row = {
        "recipient.name": name,
        "course.title": "Applied Data Analysis",
        "certificate.number": "A-0001",
        "certificate.issued_on": "2026-11-21",
        "issuer.name": "Demo Academy",
        "verify.url": "https://certs.example/v/K7Q2M9XW",
    }
    return {**row, **{key.replace("__", "."): value for key, value in more.items()}}


def render_one(design: dict[str, Any], row: dict[str, str] | None = None, **options: Any) -> RenderedPdf:
    """The PDF of one row, which must not fail."""
    (result,) = render_pdfs(design, [values() if row is None else row], **options)
    assert isinstance(result, RenderedPdf), result
    return result


def text_of(content: bytes, page: int = 0) -> str:
    """Text of a page as PDFium copies it out."""
    return pdfium.PdfDocument(content)[page].get_textpage().get_text_range()


def picture_of(content: bytes, width: int, page: int = 0) -> Image.Image:
    """A page as PDFium shows it, `width` px wide."""
    sheet = pdfium.PdfDocument(content)[page]
    return sheet.render(scale=width / sheet.get_width()).to_pil().convert("RGB")


def picture(content: bytes) -> Image.Image:
    """An encoded picture, in RGB."""
    return Image.open(BytesIO(content)).convert("RGB")
