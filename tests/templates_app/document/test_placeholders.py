"""The grammar of placeholders: what is read, and how each fault is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates_app.document import Placeholder, PlaceholderFault, parse_placeholders

# The editor reads the same table: tests/js/editor/fields.test.mjs.
CASES = json.loads((Path(__file__).parents[2] / "data" / "placeholders.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_texts_are_taken_apart_as_the_editor_does_it(case: dict[str, Any]) -> None:
    parsed = parse_placeholders(case["text"])
    found = [
        [placeholder.key, placeholder.format, placeholder.argument, placeholder.start, placeholder.end]
        for placeholder in parsed.placeholders
    ]
    assert (found, len(parsed.faults)) == (case["placeholders"], case["faults"])


def test_a_text_is_taken_apart_in_order() -> None:
    parsed = parse_placeholders("To {recipient.name}, {course.hours|number:1} h")
    assert parsed.parts == (
        "To ",
        Placeholder("recipient.name", "", "", 3, 19),
        ", ",
        Placeholder("course.hours", "number", "1", 21, 44),
        " h",
    )
    assert parsed.faults == ()
    assert [placeholder.key for placeholder in parsed.placeholders] == ["recipient.name", "course.hours"]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("plain", ("plain",)),
        ("{{name}}", ("{", "name", "}")),
        ("{{{name}}}", ("{", Placeholder("name", "", "", 2, 8), "}")),
        ("{a}{b}", (Placeholder("a", "", "", 0, 3), Placeholder("b", "", "", 3, 6))),
        ("{a|upper}", (Placeholder("a", "upper", "", 0, 9),)),
        ("{d|date:iso}", (Placeholder("d", "date", "iso", 0, 12),)),
        ("سلام {a}", ("سلام ", Placeholder("a", "", "", 5, 8))),
    ],
)
def test_what_follows_the_grammar(text: str, parts: tuple[str | Placeholder, ...]) -> None:
    parsed = parse_placeholders(text)
    assert parsed.parts == parts
    assert parsed.faults == ()


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("Hi {name", 3, "'{' is never closed; write '{{' for a brace"),
        ("50} off", 2, "'}' closes nothing; write '}}' for a brace"),
        ("{}", 1, "'' is no field key; use small letters, digits, '_' and '.', as in course.title"),
        (
            "{ name }",
            1,
            "' name ' is no field key; use small letters, digits, '_' and '.', as in course.title",
        ),
        ("{Name}", 1, "'Name' is no field key; use small letters, digits, '_' and '.', as in course.title"),
        ("{a..b}", 1, "'a..b' is no field key; use small letters, digits, '_' and '.', as in course.title"),
        ("{a|shout}", 3, "'shout' is no format; use one of date, number, percent, upper, lower"),
        ("{a|}", 3, "'' is no format; use one of date, number, percent, upper, lower"),
        ("{a|upper:1}", 3, "the format upper takes no argument; write {a|upper}"),
        ("{a|date}", 3, "the format date needs one of full, iso, long, medium, short, found none"),
        ("{a|number:7}", 3, "the format number needs one of 0, 1, 2, 3, 4, 5, 6, found '7'"),
        ("{a|number:2|upper}", 3, "the format number needs one of 0, 1, 2, 3, 4, 5, 6, found '2|upper'"),
    ],
)
def test_each_fault_has_its_position(text: str, position: int, message: str) -> None:
    parsed = parse_placeholders(text)
    assert parsed.faults == (PlaceholderFault(position, message),)
    assert parsed.placeholders == ()


def test_all_faults_of_a_text_are_told() -> None:
    assert [fault.position for fault in parse_placeholders("{ {A} {b} }").faults] == [0, 3, 10]


@given(st.text(alphabet="ab.{}|:09 Aé", max_size=40))
def test_reading_never_fails_and_loses_no_character(text: str) -> None:
    parsed = parse_placeholders(text)
    literals = sum(len(part) for part in parsed.parts if isinstance(part, str))
    spans = sum(placeholder.end - placeholder.start for placeholder in parsed.placeholders)
    escapes = sum(1 for part in parsed.parts if part in ("{", "}"))
    if not parsed.faults:
        assert literals + spans + escapes == len(text)
    for placeholder in parsed.placeholders:
        assert text[placeholder.start : placeholder.end].startswith("{" + placeholder.key)


@given(st.text(max_size=60))
def test_doubled_braces_give_back_any_text(text: str) -> None:
    parsed = parse_placeholders(text.replace("{", "{{").replace("}", "}}"))
    assert parsed.faults == ()
    assert "".join(part for part in parsed.parts if isinstance(part, str)) == text
