"""The example of docs/element-types.md works as it stands there: checked, bound, drawn, the same on canvas and paper."""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Route

from templates_app.document import bound_keys, element_types, find_faults, load_schema, structure
from templates_app.rendering import close_browser, layout_page, render_image

from .comparison import share, unlike
from .designs import document, picture, picture_of, render_one, text_of, values

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "element-types.md").read_text(encoding="utf-8")
TYPES_JS = "js/layout/types/"
FIELDS = [
    {"key": "course.title", "label": "Course", "type": "text"},
    {"key": "course.score", "label": "Score", "type": "number"},
]
WIDTH = 1000
LIMIT = 0.5  # thousandths of the pixels, as in test_wysiwyg.py


def blocks(language: str) -> list[str]:
    """The guide's blocks of code in a language."""
    return re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)


def forget_the_schema() -> None:
    load_schema.cache_clear()
    structure._validator.cache_clear()


@pytest.fixture
def bar_chart(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, Any]]:
    """The guide's type, in place as the guide says; its element."""
    module, registration = blocks("python")
    drawing, listed = blocks("js")
    name = f"{element_types.__name__}.bar_chart"
    made = ModuleType(name)
    made.__package__ = element_types.__name__
    monkeypatch.setitem(sys.modules, name, made)
    exec(compile(module, "bar_chart.py", "exec"), made.__dict__)  # noqa: S102 - our own guide
    monkeypatch.setattr(element_types, "_types", dict(element_types._types))
    exec(registration, {"register": element_types.register, "bar_chart": made})  # noqa: S102
    index = (ROOT / "static" / TYPES_JS / "index.js").read_text(encoding="utf-8")
    served = {
        f"/static/{TYPES_JS}index.js": listed
        + index.replace("export const TYPES = [", "export const TYPES = [barChart, "),
        f"/static/{TYPES_JS}bar_chart.js": drawing,
    }
    serve_static = layout_page._serve_static

    def serve(route: Route, path: str) -> None:
        if path in served:
            route.fulfill(body=served[path], content_type="text/javascript")
        else:
            serve_static(route, path)

    monkeypatch.setattr(layout_page, "_serve_static", serve)
    forget_the_schema()
    close_browser()  # a new page loads the modules anew
    yield json.loads(blocks("json")[0])
    close_browser()
    monkeypatch.undo()
    forget_the_schema()


def test_the_bar_chart_of_the_guide(bar_chart: dict[str, Any]) -> None:
    design = document(bar_chart, fields=FIELDS)
    assert find_faults(design) == []
    assert bound_keys(design) == ["course.title", "course.score"]
    assert "bar_chartElement" in load_schema()["$defs"]
    wrong = {**bar_chart, "values": "80, {course.scor}", "max": 0}
    assert [str(fault) for fault in find_faults(document(wrong, fields=FIELDS))] == [
        "pages[0].elements[0].max: must be between 0.001 and 1000000, found 0",
        "pages[0].elements[0].labels: names 3 bars, but values has 2; make them as many",
        "pages[0].elements[0].values: at character 5: binds course.scor, which no field declares; did you mean course.score?",
    ]

    row = values(course__score="90")
    canvas = picture(render_image(design, row, width=WIDTH))
    paper = render_one(design, row)
    assert share(unlike(canvas, picture_of(paper.content, WIDTH))) <= LIMIT
    assert paper.texts == ("Applied Data Analysis",)
    assert {"Reading", "Writing"} <= set(text_of(paper.content).split())
    bars = [colours for colours in canvas.getcolors(WIDTH * 500) or [] if colours[1] == (0xB4, 0x53, 0x09)]
    # But for blended edges: three bars of 80, 40 and 90 of 100, each 65 mm × 8 mm at most, at 5 px a mm.
    assert bars[0][0] == pytest.approx((0.8 + 0.4 + 0.9) * 65 * 8 * 25, rel=0.04)


def test_without_it_the_type_is_unknown() -> None:
    element = json.loads(blocks("json")[0])
    (fault,) = find_faults(document(element, fields=FIELDS))
    assert str(fault).startswith("pages[0].elements[0].type: must be one of text, image, ")
