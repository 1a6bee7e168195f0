"""Documents from anywhere: whatever comes, the answer is "valid" or InvalidDocument, and nothing hostile passes."""

import copy
import math
import pickle
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from templates_app.document import InvalidDocument, find_faults, load_schema, validate
from templates_app.document.walk import elements_of
from tests.templates_app.conftest import read_example

EXAMPLE = read_example()
Path = tuple[str | int, ...]


def names_of_the_schema(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for child in schema.values():
            yield from names_of_the_schema(child)
    elif isinstance(schema, list):
        for child in schema:
            yield from names_of_the_schema(child)


NAMES = sorted(set(names_of_the_schema(load_schema())))
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(
        [
            "text",
            "group",
            "path",
            "image",
            "qr",
            "{recipient.name}",
            "{",
            "#ffffff",
            "M0 0",
            "field:a",
            "wrap",
        ]
    )
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=4), inner, max_size=6)
    ),
    max_leaves=25,
)


def paths_of(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    children: Any = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    )
    for key, child in children:
        yield from paths_of(child, (*path, key))


PATHS = list(paths_of(EXAMPLE))


def put(document: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    parent = document
    for part in path[:-1]:
        parent = parent[part]
    parent[path[-1]] = value
    return document


def answer(document: object) -> list[str]:
    """Validate as callers do; anything but InvalidDocument fails the test."""
    try:
        validate(document, families={"EB Garamond"})
    except InvalidDocument as error:
        told = [fault.path for fault in error.faults if fault.message]
        text = str(error)
    else:
        return []
    assert told
    assert text.startswith("The design cannot be used: ")
    return told


@settings(max_examples=200, deadline=None)
@given(JSON)
def test_any_json_gets_an_answer(value: Any) -> None:
    answer(value)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.sampled_from(PATHS), JSON), min_size=1, max_size=3))
def test_a_valid_document_with_any_json_inside_gets_an_answer(changes: list[tuple[Path, Any]]) -> None:
    document = copy.deepcopy(EXAMPLE)
    for path, value in changes:
        try:
            document = put(document, path, value)
        except (TypeError, KeyError, IndexError):  # an earlier change removed the place
            continue
    answer(document)


HOSTILE_VALUES: list[Any] = [
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "https://example.org/track.png",
    "url(https://example.org/x)",
    "data:text/html;base64,PHNjcmlwdD4=",
    "#fff;background:url(//example.org)",
    "\x00",
    "\ud800",
    "￾",
    "a\rb",
    {"$ref": "https://example.org/schema.json"},
    {"type": "linear", "stops": "url(#x)"},
    math.nan,
    math.inf,
    10**400,
    {"__proto__": 1},
]
FREE_TEXT = {"text", "title", "label", "name", "alt", "sample", "content", "synonyms"}


@pytest.mark.parametrize("hostile", HOSTILE_VALUES, ids=lambda value: repr(value)[:24])
def test_a_hostile_value_is_refused_wherever_it_is_put_but_in_free_text(hostile: Any) -> None:
    for path in PATHS:
        names = [part for part in path if isinstance(part, str)]
        drawable = isinstance(hostile, str) and hostile.isprintable()
        if drawable and names and names[-1] in FREE_TEXT:
            continue
        if hostile == "https://example.org/track.png" and names and names[-1] == "link":
            continue  # a link to the web is what links are for
        assert answer(put(copy.deepcopy(EXAMPLE), path, hostile)) != [], path


@pytest.mark.parametrize(
    "name", ["onclick", "style", "href", "xlink:href", "src", "html", "__proto__", "$ref", "class"]
)
def test_a_property_that_the_format_does_not_know_is_refused_on_every_object(name: str) -> None:
    for path in PATHS:
        document = copy.deepcopy(EXAMPLE)
        place: Any = document
        for part in path:
            place = place[part]
        if isinstance(place, dict):
            place[name] = "x"
            assert len(answer(document)) == 1, path


def test_nesting_without_end_is_refused() -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    assert find_faults(deep)[0].message == "is nested too deeply; remove groups inside groups"
    loop: dict[str, Any] = {}
    loop["self"] = loop
    assert find_faults(loop)[0].message == "is nested too deeply; remove groups inside groups"


@pytest.mark.parametrize("document", [{"a": [0] * 200_001}, {"a": "x" * 5_000_001}])
def test_a_document_that_is_too_large_is_refused_at_once(document: Any) -> None:
    assert [str(fault) for fault in find_faults(document)] == [
        "document: is too large; remove elements or simplify its paths"
    ]


@pytest.mark.parametrize("value", [(1, 2), {1, 2}, b"bytes", object(), {1: "x"}, 1j])
def test_what_is_not_json_is_refused(value: Any) -> None:
    assert len(find_faults(value)) == 1


def test_a_character_that_cannot_be_drawn_is_told_with_its_place() -> None:
    document = copy.deepcopy(EXAMPLE)
    document["pages"][0]["elements"][2]["text"] = "ab\x07"
    document["title"] = "a\r\nb"
    assert [str(fault) for fault in find_faults(document)] == [
        "title: has a character that cannot be drawn, U+000D at position 2; use \\n alone for a line break",
        "pages[0].elements[2].text: has a character that cannot be drawn, U+0007 at position 3; remove it",
    ]


def test_a_document_made_of_faults_is_answered_in_seconds() -> None:
    document = copy.deepcopy(EXAMPLE)
    text = "".join(f"{{course.tit{number}}}" for number in range(300))[:5000]
    element = {**document["pages"][0]["elements"][2], "text": text}
    document["fields"] += [{"key": f"course.title_{n}", "label": "x", "type": "text"} for n in range(90)]
    document["pages"][0]["elements"] = [{**element, "id": f"e{number}"} for number in range(500)]
    started = time.process_time()
    assert len(find_faults(document)) == 500
    assert len(find_faults({f"titel{number}": 1 for number in range(50_000)})) == 500
    assert time.process_time() - started < 10


def test_the_error_survives_the_way_between_processes() -> None:
    with pytest.raises(InvalidDocument) as caught:
        validate({})
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert again.faults == caught.value.faults
    assert str(again) == str(caught.value)


def test_the_example_has_what_these_tests_change() -> None:
    assert len(PATHS) > 150
    assert len(list(elements_of(EXAMPLE))) == 10
