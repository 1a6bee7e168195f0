"""The shipped ornaments look on paper as they look on the canvas: by the measure of test_wysiwyg."""

from typing import Any

from templates_app.rendering import RenderedPdf, render_image, render_pdfs
from tests.templates_app.ornament_sheets import borders, sheet

from .comparison import share, unlike
from .designs import picture, picture_of
from .test_wysiwyg import STILL_LIMIT, WIDTH, same_size

SHARPNESS = 3  # PDFium widens hairlines: compared at three times the size and averaged


def difference(document: dict[str, Any]) -> float:
    """Thousandths of the pixels that differ between canvas and paper."""
    on_canvas = picture(render_image(document, {}, width=SHARPNESS * WIDTH))
    (paper,) = render_pdfs(document, [{}])
    assert isinstance(paper, RenderedPdf)
    on_paper = same_size(picture_of(paper.content, SHARPNESS * WIDTH), on_canvas)
    return share(unlike(on_canvas.reduce(SHARPNESS), on_paper.reduce(SHARPNESS)))


def test_ornaments_look_on_paper_as_on_the_canvas() -> None:
    assert difference(sheet()) < STILL_LIMIT


def test_borders_look_on_paper_as_on_the_canvas() -> None:
    engraved = next(document for document in borders() if document["title"] == "Guilloche")

    assert difference(engraved) < STILL_LIMIT
