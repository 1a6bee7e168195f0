"""A certificate for the eye of its designer: printed and checked like any other, then turned into pictures."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pypdfium2 as pdfium

from .engine import engine
from .fonts import OwnFonts
from .layout_page import AssetResolver, Values
from .pictures import width_within
from .render import render_pdfs
from .results import RenderedPdf, RenderWarning

_QUALITY = 88


@dataclass(frozen=True, slots=True)
class Proof:
    """The pages as JPEG and what a person should look at; without pages `failure` says why it cannot be issued."""

    pages: tuple[bytes, ...] = ()
    warnings: tuple[RenderWarning, ...] = ()
    failure: str = ""


def render_proof(
    document: Mapping[str, Any],
    values: Values,
    *,
    width: int,
    assets: AssetResolver | None = None,
    fonts: OwnFonts | None = None,
) -> Proof:
    """One certificate as the worker prints it, its pages `width` px wide, very long ones less; with warnings of the design's fixed parts too.

    Raises `RenderError` for a design that cannot be rendered for anybody, `BrowserMissing`, `BrowserGone`.
    """
    [result] = render_pdfs(document, [values], assets=assets, fonts=fonts)
    if not isinstance(result, RenderedPdf):
        return Proof(failure=result.message)
    fixed = (
        RenderWarning(each["code"], each["message"], each["element"])
        for each in engine().layout.static_warnings
    )
    return Proof(_pictures(result.content, width), (*fixed, *result.warnings))


def _pictures(content: bytes, width: int) -> tuple[bytes, ...]:
    pdf = pdfium.PdfDocument(content)
    try:
        return tuple(_picture(page, width) for page in pdf)
    finally:
        pdf.close()


def _picture(page: pdfium.PdfPage, width: int) -> bytes:
    size = {"width": page.get_width(), "height": page.get_height()}
    image = page.render(scale=width_within(width, size) / page.get_width()).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
