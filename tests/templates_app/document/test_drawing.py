"""Drafts with open faults: kept, told apart from what is always refused, and drawn as they are typed."""

import copy
from typing import Any

import pytest

from templates_app.document import drawable, find_faults, find_open_faults, sample_values
from templates_app.document.sample_people import values_of_person, values_of_row
from tests.factories import make_document

Document = dict[str, Any]


def first(document: Document) -> dict[str, Any]:
    found: dict[str, Any] = document["pages"][0]["elements"][0]
    return found


def drawn_with(**changes: Any) -> dict[str, Any]:
    """The first element, a text with the recipient's name, as it is drawn with these changes."""
    document = make_document()
    first(document).update(changes)
    assert find_faults(document, is_draft=True) == []
    return first(drawable(document))


def computed(key: str, formula: str) -> dict[str, Any]:
    return {"key": key, "label": key.title(), "type": "text", "formula": formula}


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("To {recip", "To {{recip"),
        ("a } b", "a }} b"),
        ("{course.titel}, {course.title}", "{{course.titel}}, {course.title}"),
        ("{Course} {{x}}", "{{Course}} {{x}}"),
        ("{course.title|uper}", "{{course.title|uper}}"),
        ("{course.title|date:long}", "{{course.title|date:long}}"),
        ("{}", "{{}}"),
    ],
)
def test_a_placeholder_that_is_not_right_is_drawn_as_it_is_typed(typed: str, written: str) -> None:
    assert drawn_with(text=typed)["text"] == written


def test_a_design_without_open_faults_is_drawn_as_it_is() -> None:
    document = make_document()
    assert (drawable(document) is document, find_open_faults(document)) == (True, [])


def test_what_cannot_be_decided_is_shown_and_a_link_that_leads_nowhere_is_none() -> None:
    drawn = drawn_with(when="course.scor >= 90", link="{verify.ulr}")
    assert ("when" in drawn, "link" in drawn) == (False, False)
    assert "link" not in drawn_with(link="{recipient.name}")
    kept = drawn_with(text="{x}", when='recipient.name = "Amina"', link="{verify.url}")
    assert (kept["when"], kept["link"]) == ('recipient.name = "Amina"', "{verify.url}")


def test_what_cannot_be_worked_out_shows_its_name_and_the_rest_its_value() -> None:
    document = make_document()
    fields = [
        ("a", "b"),
        ("b", "a"),
        ("c", 'a & "x"'),
        ("d", "upper(course.titel)"),
        ("e", "lower(course.title)"),
    ]
    document["fields"] += [computed(*field) for field in fields]
    first(document)["text"] = "{a} {b} {c} {d} {e}"
    assert [fault.path for fault in find_open_faults(document)] == [f"fields[{n}].formula" for n in (3, 4, 6)]

    before = copy.deepcopy(document)
    drawn = drawable(document)
    assert first(drawn)["text"] == "{{a}} {{b}} {{c}} {{d}} {e}"
    assert document == before
    assert sample_values(drawn)["e"] == "applied data analysis"
    assert values_of_person(drawn, "short")["e"] == "applied data analysis"
    assert values_of_row(drawn, {"course.title": "Art"})["e"] == "art"


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "https://example.org/a b", "javascript:alert(1){", "{verify.url"]
)
def test_a_link_that_is_unsafe_is_refused_in_a_draft_too_behind_any_number_of_open_faults(link: str) -> None:
    document = make_document()
    first(document)["text"] = "{nobody}" * 600
    document["pages"][0]["elements"][-1]["link"] = link
    assert {fault.path for fault in find_faults(document, is_draft=True)} == {"pages[0].elements[3].link"}
