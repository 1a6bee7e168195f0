"""The language of expressions: the same table of cases as tests/js/expressions.test.mjs."""

import json
from pathlib import Path
from typing import Any

import pytest

from templates_app.document.expressions import (
    FUNCTIONS,
    SYSTEM_TYPES,
    ExpressionError,
    check,
    evaluate,
    to_text,
    type_of,
)
from templates_app.document.expressions.errors import closest

TABLE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "expressions.json").read_text())
TYPES = {field["key"]: field["type"] for field in TABLE["fields"]}


def worked_out(text: str) -> dict[str, Any]:
    """The case of a text: its type, what it gives, or its fault."""
    found: dict[str, Any] = {"text": text}
    try:
        node = check(text, TYPES)
        found["type"] = type_of(node, TYPES)
        found["gives"] = to_text(evaluate(node, TABLE["values"], TYPES))
    except ExpressionError as error:
        found["error"] = {"at": error.at, "message": error.message}
    return found


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: case["text"][:60].strip() or "(none)")
def test_the_table_of_cases(case: dict[str, Any]) -> None:
    assert worked_out(case["text"]) == case


def test_functions_and_fields_of_the_system_are_those_of_the_editor() -> None:
    found = {
        name: {
            "takes": list(function.takes),
            "gives": function.gives,
            "least": function.least,
            "most": function.most,
            "usage": function.usage,
        }
        for name, function in FUNCTIONS.items()
    }
    assert (found, SYSTEM_TYPES) == (TABLE["functions"], TABLE["systemTypes"])


def test_every_function_stands_in_the_table_of_cases() -> None:
    texts = " ".join(case["text"] for case in TABLE["cases"] if "gives" in case)
    assert [name for name in FUNCTIONS if f"{name}(" not in texts] == []


def test_every_function_stands_in_the_guide() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "expressions.md").read_text()
    assert [name for name in FUNCTIONS if f"`{name}(" not in guide] == []


@pytest.mark.parametrize(
    ("word", "meant"),
    [("scor", "score"), ("scoore", "score"), ("scare", "score"), ("scroe", "score"), ("SCORE", "score"), ("title", "course.title"), ("sc", ""), ("grades", "")],
)  # fmt: skip
def test_the_name_that_was_meant_is_a_letter_a_swap_or_a_beginning_away(word: str, meant: str) -> None:
    assert closest(word, ["score", "course.title", "a"]) == meant


def test_a_hostile_text_ends_soon_and_in_a_fault() -> None:
    for text in ("(" * 1000, "a." * 500, '"' * 999, "not " * 250, "1" * 1000, "if(" * 300):
        with pytest.raises(ExpressionError):
            evaluate(check(text, TYPES), {}, TYPES)
