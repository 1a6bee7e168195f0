"""The JSON Schema of a recipient judges values as the checks of rows do."""

from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker

from certificates.ingest import RowChecker, SourceRow
from certificates.ingest.mapping import ColumnMapping, Source
from certificates.ingest.text import CELL_ERRORS, clean
from templates_app.document.fields import importable_fields
from templates_app.document.recipient_schema import recipient_schema
from tests.factories import make_document

FIELDS: list[dict[str, Any]] = [
    {"key": "recipient.name", "label": "Name", "type": "text", "required": True, "sample": "Ana Ortiz"},
    {"key": "grade", "label": "Grade", "type": "choice", "options": ["Pass", "With merit"]},
    {"key": "hours", "label": "Hours", "type": "number", "min": 1, "max": 40.5},
    {"key": "score", "label": "Score", "type": "number", "required": True},
    {"key": "passed", "label": "Passed", "type": "boolean", "required": True},
    {"key": "started", "label": "Started", "type": "date", "min": "2019-11-28", "max": "2026-03-09"},
    {"key": "born", "label": "Born", "type": "date"},
    {"key": "badge", "label": "Badge", "type": "text", "pattern": "[A-Z]{2}-\\d+", "min_length": 5, "max_length": 7},
    {"key": "note", "label": "Note", "type": "long_text", "max_length": 12},
    {"key": "page", "label": "Page", "type": "url"},
    {"key": "photo", "label": "Photo", "type": "image"},
    {"key": "twice", "label": "Twice", "type": "number", "formula": "score * 2"},
]  # fmt: skip
GOOD: dict[str, Any] = {"recipient.name": "Ana", "score": 7, "passed": True}
DOCUMENT = make_document(fields=FIELDS)
SCHEMA = recipient_schema(DOCUMENT, title="Plain, version 1")
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker(["date"]))
ASKED = importable_fields(DOCUMENT)
MAPPING = ColumnMapping(
    tuple(field.label for field in ASKED),
    {field.key: Source((place,), "key", 1.0) for place, field in enumerate(ASKED)},
)
CHECKER = RowChecker(MAPPING, ASKED, language="en")


def takes(values: dict[str, Any]) -> bool:
    """Whether the checks of rows take the values, written as a design keeps them."""
    cells = tuple(as_text(values.get(field.key)) for field in ASKED)
    return CHECKER.check(SourceRow(1, cells)).is_good


def as_text(value: Any) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return str(value).lower() if isinstance(value, bool) else f"{value:.12f}".rstrip("0").rstrip(".")


def test_the_schema_is_a_schema_of_the_fields_that_a_recipient_supplies() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert list(SCHEMA["properties"]) == [
        "recipient.name", "grade", "hours", "score", "passed", "started", "born", "badge", "note", "page", "photo",
        "recipient.email", "certificate.issued_on", "certificate.expires_on", "certificate.language",
    ]  # fmt: skip
    assert SCHEMA["required"] == ["recipient.name", "score", "passed"]
    assert SCHEMA["properties"]["hours"] == {
        "title": "Hours",
        "type": ["number", "null"],
        "minimum": 1,
        "maximum": 40.5,
    }
    assert SCHEMA["properties"]["grade"] == {
        "title": "Grade",
        "type": ["string", "null"],
        "enum": ["Pass", "With merit", None],
    }


@pytest.mark.parametrize(
    ("key", "value", "is_good"),
    [
        ("recipient.name", "Zoë Müller-Lüdenscheidt", True),
        ("recipient.name", "", False),
        ("recipient.name", " ", False),
        ("recipient.name", "x" * 200, True),
        ("recipient.name", "x" * 201, False),
        ("grade", "With merit", True),
        ("grade", "Merit", False),
        ("grade", None, True),
        ("hours", 1, True),
        ("hours", 40.5, True),
        ("hours", 40.51, False),
        ("hours", 0, False),
        ("score", -12.25, True),
        ("score", None, False),
        ("passed", False, True),
        ("passed", None, False),
        ("started", "2019-11-28", True),
        ("started", "2019-11-27", False),
        ("started", "2019-09-30", False),
        ("started", "2020-01-01", True),
        ("started", "2026-03-09", True),
        ("started", "2026-03-10", False),
        ("started", "2026-10-01", False),
        ("started", "2021-02-29", False),
        ("born", "1900-01-01", True),
        ("born", "1899-12-31", False),
        ("born", "2200-12-31", True),
        ("born", "2201-01-01", False),
        ("born", "yesterday", False),
        ("badge", "AB-12", True),
        ("badge", "AB-1", False),
        ("badge", "AB-12345", False),
        ("badge", "ab-12", False),
        ("note", "one\ntwo", True),
        ("note", "x" * 13, False),
        ("page", "https://example.org/a?b=c#d", True),
        ("page", "HTTPS://example.org", True),
        ("page", "http://user:pass@example.org/", False),
        ("page", "ftp://example.org/", False),
        ("page", "https://localhost/", False),
        ("page", "https://example.org/a b", False),
        ("photo", "Ana Ortiz.png", True),
        ("recipient.email", "o'neil+a@mail.example.org", True),
        ("recipient.email", "amina@exämple.org", True),
        ("recipient.email", "amina@example", False),
        ("recipient.email", "amina.example.org", False),
        ("recipient.email", "a@b@example.org", False),
        ("certificate.language", "pt-BR", True),
        ("certificate.language", "zh-Hant-TW", True),
        ("certificate.language", "klingonish", False),
        ("certificate.expires_on", "2028-02-29", True),
    ],
)
def test_schema_and_checks_agree_on_a_value(key: str, value: Any, is_good: bool) -> None:
    values = GOOD | {key: value}

    assert (VALIDATOR.is_valid(values), takes(values)) == (is_good, is_good)


@pytest.mark.parametrize("key", ["certificate.number", "twice", "id", "team", "issuer.name"])
def test_what_the_design_does_not_ask_for_cannot_be_slipped_in(key: str) -> None:
    assert not VALIDATOR.is_valid(GOOD | {key: "1"})


TIDY = st.text(max_size=14).filter(lambda text: clean(text) == (text, []) and text not in CELL_ERRORS)


@given(
    st.fixed_dictionaries(
        {"recipient.name": TIDY, "score": st.integers(-(10**9), 10**9), "passed": st.booleans()},
        optional={
            "hours": st.decimals(0, 42, places=2).map(float),
            "born": st.dates().map(str),
            "started": st.dates().map(str),
            "badge": st.from_regex(r"\A[A-Z]{1,3}-[0-9]{1,4}\Z"),
            "note": TIDY,
        },
    )
)
@example({"recipient.name": "Ana", "score": 0, "passed": False, "badge": "AB-12"})
def test_schema_and_checks_agree_on_tidy_values_of_any_kind(values: dict[str, Any]) -> None:
    # An empty text is none: schemas have null for that, or nothing.
    given_ = {key: value for key, value in values.items() if value != "" or key == "recipient.name"}

    assert VALIDATOR.is_valid(given_) is takes(given_)
