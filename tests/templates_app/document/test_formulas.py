"""Computed fields and conditions of elements: what a document may say, and what comes of it."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from templates_app.document import find_faults, importable_fields, sample_values
from templates_app.document.formulas import Formulas, needs_sequence, without_faulty
from tests.factories import make_document

Document = dict[str, Any]
SCORE = {"key": "course.score", "label": "Score", "type": "number", "sample": "92"}


def computed(key: str, formula: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"key": key, "label": key.capitalize(), "type": kind, "formula": formula, **more}


def document_with(*fields: dict[str, Any], when: str = "") -> Document:
    """With a score, these fields, and a condition for the first element."""
    document = make_document()
    document["fields"] += [SCORE, *fields]
    if when:
        document["pages"][0]["elements"][0]["when"] = when
    return document


def told(document: Document) -> list[str]:
    return [str(fault) for fault in find_faults(document)]


def test_a_computed_field_may_be_bound_and_use_fields_the_system_and_other_computed_ones() -> None:
    document = document_with(
        computed("id", '"IC-" & year(certificate.issued_on) & "-" & pad(sequence, 4)'),
        computed("line", 'id & ": " & half'),
        computed("half", "course.score / 2", "number"),
        computed("until", "add_years(certificate.issued_on, 2)", "date"),
    )
    document["pages"][0]["elements"][0]["text"] = "{line} {half|number:1} {until|date:long}"
    assert told(document) == []
    values = sample_values(document)
    assert (values["line"], values["until"], values["sequence"]) == ("IC-2026-0001: 46", "2028-11-21", "1")


@pytest.mark.parametrize(
    ("formula", "kind", "fault"),
    [
        ("course.scor + 1", "text", "at character 1: 'course.scor' is no field of this design; did you mean course.score?"),
        ("course.score +", "text", "at character 15: something is missing at the end"),
        ("upper(recipient.name)", "number", "at character 1: must be a number, and is text; write number(…) around it"),
        ("it & 1", "text", "at character 1: goes in a circle: it → it; take one of them out"),
        ('"x" & other', "text", "at character 7: goes in a circle: it → other → it; take one of them out"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_formula_is_told_with_its_character(formula: str, kind: str, fault: str) -> None:
    other = computed("other", "text(it)") if "other" in formula else computed("other", "1", "number")
    document = document_with(computed("it", formula, kind), other)
    assert [line for line in told(document) if "fields[4]" in line] == [f"fields[4].formula: {fault}"]


def test_all_fields_of_a_circle_are_told() -> None:
    document = document_with(computed("a", "b"), computed("b", "c"), computed("c", "a"), computed("d", "a"))
    assert [fault.path for fault in find_faults(document)] == [f"fields[{n}].formula" for n in (4, 5, 6)]


def test_a_list_does_not_supply_what_is_computed_and_the_name_cannot_be() -> None:
    document = document_with(computed("total", "course.score * 2", "number"))
    assert "total" not in [field.key for field in importable_fields(document)]
    document["fields"][0] |= {"formula": '"Amina"', "required": False}
    assert told(document) == [
        "fields[0].required: recipient.name is always required; set it to true",
        "fields[0].formula: recipient.name always comes from the list; compute another field",
    ]


@pytest.mark.parametrize(
    ("when", "fault"),
    [
        ("course.score >= 90", ""),
        ('certificate.language = "fr" or sequence > 1', ""),
        ("course.score", "at character 1: must be true or false, and is a number; compare it, as in course.score >= 90"),
        ("course.note = empty", "at character 1: 'course.note' is no field of this design; add it to the fields, or put text in quotes"),
        ("course.score >= ", "at character 17: something is missing at the end"),
    ],
)  # fmt: skip
def test_a_condition_is_checked_where_it_stands(when: str, fault: str) -> None:
    expected = [f"pages[0].elements[0].when: {fault}"] if fault else []
    assert told(document_with(when=when)) == expected


def test_a_condition_of_an_element_inside_a_group_is_checked_too() -> None:
    document = document_with()
    inner = {"id": "in", "type": "line", "x": 0, "y": 0, "x2": 1, "y2": 1, "stroke": None, "when": "x"}
    group = {"id": "g", "type": "group", "x": 0, "y": 0, "width": 9, "height": 9, "elements": [inner]}
    document["pages"][0]["elements"].append(group)
    assert [fault.path for fault in find_faults(document)] == ["pages[0].elements[4].elements[0].when"]


def test_a_formula_that_the_values_do_not_allow_is_empty_and_told_the_others_stand() -> None:
    document = document_with(
        computed("share", "1 / (course.score - 92)", "number"),
        computed("twice", "course.score * 2", "number"),
    )
    values, faults = Formulas.of(document).work_out({"course.score": "92"})
    assert (values["share"], values["twice"]) == ("", "184")
    assert [(fault.label, fault.at, fault.names) for fault in faults] == [("Share", 5, {"course.score"})]


def test_the_running_number_is_asked_for_only_where_something_names_it() -> None:
    assert not needs_sequence(document_with(computed("a", "course.score", "number")))
    assert needs_sequence(document_with(computed("a", "sequence", "number")))
    assert needs_sequence(document_with(when="sequence = 1"))
    own = {"key": "sequence", "label": "Sequence", "type": "number"}
    assert not needs_sequence(document_with(own, when="sequence = 1"))


def test_malformed_fields_and_conditions_are_told_by_the_schema_and_break_nothing() -> None:
    document = document_with({"key": 5, "label": "x", "type": [], "formula": {}}, {"formula": 3}, when="x")
    document["pages"][0]["elements"][0]["when"] = 7
    assert "pages[0].elements[0].when: must be text, found 7" in told(document)


def test_a_hostile_document_costs_little() -> None:
    keys = [f"k{number}" for number in range(95)]
    circle = " & ".join(keys)[:440].rsplit(" & ", 1)[0]
    document = document_with(*(computed(key, circle) for key in keys))
    wrong = {"type": "line", "x": 0, "y": 0, "x2": 1, "y2": 1, "stroke": None}
    names = ["a" * 60 + f"{number:04}" for number in range(490)]
    document["pages"][0]["elements"] += [
        wrong | {"id": f"e{at}", "when": f"{name} = 1"} for at, name in enumerate(names)
    ]
    start = time.perf_counter()
    faults = find_faults(document)
    assert (len(faults), time.perf_counter() - start < 10) == (500, True)


def test_fields_that_cannot_be_worked_out_are_left_out_as_the_editor_leaves_them_out() -> None:
    table = json.loads((Path(__file__).parents[2] / "data" / "faulty_formulas.json").read_text())
    assert [field["key"] for field in without_faulty(table)] == table["readable"]
