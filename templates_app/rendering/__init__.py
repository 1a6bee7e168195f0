"""The engine: a document and values in, checked PDFs and pictures out. No database, no settings of the site."""

from .errors import BrowserGone, BrowserMissing, BrowserTimeout, RenderError
from .fonts import OwnFonts
from .layout_page import AssetResolver
from .pictures import render_image
from .proof import Proof, render_proof
from .render import close_browser, render_pdfs
from .results import RenderedPdf, RenderFailure, RenderWarning

__all__ = [
    "AssetResolver",
    "BrowserGone",
    "BrowserMissing",
    "BrowserTimeout",
    "OwnFonts",
    "Proof",
    "RenderError",
    "RenderFailure",
    "RenderWarning",
    "RenderedPdf",
    "close_browser",
    "render_image",
    "render_pdfs",
    "render_proof",
]
