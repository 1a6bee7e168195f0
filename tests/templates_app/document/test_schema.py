"""Structure, types and ranges: what the published schema states, and how its faults are worded."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from templates_app.document import Fault, InvalidDocument, find_faults, load_schema, validate
from templates_app.document.walk import elements_of

Document = dict[str, Any]


def told(document: object) -> list[str]:
    return [str(fault) for fault in find_faults(document)]


def elements(document: Document) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["pages"][0]["elements"]
    return found


def test_the_schema_itself_follows_json_schema_2020_12() -> None:
    Draft202012Validator.check_schema(load_schema())


def test_the_example_of_the_guide_is_valid(document: Document) -> None:
    assert find_faults(document) == []


def test_the_example_holds_every_type_of_element(document: Document) -> None:
    types = {at.element["type"] for at in elements_of(document)}
    assert types == set(load_schema()["$defs"]["element"]["properties"]["type"]["enum"])


def test_a_plain_validator_of_the_standard_agrees_about_the_example(document: Document) -> None:
    plain = Draft202012Validator(load_schema())
    assert list(plain.iter_errors(document)) == []
    elements(document)[1]["size"] = 0
    assert [error.json_path for error in plain.iter_errors(document)] == ["$.pages[0].elements[1].size"]


def test_the_smallest_document() -> None:
    page = {"width": 20, "height": 1200, "elements": []}
    assert find_faults({"version": 1, "title": "x", "language": "en", "pages": [page]}) == []


def test_an_invalid_document_raises_with_all_faults_and_a_readable_text(document: Document) -> None:
    elements(document)[1]["size"] = 0
    elements(document)[5]["onclick"] = "alert(1)"
    with pytest.raises(InvalidDocument) as caught:
        validate(document)
    assert caught.value.faults == [
        Fault("pages[0].elements[1].size", "must be between 1 and 600 pt, found 0"),
        Fault("pages[0].elements[5].onclick", "is not known here; remove it"),
        Fault("pages[0].elements[1].minSize", "must not be greater than size, 0 pt, found 18"),
    ]
    assert str(caught.value).startswith(
        "The design cannot be used: pages[0].elements[1].size: must be between 1 and 600 pt, found 0; "
    )
    assert caught.value.code == "invalid_document"


def test_the_text_of_the_error_stays_short_however_many_faults() -> None:
    with pytest.raises(InvalidDocument) as caught:
        validate({f"bad{i}": i for i in range(100)})
    assert len(caught.value.faults) == 104
    assert str(caught.value).endswith("; and 99 more faults")


def _set(*path: str | int, to: object) -> Callable[[Document], None]:
    def change(document: Any) -> None:
        for part in path[:-1]:
            document = document[part]
        document[path[-1]] = to

    return change


def _drop(*path: str | int) -> Callable[[Document], None]:
    def change(document: Any) -> None:
        for part in path[:-1]:
            document = document[part]
        del document[path[-1]]

    return change


E = ("pages", 0, "elements")


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (_set("version", to=2), "version: must be 1, found 2"),
        (_set("version", to=True), "version: must be 1, found true"),
        (_drop("title"), "title: is missing; add it"),
        (_set("title", to=""), "title: must not be empty"),
        (_set("language", to="english please"), 'language: must be a language tag such as en, ar or pt-BR, found "english please"'),
        (_set("bleed", to=11), "bleed: must be between 0 and 10 mm, found 11"),
        (_set("bleed", to="3"), 'bleed: must be a number, found "3"'),
        (
            _set("pages", 0, "elements", 0, "locked", to="place"),
            'pages[0].elements[0].locked: must be one of true, false, position, size, found "place"',
        ),
        (
            _set("pages", 0, "guides", to={"x": [2401]}),
            "pages[0].guides.x[0]: must be between -2400 and 2400 mm, found 2401",
        ),
        (_set("pages", to=[]), "pages: must have 1 to 10 pages, found 0"),
        (_set("pages", 0, "width", to=19.5), "pages[0].width: must be between 20 and 1200 mm, found 19.5"),
        (_set("pages", 0, "background", to="white"), "pages[0].background: must be a colour such as #1a2b3c or, with opacity, #1a2b3c80, found \"white\""),
        (_set("pages", 0, "background", to=None), "pages[0].background: must be a colour such as #1a2b3c, a gradient, or a picture, found null"),
        (_set("pages", 0, "background", to={"type": "conic"}), 'pages[0].background.type: must be one of linear, radial, image, found "conic"'),
        (_set("pages", 0, "background", to={"type": "image", "source": "field:recipient.photo"}), 'pages[0].background.source: must be asset:<id> of an uploaded picture; addresses are not allowed, found "field:recipient.photo"'),
        (_set(*E, 0, "type", to="rectangle"), 'pages[0].elements[0].type: must be one of text, image, shape, line, path, qr, group, rating, found "rectangle"'),
        (_drop(*E, 0, "type"), "pages[0].elements[0].type: is missing; add it"),
        (_drop(*E, 1, "font"), "pages[0].elements[1].font: is missing; add it"),
        (_set(*E, 1, "opactiy", to=1), "pages[0].elements[1].opactiy: is not known here; remove it; did you mean opacity?"),
        (_set(*E, 1, "on click", to=1), 'pages[0].elements[1]["on click"]: is not known here; remove it'),
        (_set(*E, 1, "text", to="a" * 5001), "pages[0].elements[1].text: must have at most 5,000 characters, found 5,001"),
        (_set(*E, 1, "maxLines", to=1.5), "pages[0].elements[1].maxLines: must be a whole number, found 1.5"),
        (_set(*E, 1, "font", "weight", to=450), "pages[0].elements[1].font.weight: must be one of 100, 200, 300, 400, 500, 600, 700, 800, 900, found 450"),
        (_set(*E, 1, "font", "family", to="a';}body{"), 'pages[0].elements[1].font.family: must be the name of a font family, in letters, digits and spaces, found "a\';}body{"'),
        (_set(*E, 1, "fill", to=7), "pages[0].elements[1].fill: must be a colour such as #1a2b3c, a gradient, or null, found 7"),
        (_set(*E, 0, "fill", "type", to="conic"), 'pages[0].elements[0].fill.type: must be one of linear, radial, found "conic"'),
        (_set(*E, 0, "stroke", to="red"), 'pages[0].elements[0].stroke: must be an object with color and width, or null, found "red"'),
        (_set(*E, 3, "source", to="https://example.org/a.png"), 'pages[0].elements[3].source: must be asset:<id> of an uploaded picture or field:<key>; addresses are not allowed, found "https://example.org/a.png"'),
        (_set(*E, 3, "mask", to={"shape": "heart"}), 'pages[0].elements[3].mask.shape: must be one of rect, ellipse, polygon, star, found "heart"'),
        (_set(*E, 3, "crop", to={"x": 0, "y": 0, "width": 0, "height": 1}), "pages[0].elements[3].crop.width: must be between 0.01 and 1, found 0"),
        (_set(*E, 1, "shadow", to={"color": "#000000", "dx": 1, "dy": 1, "blur": 2}), "pages[0].elements[1].shadow.blur: is not known here; remove it"),
        (_set(*E, 5, "flipX", to=True), "pages[0].elements[5].flipX: is not known here; remove it"),
        (_set(*E, 6, "flipX", to=True), "pages[0].elements[6].flipX: is not known here; remove it"),
        (_set(*E, 4, "elements", 0, "points", to=2), "pages[0].elements[4].elements[0].points: must be between 3 and 100, found 2"),
        (_set(*E, 4, "elements", 1, "viewBox", to=[1, 2, 3]), "pages[0].elements[4].elements[1].viewBox: must have 2 numbers, found 3"),
        (_set(*E, 4, "elements", 1, "d", to="M0 0 url(x)"), 'pages[0].elements[4].elements[1].d: must be SVG path data: commands M L H V C S Q T A Z and numbers, found "M0 0 url(x)"'),
        (_set(*E, 5, "rotation", to=3), "pages[0].elements[5].rotation: is not known here; remove it"),
        (_set(*E, 6, "ecc", to="X"), 'pages[0].elements[6].ecc: must be one of L, M, Q, H, found "X"'),
        (_set("fields", 1, "type", to="colour"), 'fields[1].type: must be one of text, long_text, number, date, choice, image, boolean, email, url, found "colour"'),
        (_set("fields", to={}), "fields: must be a list, found an object"),
        (_set(*E, 0, to=None), "pages[0].elements[0]: must be an object, found null"),
    ],
)  # fmt: skip
def test_each_fault_is_told_once_at_its_own_place(
    document: Document, change: Callable[[Document], None], fault: str
) -> None:
    change(document)
    structural = [line for line in told(document) if "which no field declares" not in line]
    assert structural == [fault]


def test_a_trailing_line_break_does_not_slip_through_a_pattern(document: Document) -> None:
    document["pages"][0]["background"] = "#ffffff\n"
    assert [fault.path for fault in find_faults(document)] == ["pages[0].background"]


def test_five_hundred_elements_are_enough(document: Document) -> None:
    rule = elements(document)[5]
    document["pages"][0]["elements"] = [{**rule, "id": f"r{i}"} for i in range(500)]
    assert told(document) == []
    document["pages"].append(copy.deepcopy(document["pages"][0]))
    for element in document["pages"][1]["elements"]:
        element["id"] = "s" + element["id"]
    assert told(document) == ["pages: must have at most 500 elements in all, found 1000; remove some"]


@pytest.mark.parametrize("value", [None, True, 0, "text", [], [[]]])
def test_what_is_no_object_is_no_document(value: object) -> None:
    assert [fault.path for fault in find_faults(value)] == [""]
    assert find_faults(value)[0].message.startswith("must be an object, found ")
