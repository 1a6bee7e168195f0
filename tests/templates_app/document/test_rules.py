"""Rules of fields: what a document may ask for, and which values it then refuses."""

from typing import Any

import pytest

from templates_app.document import Field, find_faults, sample_values
from templates_app.document.rules import breach_of, matched_option
from tests.factories import make_document

LABELLED = {"key": "it", "label": "It"}


def told(**declared: Any) -> list[str]:
    """The faults of a document with one field more."""
    document = make_document()
    document["fields"].append(LABELLED | declared)
    return [str(fault).removeprefix("fields[3].") for fault in find_faults(document)]


@pytest.mark.parametrize(
    "declared",
    [
        {"type": "text", "pattern": "[A-Z]+", "min_length": 2, "max_length": 4, "sample": "ABC"},
        {"type": "long_text", "min_length": 1},
        {"type": "number", "min": 0, "max": 100.5, "sample": "100.5"},
        {"type": "number", "min": -5, "max": -5},
        {"type": "date", "min": "2026-01-01", "max": "2026-12-31", "sample": "2026-12-31"},
        {"type": "choice", "options": ["Pass", "Merit"], "sample": "Merit"},
        {"type": "boolean", "sample": "false"},
        {"type": "image", "sample": "Ana Ortiz.png"},
        {"type": "choice", "formula": '"Merit"', "sample": "ignored"},
    ],
)
def test_rules_that_fit_their_field_are_valid(declared: dict[str, Any]) -> None:
    assert told(**declared) == []


@pytest.mark.parametrize(
    ("declared", "faults"),
    [
        ({"type": "choice"}, ["options: is missing; list the values of the choice"]),
        ({"type": "text", "options": ["a"]}, ["options: is for fields of type choice; remove it or change the type"]),
        ({"type": "choice", "options": ["Yes", " no", "YES"]}, ["options[1]: begins or ends with a space; remove it", "options[2]: is the same as option 1; remove one"]),
        ({"type": "number", "pattern": "a"}, ["pattern: is for fields of type text or long_text or email or url; remove it or change the type"]),
        ({"type": "text", "pattern": "(a"}, ["pattern: at character 1: '(' is never closed; add ')'"]),
        ({"type": "text", "min": 3}, ["min: is for fields of type number or date; remove it or change the type"]),
        ({"type": "number", "min": 3, "max": 2}, ["min: must not be greater than max, 2"]),
        ({"type": "number", "min": "2026-01-01"}, ['min: must be a number, found "2026-01-01"']),
        ({"type": "date", "min": 3, "max": "2026-02-30"}, ["min: must be a day such as 2026-11-21, found 3", 'max: must be a day such as 2026-11-21, found "2026-02-30"']),
        ({"type": "text", "min_length": 5, "max_length": 4}, ["min_length: must not be greater than max_length, 4"]),
        ({"type": "text", "formula": "1", "pattern": "1", "required": True}, ["pattern: is a rule for values of a list, and this field is computed; remove it", "required: is a rule for values of a list, and this field is computed; remove it"]),
        ({"type": "number", "max": 9, "sample": "10"}, ["sample: breaks a rule of its own field: 10 is more than 9. It is 9 or less."]),
        ({"type": "text", "pattern": "[a-z]+", "sample": "A1"}, ["sample: breaks a rule of its own field: 'A1' is not written as It must be. It follows the pattern [a-z]+."]),
        ({"type": "choice", "options": ["Pass", "Merit"], "sample": "Merrit"}, ["sample: breaks a rule of its own field: 'Merrit' is no choice of It. Did you mean Merit?"]),
        ({"type": "boolean", "sample": "yes"}, ['sample: must be true or false, found "yes"']),
        ({"type": "image", "sample": "https://example.org/a.png"}, ['sample: must be the name or the id of a picture, not an address, found "https://example.org/a.png"']),
    ],
)  # fmt: skip
def test_a_rule_that_contradicts_its_field_or_its_sample_is_a_fault(
    declared: dict[str, Any], faults: list[str]
) -> None:
    assert told(**declared) == faults


@pytest.mark.parametrize(
    ("field", "value", "breach"),
    [
        (Field("f", "Hours", "number", min="1", max="40"), "0.5", ("out_of_range", "0.5 is less than 1.", "Hours is from 1 to 40.")),
        (Field("f", "Hours", "number", min="9"), "10", None),
        (Field("f", "Day", "date", min="2026-01-01"), "2025-12-31", ("out_of_range", "2025-12-31 is before 2026-01-01.", "Day is 2026-01-01 or later.")),
        (Field("f", "Code", min_length=3), "ab", ("too_short", "'ab' has 2 characters; at least 3 are needed.", "Complete it.")),
        (Field("f", "Code", pattern="\\d+", sample="42"), "x", ("pattern", "'x' is not written as Code must be.", "It follows the pattern \\d+, such as 42.")),
        (Field("f", "Grade", "choice", options=("A", "B")), "Z", ("no_option", "'Z' is no choice of Grade.", "Choose one of: A, B.")),
        (Field("f", "Grade", "choice", options=("A", "B")), "", None),
    ],
)  # fmt: skip
def test_a_value_that_breaks_a_rule_is_refused_with_what_to_do(
    field: Field, value: str, breach: tuple[str, str, str] | None
) -> None:
    found = breach_of(field, value)
    assert (found and (found.code, found.message, found.mend)) == breach


def test_an_option_is_meant_whatever_its_capitals_and_spaces() -> None:
    assert matched_option(("With Distinction", "Straße"), "  with  DISTINCTION") == "With Distinction"
    assert matched_option(("With Distinction", "Straße"), "STRASSE") == "Straße"
    assert matched_option(("A",), "B") == "B"


def test_a_field_without_a_sample_gets_one_that_its_rules_allow() -> None:
    document = make_document()
    document["fields"] += [
        LABELLED | {"key": "grade", "type": "choice", "options": ["Pass", "Merit"]},
        LABELLED | {"key": "hours", "type": "number", "min": 20},
        LABELLED | {"key": "passed", "type": "boolean"},
        LABELLED | {"key": "photo", "type": "image"},
    ]
    values = sample_values(document)
    assert [values[key] for key in ("grade", "hours", "passed", "photo")] == ["Pass", "20", "true", ""]
