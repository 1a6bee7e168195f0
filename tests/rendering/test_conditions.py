"""Elements drawn by data: the real engine leaves out what has a condition that is not true."""

import pypdfium2 as pdfium

from templates_app.rendering import RenderedPdf, RenderFailure, render_pdfs

from .designs import document, text, values

DESIGN = document(
    text("name", 10, 10, 180, 12, "{recipient.name}"),
    text("honours", 10, 30, 180, 12, "With honours", when="course.score >= 90"),
    {
        "id": "group",
        "type": "group",
        "x": 10,
        "y": 50,
        "width": 180,
        "height": 30,
        "elements": [
            text("always", 0, 0, 80, 12, "Always here"),
            text("passed", 90, 0, 80, 12, "Passed", when="course.passed"),
        ],
    },
    {"id": "code", "type": "qr", "x": 170, "y": 60, "width": 25, "height": 25, "when": "course.score > 95"},
    fields=[
        {"key": "course.score", "label": "Score", "type": "number"},
        {"key": "course.passed", "label": "Passed", "type": "boolean"},
        {"key": "course.hours", "label": "Hours", "type": "number"},
    ],
)


def lines_of(content: bytes) -> list[str]:
    pdf = pdfium.PdfDocument(content)
    found: str = pdf[0].get_textpage().get_text_range()
    pdf.close()
    return sorted(line for line in found.splitlines() if line)


def test_each_row_shows_what_its_own_values_allow() -> None:
    rows = [
        values("Ana", course__score="92", course__passed="true"),
        values("Ben", course__score="60", course__passed="false"),
        values("Cleo"),
    ]
    results = list(render_pdfs(DESIGN, rows))
    assert all(isinstance(result, RenderedPdf) for result in results)
    assert [lines_of(result.content) for result in results if isinstance(result, RenderedPdf)] == [
        ["Always here Passed", "Ana", "With honours"],
        ["Always here", "Ben"],
        ["Always here", "Cleo"],
    ]


def test_a_condition_that_cannot_be_decided_fails_its_row_alone() -> None:
    design = document(
        text("name", 10, 10, 180, 12, "{recipient.name}", when="100 / course.hours > 2"),
        fields=DESIGN["fields"],
    )
    rows = [values("Ana", course__hours="0"), values("Ben", course__hours="40")]
    bad, good = render_pdfs(design, rows)
    assert isinstance(bad, RenderFailure)
    assert (bad.code, bad.message) == (
        "bad_condition",
        "The condition “100 / course.hours > 2” cannot be decided: this is zero, and nothing can be divided by it; "
        "test it with if first.",
    )
    assert isinstance(good, RenderedPdf)
    assert lines_of(good.content) == ["Ben"]
