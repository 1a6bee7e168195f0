"""Every PDF is read back before it counts, by another program (PDFium) than the one that wrote it."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import zxingcpp

from .errors import RenderError
from .split import PT_PER_PX, PageSize

SIZE_TOLERANCE_PT = 0.01
# Pixels for a module of a code, when it is read back: fewer are read less surely, more only cost time.
_PX_PER_MODULE = 4
_QR_ONLY = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)


class CheckFailed(RenderError):
    """A finished file is not what was asked for.

    Codes: unreadable, page_count, page_size, font_not_embedded, text_missing, qr_unreadable, qr_wrong.
    """

    code = "check_failed"


@dataclass(frozen=True, slots=True)
class ExpectedCode:
    """A QR code: what it holds, its box (left, bottom, right, top in pt) and modules across, quiet zone included."""

    content: str
    box: tuple[float, float, float, float]
    modules: int


@dataclass(frozen=True, slots=True)
class Expectation:
    """What one page is to hold. Sizes in pt."""

    width: float
    height: float
    lines: tuple[str, ...]
    codes: tuple[ExpectedCode, ...]

    @classmethod
    def of(cls, size: PageSize, page: Mapping[str, Any]) -> "Expectation":
        """From the facts that the layout gave about a page."""
        _, _, width, height = size.box(size.bleed)
        left, _, _, top = size.box(0)
        lines = tuple(line for text in page["texts"] for line in text["text"].split("\n") if line.strip())
        codes = []
        for code in page["codes"]:
            across = [left + x * PT_PER_PX for x, _ in code["corners"]]
            up = [top - y * PT_PER_PX for _, y in code["corners"]]
            box = (min(across), min(up), max(across), max(up))
            codes.append(ExpectedCode(code["content"], box, code["modules"]))
        return cls(width, height, lines, tuple(codes))


def check_pdf(content: bytes, pages: Sequence[Expectation], *, with_pictures: bool = True) -> None:
    """Raise `CheckFailed` for the first thing that is not as expected.

    Codes are read from the page as it looks. Without `with_pictures` photos and backgrounds are left out of that look:
    decoding them takes a hundred times as long, and they are the same on every page of a design.
    """
    try:
        pdf = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise CheckFailed("The file is no readable PDF.", code="unreadable") from error
    try:
        if len(pdf) != len(pages):
            raise CheckFailed(f"The file has {len(pdf)} pages, not {len(pages)}.", code="page_count")
        for number, expected in enumerate(pages):
            page = pdf[number]
            _check_size(page, expected)
            _check_fonts(page)
            _check_texts(page, expected)
            if expected.codes and not with_pictures:
                _remove_pictures(page)
            _check_codes(page, expected)
    finally:
        pdf.close()


def _check_size(page: pdfium.PdfPage, expected: Expectation) -> None:
    width, height = page.get_size()
    if abs(width - expected.width) > SIZE_TOLERANCE_PT or abs(height - expected.height) > SIZE_TOLERANCE_PT:
        raise CheckFailed(
            f"The page is {width:.2f} × {height:.2f} pt, not {expected.width:.2f} × {expected.height:.2f} pt.",
            code="page_size",
        )


def _check_fonts(page: pdfium.PdfPage) -> None:
    for text, _ in _objects(page, raw.FPDF_PAGEOBJ_TEXT):
        font = raw.FPDFTextObj_GetFont(text)
        if raw.FPDFFont_GetIsEmbedded(font) != 1:
            raise CheckFailed("A font is not embedded in the file.", code="font_not_embedded")


def _check_texts(page: pdfium.PdfPage, expected: Expectation) -> None:
    if not expected.lines:
        return
    text_page = page.get_textpage()
    found = _comparable(text_page.get_text_range())
    text_page.close()
    for line in expected.lines:
        wanted = _comparable(line)
        # Shaped scripts are copied out with some signs in another order: then all letters must be there.
        if wanted not in found and Counter(_letters(wanted)) - Counter(_letters(found)):
            raise CheckFailed(f"'{line}' could not be read back from the finished PDF.", code="text_missing")


def _comparable(text: str) -> str:
    """Without white space, invisible characters and case, ligatures and presentation forms taken apart.

    Small capitals are capitals in the file; of the Turkish pairs i İ and ı I nothing but the letter stays.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().replace("ı", "i")
    return "".join(character for character in folded if unicodedata.category(character)[0] not in "ZC")


def _letters(text: str) -> Iterator[str]:
    return (sign for sign in unicodedata.normalize("NFD", text) if unicodedata.category(sign)[0] in "LN")


def _remove_pictures(page: pdfium.PdfPage) -> None:
    for picture, form in list(_objects(page, raw.FPDF_PAGEOBJ_IMAGE)):
        if form is None:
            raw.FPDFPage_RemoveObject(page.raw, picture)
        else:
            raw.FPDFFormObj_RemoveObject(form, picture)
        # What is removed belongs to the caller.
        raw.FPDFPageObj_Destroy(picture)


def _objects(page: pdfium.PdfPage, kind: int) -> Iterator[tuple[Any, Any]]:
    """Objects of one type, each with the form that holds it (`None`: the page itself), in forms within forms too.

    By PDFium's own calls: pypdfium2's list makes a Python object with a finalizer of every path, twice for each file.
    """
    for at in range(raw.FPDFPage_CountObjects(page.raw)):
        yield from _within(raw.FPDFPage_GetObject(page.raw, at), None, kind)


def _within(thing: Any, form: Any, kind: int) -> Iterator[tuple[Any, Any]]:
    found = raw.FPDFPageObj_GetType(thing)
    if found == kind:
        yield thing, form
    elif found == raw.FPDF_PAGEOBJ_FORM:
        for at in range(raw.FPDFFormObj_CountObjects(thing)):
            yield from _within(raw.FPDFFormObj_GetObject(thing, at), thing, kind)


def _check_codes(page: pdfium.PdfPage, expected: Expectation) -> None:
    for code in expected.codes:
        left, bottom, right, top = code.box
        scale = _PX_PER_MODULE * code.modules / max(right - left, top - bottom)
        crop = (left, bottom, expected.width - right, expected.height - top)
        bitmap = page.render(scale=scale, crop=crop, grayscale=True)
        found = zxingcpp.read_barcodes(bitmap.to_pil(), formats=_QR_ONLY)
        bitmap.close()
        if not found:
            raise CheckFailed("The QR code cannot be read.", code="qr_unreadable")
        if code.content not in [one.text for one in found]:
            raise CheckFailed(f"The QR code says '{found[0].text}', not '{code.content}'.", code="qr_wrong")
