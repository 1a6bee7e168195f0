"""Rules of a design, checked again with each row: what is wrong, where, and what to do."""

from typing import Any

import pytest

from certificates.ingest import RowChecker, SourceRow, guess
from certificates.ingest.words import read_boolean
from templates_app.document.fields import fields_of
from templates_app.document.formulas import Formulas
from tests.factories import make_document

HEADER = ("Name", "Grade", "Hours", "Passed", "Started", "Badge", "Note")
FIELDS: list[dict[str, Any]] = [
    {"key": "recipient.name", "label": "Name", "type": "text", "required": True},
    {
        "key": "course.grade",
        "label": "Grade",
        "type": "choice",
        "options": ["Pass", "Merit", "With distinction"],
    },
    {"key": "course.hours", "label": "Hours", "type": "number", "min": 1, "max": 400},
    {"key": "course.passed", "label": "Passed", "type": "boolean", "required": True},
    {"key": "course.started", "label": "Started", "type": "date", "min": "2020-01-01"},
    {"key": "badge", "label": "Badge", "type": "text", "pattern": "[A-Z]{2}-\\d{3}", "min_length": 6},
    {"key": "note", "label": "Note", "type": "long_text", "max_length": 30},
    {"key": "rate", "label": "Rate", "type": "number", "formula": "100 / (course.hours - 13)"},
    {"key": "number", "label": "No.", "type": "text", "formula": "1 / (sequence - 1)"},
]
GOOD = ("Ana", "merit", "37,5", "Ja", "1.2.2024", "AB-123", "One  line\n\nand another ")


def checked(**changes: str) -> Any:
    """A good row with other texts under some headings."""
    document = make_document(fields=FIELDS)
    fields = fields_of(document)
    checker = RowChecker(guess(HEADER, fields), fields, language="de", formulas=Formulas.of(document))
    cells = tuple(changes.get(title, cell) for title, cell in zip(HEADER, GOOD, strict=True))
    return checker.check(SourceRow(7, cells))


def told(**changes: str) -> list[str]:
    return [str(problem) for problem in checked(**changes).problems]


def test_values_are_read_by_their_types() -> None:
    row = checked()
    assert row.problems == ()
    assert row.values == {
        "recipient.name": "Ana",
        "course.grade": "Merit",
        "course.hours": "37.5",
        "course.passed": "true",
        "course.started": "2024-02-01",
        "badge": "AB-123",
        "note": "One line\n\nand another",
    }


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"Grade": "Mertt"}, "line 7, column 'Grade': 'Mertt' is no choice of Grade. Did you mean Merit?"),
        ({"Grade": "Z"}, "line 7, column 'Grade': 'Z' is no choice of Grade. Choose one of: Pass, Merit, With distinction."),
        ({"Hours": "401"}, "line 7, column 'Hours': 401 is more than 400. Hours is from 1 to 400."),
        ({"Passed": "perhaps"}, "line 7, column 'Passed': 'perhaps' is neither yes nor no. Write yes or no."),
        ({"Passed": ""}, "line 7, column 'Passed': There is no passed. Fill in 'Passed' or remove the row."),
        ({"Started": "31.12.2019"}, "line 7, column 'Started': 2019-12-31 is before 2020-01-01. Started is 2020-01-01 or later."),
        ({"Badge": "AB-1234"}, "line 7, column 'Badge': 'AB-1234' is not written as Badge must be. It follows the pattern [A-Z]{2}-\\d{3}."),
        ({"Badge": "AB-1"}, "line 7, column 'Badge': 'AB-1' has 4 characters; at least 6 are needed. Complete it."),
        ({"Hours": "13"}, "line 7, column 'Hours': Rate cannot be computed: this is zero, and nothing can be divided by it; test it with if first. Change the values that it is computed from, or the formula of the design."),
    ],
)  # fmt: skip
def test_each_rule_is_told_with_its_row_and_column(changes: dict[str, str], problem: str) -> None:
    assert told(**changes) == [problem]
    assert not checked(**changes).is_good


def test_what_is_wrong_with_a_cell_is_told_once_and_an_empty_one_breaks_no_rule() -> None:
    assert told(Hours="many") == [
        "line 7, column 'Hours': 'many' is not a number. Write digits only, such as 40 or 37.5."
    ]
    assert told(Grade="", Hours="", Badge="", Note="", Started="") == []


def test_numbers_of_a_workbook_are_held_to_the_rules_too() -> None:
    document = make_document(fields=FIELDS[:4])
    fields = fields_of(document)
    checker = RowChecker(guess(HEADER[:4], fields), fields, language="de")
    row = checker.check(SourceRow(2, ("Ana", "", "500.5", "TRUE"), numeric=frozenset({2})))
    assert [problem.message for problem in row.problems] == ["500.5 is more than 400."]


@pytest.mark.parametrize(
    ("yes", "no"),
    [("yes", "No"), ("TRUE", "false"), ("1", "0"), ("Oui", "NON"), ("Да", "нет"), ("نعم", "لا"), ("是", "否"), ("はい", "いいえ"), ("✓", "✗"), ("Sí", "no")],
)  # fmt: skip
def test_yes_and_no_are_read_in_many_languages(yes: str, no: str) -> None:
    assert (read_boolean(yes)[0], read_boolean(no)[0]) == ("true", "false")
