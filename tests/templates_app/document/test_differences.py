"""What changed between two documents, as people read it."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from templates_app.document import validate
from templates_app.document.differences import Change, differences
from tests.factories import make_document

Document = dict[str, Any]
Edit = Callable[[Document], None]


def text(element_id: str, words: str, **more: Any) -> Document:
    box = {"x": 20, "y": 30, "width": 100, "height": 10}
    font = {"family": "EB Garamond"}
    return {"id": element_id, "type": "text", "text": words, "font": font, "size": 20, **box, **more}


def rect(element_id: str, **more: Any) -> Document:
    return {
        "id": element_id,
        "type": "shape",
        "shape": "rect",
        "x": 0,
        "y": 0,
        "width": 10,
        "height": 10,
    } | more


@pytest.fixture
def document() -> Document:
    """One page: a title, a named box, a line, a picture in a group."""
    star = rect("star", shape="star", fill="#aa0000")
    seal = {"id": "seal", "type": "group", "name": "Seal", "x": 200, "y": 150, "width": 40, "height": 40}
    line = {
        "id": "rule",
        "type": "line",
        "x": 10,
        "y": 90,
        "x2": 80,
        "y2": 90,
        "stroke": {"color": "#000000", "width": 1},
    }
    made = make_document(title="Diploma")
    made["pages"][0]["elements"] = [
        text("title", "Certificate", fill="#111827"),
        rect("box", name="Frame", fill="#ffffff"),
        line,
        {**seal, "elements": [star]},
    ]
    return made


def after(document: Document, *edits: Edit) -> list[str]:
    """The sentences about what these edits do; what they make is a design that can be kept."""
    return [change.text for change in changes(document, *edits)]


def changes(document: Document, *edits: Edit) -> list[Change]:
    edited = copy.deepcopy(document)
    for edit in edits:
        edit(edited)
    validate(edited)
    return differences(document, edited)


def element(index: int, **changed: Any) -> Edit:
    def edit(document: Document) -> None:
        document["pages"][0]["elements"][index].update(changed)

    return edit


def test_the_same_design_has_no_differences(document: Document) -> None:
    assert after(document) == []


def test_a_default_that_is_written_down_is_no_difference(document: Document) -> None:
    assert (
        after(document, element(0, opacity=1, align="start", rotation=0), lambda d: d.update(bleed=0)) == []
    )


@pytest.mark.parametrize(
    ("index", "changed", "sentence"),
    [
        (0, {"text": "Diploma of\nswimming"}, "The text ‘Certificate’ became ‘Diploma of swimming’"),
        (0, {"x": 32}, "The text ‘Certificate’ moved 12 mm to the right"),
        (0, {"x": 15.5, "y": 33}, "The text ‘Certificate’ moved 4.5 mm to the left and 3 mm down"),
        (0, {"size": 36}, "The text ‘Certificate’: type size 36 pt instead of 20 pt"),
        (0, {"fill": "#ff0000"}, "The text ‘Certificate’: colour #ff0000 instead of #111827"),
        (
            0,
            {"font": {"family": "Inter", "weight": 700, "style": "italic"}},
            "The text ‘Certificate’: font Inter 700 italic instead of EB Garamond",
        ),
        (0, {"align": "center"}, "The text ‘Certificate’: alignment center instead of start"),
        (0, {"rotation": -8}, "The text ‘Certificate’ was turned by 8° anticlockwise"),
        (0, {"opacity": 0.5}, "The text ‘Certificate’: opacity 50 % instead of 100 %"),
        (1, {"width": 30, "height": 5}, "Frame is 30 × 5 mm now, was 10 × 10 mm"),
        (1, {"name": "Border"}, "‘Frame’ is called ‘Border’ now"),
        (1, {"hidden": True}, "Frame was hidden"),
        (1, {"locked": True}, "Frame was locked"),
        (
            1,
            {"fill": {"type": "linear", "stops": [{"offset": 0, "color": "#000000"}, {"offset": 1, "color": "#ffffff"}]}},
            "Frame: colour a gradient instead of #ffffff",
        ),
        (1, {"stroke": {"color": "#00ff00", "width": 0.5}}, "Frame: outline 0.5 mm #00ff00 instead of none"),
        (0, {"shadow": {"color": "#000000", "dx": 1, "dy": -0.5}}, "The text ‘Certificate’: shadow #000000, 1 mm to the right and 0.5 mm up instead of none"),
        (2, {"x": 20, "x2": 90}, "The line moved 10 mm to the right"),
        (2, {"y2": 95}, "The line runs elsewhere"),
    ],
)  # fmt: skip
def test_each_change_of_an_element_is_one_sentence(
    document: Document, index: int, changed: Document, sentence: str
) -> None:
    assert after(document, element(index, **changed)) == [sentence]


def test_of_a_long_text_the_part_that_differs_is_shown(document: Document) -> None:
    old = "This is to certify that the person named above has completed the course with great success in {course.title}."
    document["pages"][0]["elements"][0]["text"] = old
    [sentence] = after(document, element(0, text=old.replace("great success", "distinction")))

    assert (
        sentence
        == "The text ‘…the course with great success in {course.titl…’ became ‘…the course with distinction in {course.titl…’"
    )


def test_what_came_and_what_went_is_named(document: Document) -> None:
    def edit(edited: Document) -> None:
        elements = edited["pages"][0]["elements"]
        elements[0] = text("date", "Lisbon")

    found = changes(document, edit)
    assert found == [
        Change("The text ‘Certificate’ was removed", "removed", "title", 1),
        Change("The text ‘Lisbon’ was added", "added", "date", 1),
    ]


def test_many_that_moved_together_are_one_sentence(document: Document) -> None:
    def edit(edited: Document) -> None:
        for each in edited["pages"][0]["elements"]:
            each["y"] += 5
            if "y2" in each:
                each["y2"] += 5

    assert after(document, edit) == [
        "4 elements moved 5 mm down: The text ‘Certificate’, Frame, The line and 1 more"
    ]


def test_a_scaled_group_is_one_sentence_and_its_members_none(document: Document) -> None:
    def edit(edited: Document) -> None:
        seal = edited["pages"][0]["elements"][3]
        seal.update(width=80, height=80)
        seal["elements"][0].update(width=20, height=20)

    assert after(document, edit) == ["Seal is 80 × 80 mm now, was 40 × 40 mm"]


def test_what_changes_its_group_does_not_move(document: Document) -> None:
    def edit(edited: Document) -> None:
        elements = edited["pages"][0]["elements"]
        box = elements.pop(1)
        elements[-1]["elements"].append({**box, "x": 3})

    assert after(document, edit) == ["Frame was put into Seal"]


def test_a_removed_group_takes_its_members_along_in_one_sentence(document: Document) -> None:
    assert after(document, lambda edited: edited["pages"][0]["elements"].pop()) == ["Seal was removed"]


def test_another_order_of_layers_is_told(document: Document) -> None:
    assert after(document, lambda edited: edited["pages"][0]["elements"].reverse()) == [
        "The layers are in another order"
    ]


def test_pages_are_told_apart_by_what_is_on_them(document: Document) -> None:
    back = {"width": 297, "height": 210, "elements": [text("thanks", "Thank you")]}

    def edit(edited: Document) -> None:
        edited["pages"].insert(0, back)
        edited["pages"][1]["elements"][1]["x"] = 7

    found = changes(document, edit)
    assert found == [
        Change("Page 1 was added", "added", "", 1),
        Change("Frame moved 7 mm to the right", "changed", "box", 2),
    ]
    edited = copy.deepcopy(document)
    edit(edited)
    assert [change.text for change in differences(edited, document)] == [
        "Page 1 was removed",
        "Frame moved 7 mm to the left",
    ]


def test_pages_that_changed_places_are_told(document: Document) -> None:
    document["pages"].append({"width": 297, "height": 210, "elements": [text("thanks", "Thank you")]})

    assert after(document, lambda edited: edited["pages"].reverse()) == [
        "Page 1 became page 2",
        "Page 2 became page 1",
    ]


def test_what_goes_to_another_page_is_told(document: Document) -> None:
    document["pages"].append({"width": 297, "height": 210, "elements": [text("thanks", "Thank you")]})

    def edit(edited: Document) -> None:
        edited["pages"][1]["elements"].append(edited["pages"][0]["elements"].pop(1))

    assert after(document, edit) == ["Frame moved to page 2"]


def test_the_page_itself_is_compared(document: Document) -> None:
    assert after(
        document, lambda edited: edited["pages"][0].update(width=210, height=297, background="#eeeeee")
    ) == [
        "Page 1 is 210 × 297 mm now, was 297 × 210 mm",
        "Page 1: background #eeeeee instead of #ffffff",
    ]


def test_fields_are_compared_by_key(document: Document) -> None:
    def edit(edited: Document) -> None:
        name, email, course = edited["fields"]
        name["max_length"] = 60
        course.update(label="Class", required=False)
        edited["fields"] = [name, course, {"key": "course.hours", "label": "Hours", "type": "number"}]
        assert email["key"] == "recipient.email"

    assert after(document, edit) == [
        "The field Recipient name: longest value 60 characters instead of none",
        "The field E-mail was removed",
        "The field ‘Course’ is called ‘Class’ now",
        "The field Class is optional now",
        "The field Hours was added",
    ]


def test_the_whole_is_compared(document: Document) -> None:
    assert after(document, lambda edited: edited.update(title="Diploma 2026", language="fr", bleed=3)) == [
        "The title ‘Diploma’ became ‘Diploma 2026’",
        "The design: language fr instead of en",
        "The design: bleed 3 mm instead of 0 mm",
    ]


def test_properties_that_came_later_are_compared_too() -> None:
    """Rules, mirrors and whatever the format gains: a document need not be valid today for its words."""
    before = make_document()
    later = copy.deepcopy(before)
    later["pages"][0]["elements"][0] |= {"when": "course.score >= 90", "flipX": True, "tiltOfStars": 3}

    assert [change.text for change in differences(before, later)] == [
        "The text ‘{recipient.name}’ was mirrored",
        "The text ‘{recipient.name}’ is shown only when course.score >= 90",
        "The text ‘{recipient.name}’: tilt of stars 3 instead of none",
    ]
