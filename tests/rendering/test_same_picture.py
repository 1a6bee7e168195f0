"""The same picture on the canvas and in the PDF, for every variant of every type (variants.py).

All variants stand on one page, each in a cell. Both pictures are made at three times the size and averaged, and compared cell by
cell with the measure of test_wysiwyg.py and its limit; beside it the mean colour of a cell, which tells opacity and
gradients apart where no edge moves. `test_the_measure_catches_…` draws each variant a little differently on paper.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from PIL import Image, ImageStat

from templates_app.document import find_faults
from templates_app.rendering import render_image

from .comparison import share, unlike
from .designs import document, picture, picture_of, render_one, values
from .variants import CELL, LINEAR, SHADOW, Element, picture_for_tests, variants

COLUMNS = 14
PX_PER_MM, FINER = 4, 3
LIMIT = 0.5  # thousandths of a cell's pixels, as for whole pages in test_wysiwyg.py
COLOUR_LIMIT = 1  # of 255, in each channel of a cell's mean
VARIANTS = variants()
# What is drawn otherwise on paper, to show that the limits catch it; all others are moved by half a millimetre.
CHANGES: dict[str, Element] = {
    "ellipse, turned": {"rotation": 35},
    "rectangle, slanted": {"skewX": 14},
    "path, mirrored": {"flipX": False},
    "text, upside down": {"flipY": False},
    "rectangle, faded": {"opacity": 0.55},
    "qr, faded": {"opacity": 1},
    "ellipse in a linear gradient": {"fill": {**LINEAR, "angle": 120}},
    "star in a radial gradient": {"fill": LINEAR},
    "text with a shadow": {"shadow": {**SHADOW, "dx": 0.6}},
    "polygon with a shadow, faded": {"shadow": None},
    "image, cropped": {"crop": {"x": 0.28, "y": 0.1, "width": 0.5, "height": 0.5}},
    "image, contained": {"fit": "cover"},
    "image, in an ellipse, framed": {"mask": None},
    "image, in round corners, turned": {"mask": {"shape": "rect", "radius": 6}},
    "image, in a star, mirrored": {"flipX": False},
    "image, framed and cropped, slanted": {"stroke": None},
    "text, outlined outside": {"strokePlace": "centre"},
    "text, small capitals": {"transform": "uppercase"},
    "text, shrunk": {"size": 8},
    "text, wrapped and justified": {"align": "start"},
    "text in Arabic": {"text": "م\u200cحمد الأمين"},
    "text in Devanagari": {"text": "क\u200cषितिज शर्मा"},
    "path, faded": {"x": 8},
    "line, faded": {"y2": 11.5},
    "rating, plain": {"value": 3.6},
}


def design(elements: Mapping[str, Element]) -> dict[str, Any]:
    """One page with all elements, each in its cell."""
    placed = []
    for at, element in enumerate(elements.values()):
        left, top = at % COLUMNS * CELL[0], at // COLUMNS * CELL[1]
        moved = {**element, "x": element["x"] + left, "y": element["y"] + top}
        if element["type"] == "line":
            moved |= {"x2": element["x2"] + left, "y2": element["y2"] + top}
        placed.append(numbered(moved, f"v{at}"))
    rows = -(-len(placed) // COLUMNS)
    return document(*placed, width=COLUMNS * CELL[0], height=rows * CELL[1])


def numbered(element: Element, name: str) -> Element:
    """With ids, inside groups too."""
    if "elements" not in element:
        return {**element, "id": name}
    members = [numbered(member, f"{name}-{n}") for n, member in enumerate(element["elements"])]
    return {**element, "id": name, "elements": members}


def cells(shown: Image.Image) -> list[Image.Image]:
    """The picture of each variant."""
    across, down = CELL[0] * PX_PER_MM, CELL[1] * PX_PER_MM
    places = [(at % COLUMNS * across, at // COLUMNS * down) for at in range(len(VARIANTS))]
    return [shown.crop((x, y, x + across, y + down)) for x, y in places]


@cache
def on_canvas() -> list[Image.Image]:
    width = COLUMNS * CELL[0] * PX_PER_MM * FINER
    found = render_image(design(VARIANTS), values("Amina Ørsted"), width=width, assets=picture_for_tests)
    return cells(picture(found).reduce(FINER))


def on_paper(elements: Mapping[str, Element]) -> list[Image.Image]:
    result = render_one(design(elements), values("Amina Ørsted"), assets=picture_for_tests)
    return cells(picture_of(result.content, COLUMNS * CELL[0] * PX_PER_MM * FINER).reduce(FINER))


@cache
def as_designed() -> list[Image.Image]:
    return on_paper(VARIANTS)


@cache
def otherwise() -> list[Image.Image]:
    moved = {"x": 0.5, "x2": 0.5}
    return on_paper(
        {
            name: element
            | CHANGES.get(name, {key: element[key] + by for key, by in moved.items() if key in element})
            for name, element in VARIANTS.items()
        }
    )


def differences(at: int, paper: list[Image.Image]) -> tuple[float, float]:
    """By the measure, and between the mean colours."""
    canvas, printed = on_canvas()[at], paper[at]
    means = zip(ImageStat.Stat(canvas).mean, ImageStat.Stat(printed).mean, strict=True)
    return share(unlike(canvas, printed)), max(abs(one - other) for one, other in means)


def test_the_variants_are_a_design() -> None:
    assert find_faults(design(VARIANTS)) == []


def is_same(at: int, paper: list[Image.Image]) -> bool:
    measured, colour = differences(at, paper)
    return measured <= LIMIT and colour <= COLOUR_LIMIT


@pytest.mark.parametrize("at", range(len(VARIANTS)), ids=list(VARIANTS))
def test_paper_and_canvas_look_the_same(at: int) -> None:
    assert is_same(at, as_designed()), differences(at, as_designed())


@pytest.mark.parametrize("at", range(len(VARIANTS)), ids=list(VARIANTS))
def test_the_measure_catches_what_is_drawn_otherwise(at: int) -> None:
    assert not is_same(at, otherwise()), differences(at, otherwise())
