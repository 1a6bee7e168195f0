"""What the canvas shows is what the paper shows, for every shipped design and odd names of every script.

**Measure.** The layout module's picture on a canvas (what an editor shows) and the PDF as PDFium shows it, both
`WIDTH` px wide. A pixel differs when its colour is, by more than 72 of 255 in a channel, outside of what the
other picture has within one pixel of it; both ways. Limits:

- The paper without a name, compared at three times the size and averaged (PDFium widens hairlines): at most
  `STILL_LIMIT` thousandths of the pixels differ.
- With a name, in grey, leaving out places that differ without: at most `NAME_LIMIT` thousandths differ, and the box
  around the name's ink is the same within `BOX_LIMIT` px on each side.
- No ink of a name is outside of the boxes of the elements that show it, by more than `EDGE` px.

A pixel is 0.3 mm on A4 across. `test_the_measure_*` break things on purpose to show that the limits catch them.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageDraw
from playwright.sync_api import Page

from templates_app.rendering import RenderedPdf, render_image, render_pdfs

from .comparison import TOLERANCE, around, ink_box, share, unlike
from .designs import ODD_NAMES, document, picture, picture_of, text, values

ROOT = Path(__file__).resolve().parents[2]
DESIGNS = sorted((ROOT / "templates_app" / "starters").glob("*.json")) + sorted(
    (ROOT / "tests" / "data" / "designs").glob("*.json")
)
WIDTH = 1000
STILL_LIMIT = 0.5
NAME_LIMIT = 0.15
BOX_LIMIT = 2
EDGE = 2


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found.get("document", found)


def row(design: dict[str, Any], name: str) -> dict[str, str]:
    samples = {field["key"]: field.get("sample", "") for field in design.get("fields", [])}
    return {**values(), **samples, "recipient.name": name}


def pictures(path: Path) -> tuple[list[Image.Image], list[Image.Image], bytes]:
    """Pictures on canvas and on paper of all odd names, then of none; and the paper of none."""
    design = load(path)
    rows = [row(design, name) for name in (*ODD_NAMES, "")]
    on_canvas = [picture(render_image(design, one, width=WIDTH)) for one in rows]
    results = list(render_pdfs(design, rows))
    assert [type(result) for result in results] == [RenderedPdf] * len(rows), results
    papers = [result.content for result in results if isinstance(result, RenderedPdf)]
    on_paper = [same_size(picture_of(paper, WIDTH), on_canvas[0]) for paper in papers]
    return on_canvas, on_paper, papers[-1]


def same_size(shown: Image.Image, other: Image.Image) -> Image.Image:
    """The height in whole pixels may be rounded to either side."""
    assert abs(shown.height - other.height) <= 1
    return shown.crop((0, 0, *other.size))


def name_boxes(
    elements: list[dict[str, Any]], x: float = 0, y: float = 0
) -> Iterator[tuple[float, float, float, float]]:
    """Boxes in mm of the upright elements that show the name."""
    for element in elements:
        if element["type"] == "group":
            yield from name_boxes(element["elements"], x + element["x"], y + element["y"])
        elif element["type"] == "text" and "{recipient.name" in element["text"]:
            left, top = x + element["x"], y + element["y"]
            yield left, top, left + element["width"], top + element["height"]


def by_name(path: Path) -> str:
    return path.stem


@pytest.mark.parametrize("path", DESIGNS, ids=by_name)
def test_paper_and_canvas_look_the_same_and_names_stay_in_their_boxes(path: Path) -> None:
    design = load(path)
    on_canvas, on_paper, paper = pictures(path)
    large = picture(render_image(design, row(design, ""), width=3 * WIDTH))
    shown = same_size(picture_of(paper, 3 * WIDTH), large)
    whole = (0, 0, 3 * WIDTH, large.height // 3 * 3)
    assert share(unlike(shown.crop(whole).reduce(3), large.crop(whole).reduce(3))) <= STILL_LIMIT
    on_canvas, on_paper = ([shown.convert("L") for shown in pages] for pages in (on_canvas, on_paper))
    still = around(unlike(on_canvas[-1], on_paper[-1]), ImageChops.lighter)
    boxes = name_mask(design, on_canvas[0].size)
    for name, canvas, printed in zip(ODD_NAMES, on_canvas, on_paper, strict=False):
        assert share(ImageChops.subtract(unlike(canvas, printed), still)) <= NAME_LIMIT, name
        ink = ink_box(canvas, on_canvas[-1])
        assert ink is not None, name
        assert ink_box(printed, on_paper[-1]) == pytest.approx(ink, abs=BOX_LIMIT), name
        outside = ImageChops.subtract(ImageChops.difference(printed, on_paper[-1]), boxes)
        assert outside.point(lambda level: 255 if level > TOLERANCE else 0).getbbox() is None, name


def name_mask(design: dict[str, Any], size: tuple[int, int]) -> Image.Image:
    """White where a name may be."""
    mask = Image.new("L", size, 0)
    scale = WIDTH / design["pages"][0]["width"]
    for box in name_boxes(design["pages"][0]["elements"]):
        left, top, right, bottom = (edge * scale for edge in box)
        ImageDraw.Draw(mask).rectangle((left - EDGE, top - EDGE, right + EDGE, bottom + EDGE), fill=255)
    return mask


PARAGRAPH = "For {recipient.name}: AVATAR To Wave, Ty. " * 6
BASE = text("n", 10, 10, 180, 80, PARAGRAPH, size=14, align="justify")


def drift(**change: Any) -> float:
    """Share by which paper of a changed element differs from the canvas of the unchanged."""
    canvas = picture(render_image(document(BASE), values(), width=WIDTH))
    (result,) = render_pdfs(document({**BASE, **change}), [values()])
    assert isinstance(result, RenderedPdf)
    return share(unlike(canvas, same_size(picture_of(result.content, WIDTH), canvas)))


def test_the_measure_passes_what_is_the_same() -> None:
    assert drift() <= NAME_LIMIT


@pytest.mark.parametrize(
    "change",
    [
        {"x": 10.5},  # half a millimetre to the right
        {"y": 10.5},
        {"size": 14.1},
        {"letterSpacing": 0.1},  # as much as kerning would move
        {"align": "start"},
        {"width": 178},  # other line breaks
        {"font": {"family": "EB Garamond", "weight": 500}},
        {"fill": "#555555"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_measure_catches_a_drift(change: dict[str, Any]) -> None:
    assert drift(**change) > 4 * NAME_LIMIT


def test_the_measure_catches_lost_kerning(monkeypatch: pytest.MonkeyPatch) -> None:
    """The print without kerning, by a style that the page does not have otherwise."""
    printed = Page.pdf

    def without_kerning(page: Page, **options: Any) -> bytes:
        page.evaluate("for (const text of document.querySelectorAll('text')) text.style.fontKerning = 'none'")
        return printed(page, **options)

    monkeypatch.setattr(Page, "pdf", without_kerning)
    assert drift() > 4 * NAME_LIMIT
