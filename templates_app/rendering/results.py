"""What rendering gives back, one for each row, in the order of the rows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RenderWarning:
    """Something a person should look at; the certificate was made.

    Codes: overflow, shrunk_to_minimum, missing_glyph, fallback_font, missing_image, bad_link.
    `element` is the id of the element in the document.
    """

    code: str
    message: str
    element: str


@dataclass(frozen=True, slots=True)
class RenderedPdf:
    """One checked certificate. `index` is the row's place in `values`, `texts` what its bound texts say."""

    index: int
    content: bytes
    texts: tuple[str, ...]
    warnings: tuple[RenderWarning, ...]


@dataclass(frozen=True, slots=True)
class RenderFailure:
    """One bad row, alone; the others go on.

    Codes: qr_too_long, layout, timed_out, browser_gone, and those of `checks.CheckFailed`.
    """

    index: int
    code: str
    message: str
