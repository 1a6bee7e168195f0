"""Rules that the schema cannot state."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest

from templates_app.document import asset_ids, bound_keys, find_faults

Document = dict[str, Any]
FAMILIES = {"EB Garamond", "Inter"}
# The editor reads the same table: tests/js/editor/linking.test.mjs.
LINKS = json.loads((Path(__file__).parents[2] / "data" / "links.json").read_text(encoding="utf-8"))


def told(document: Document) -> list[str]:
    return [str(fault) for fault in find_faults(document)]


def elements(document: Document) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["pages"][0]["elements"]
    return found


def test_ids_are_unique_in_the_whole_document(document: Document) -> None:
    document["pages"].append({**copy.deepcopy(document["pages"][0]), "elements": [{**elements(document)[5]}]})
    elements(document)[4]["elements"][0]["id"] = "name"
    assert told(document) == [
        'pages[0].elements[4].elements[0].id: "name" is already the id of pages[0].elements[1]; choose another',
        'pages[1].elements[0].id: "rule" is already the id of pages[0].elements[5]; choose another',
    ]


def test_groups_nest_five_deep_and_no_deeper(document: Document) -> None:
    box = {"x": 0, "y": 0, "width": 10, "height": 10}
    inner: dict[str, Any] = {"id": "leaf", "type": "shape", "shape": "rect", **box}
    for depth in range(5):
        inner = {"id": f"g{depth}", "type": "group", "elements": [inner], **box}
    document["pages"][0]["elements"] = [inner]
    assert told(document) == []
    document["pages"][0]["elements"] = [{"id": "outer", "type": "group", "elements": [inner], **box}]
    path = "pages[0].elements[0]" + ".elements[0]" * 5
    assert told(document) == [f"{path}: is a group inside 5 others, the most allowed; move it out"]


def test_the_smallest_size_is_not_above_the_size(document: Document) -> None:
    elements(document)[1]["minSize"] = 44
    assert told(document) == []
    elements(document)[1]["minSize"] = 44.5
    assert told(document) == [
        "pages[0].elements[1].minSize: must not be greater than size, 44 pt, found 44.5"
    ]


def test_the_stops_of_a_gradient_ascend(document: Document) -> None:
    elements(document)[0]["fill"]["stops"] = [
        {"offset": offset, "color": "#ffffff"} for offset in (0, 0.5, 0.5, 0.25, 1)
    ]
    assert told(document) == [
        "pages[0].elements[0].fill.stops[3].offset: must not be less than the stop before it, 0.5;"
        " put the stops in order"
    ]


def test_the_stops_of_a_background_ascend(document: Document) -> None:
    stops = [{"offset": offset, "color": "#ffffff"} for offset in (1, 0)]
    document["pages"][0]["background"] = {"type": "linear", "stops": stops}
    assert told(document) == [
        "pages[0].background.stops[1].offset: must not be less than the stop before it, 1; put the stops in order"
    ]


def test_a_crop_stays_within_the_picture(document: Document) -> None:
    elements(document)[3]["crop"] = {"x": 0.7, "y": 0.4, "width": 0.3, "height": 0.6}
    assert told(document) == []
    elements(document)[3]["crop"]["width"] = 0.4
    assert told(document) == [
        "pages[0].elements[3].crop.width: reaches beyond the picture: x and width are 1.1 in all; make them 1 at most"
    ]


def test_dashes_of_no_length_are_refused(document: Document) -> None:
    elements(document)[0]["stroke"]["dash"] = [0, 0]
    assert told(document) == [
        "pages[0].elements[0].stroke.dash: must have a length above 0; leave dash out for a solid line"
    ]


def test_path_data_is_read_to_its_end(document: Document) -> None:
    elements(document)[4]["elements"][1]["d"] = "M10 21 l7 7 L31"
    assert told(document) == [
        "pages[0].elements[4].elements[1].d: is not SVG path data:"
        " expected a number for L at position 16, found the end"
    ]


def test_families_are_looked_up_only_when_they_are_given(document: Document) -> None:
    elements(document)[1]["font"]["family"] = "EB Garamund"
    elements(document)[2]["font"]["family"] = "Zapfino"
    assert told(document) == []
    assert [str(fault) for fault in find_faults(document, families=FAMILIES)] == [
        "pages[0].elements[1].font.family: 'EB Garamund' is not available; did you mean EB Garamond?",
        "pages[0].elements[2].font.family: 'Zapfino' is not available; choose a family of the font catalogue",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("{course.titel}", "at character 1: binds course.titel, which no field declares; did you mean course.title?"),
        ("To {weather}", "at character 4: binds weather, which no field declares; add it to fields"),
        ("{course.hours|date:long}", "at character 1: course.hours is of type number, which the format date cannot show; use number or percent"),
        ("{course.title|number:2}", "at character 1: course.title is of type text, which the format number cannot show; use upper or lower"),
        ("{verify.url|upper}", "at character 1: verify.url is of type url, which the format upper cannot show; remove the format"),
        ("50 {", "at character 4: '{' is never closed; write '{{' for a brace"),
    ],
)  # fmt: skip
def test_placeholders_bind_known_values_in_formats_of_their_type(
    document: Document, text: str, fault: str
) -> None:
    elements(document)[2]["text"] = text
    assert told(document) == [f"pages[0].elements[2].text: {fault}"]
    elements(document)[2]["text"] = "plain"
    elements(document)[6]["content"] = text
    assert told(document) == [f"pages[0].elements[6].content: {fault}"]


@pytest.mark.parametrize(
    "text",
    [
        "{certificate.number} {certificate.code} {certificate.language|upper} {issuer.name|upper} {verify.url}",
        "{certificate.issued_on|date:full} – {certificate.expires_on|date:iso}",
        "{course.hours} {course.hours|percent:0}",
        "<b>{{not a field}}</b> & <script>alert(1)</script>",
    ],
)
def test_system_values_need_no_declaration_and_marks_are_only_text(document: Document, text: str) -> None:
    elements(document)[2]["text"] = text
    assert told(document) == []


def test_a_picture_of_a_field_needs_the_field(document: Document) -> None:
    elements(document)[3]["source"] = "field:recipient.foto"
    assert told(document) == [
        "pages[0].elements[3].source: binds recipient.foto, which no field declares; did you mean recipient.photo?"
    ]


@pytest.mark.parametrize("case", LINKS, ids=[case["link"] for case in LINKS])
def test_links_are_right_or_wrong_as_the_editor_says(document: Document, case: dict[str, Any]) -> None:
    document["fields"].append({"key": "recipient.email", "label": "E-mail", "type": "email"})
    elements(document)[6]["link"] = case["link"]
    assert (told(document) == []) is case["isRight"]


_START = "must start with https://, http:// or mailto:, or with a placeholder such as {verify.url}"
_CHARACTERS = "must not hold spaces, backslashes, quotes or angle brackets; percent-encode them"


@pytest.mark.parametrize(
    ("link", "faults"),
    [
        ("javascript:alert(1)", [_START]),
        ("JaVaScRiPt:alert(1)", [_START]),
        ("data:text/html,x", [_START]),
        ("vbscript:x", [_START]),
        ("file:///etc/passwd", [_START]),
        ("//example.org", [_START]),
        ("example.org", [_START]),
        ("https://", [_START]),
        ("https:///etc", [_START]),
        ("mailto:", [_START]),
        ("{{verify.url}}", [_START]),
        ("java{verify.url}", [_START]),
        (" https://example.org", [_CHARACTERS, _START]),
        ("https://example.org/a b", [_CHARACTERS]),
        ("https:\\\\example.org", [_CHARACTERS, _START]),
        ('https://example.org/"onclick=', [_CHARACTERS]),
        ("java\tscript:alert(1)", [_CHARACTERS, _START]),
        (
            "{recipient.name}",
            ["may start with a placeholder only of a url field, and recipient.name is none"],
        ),
    ],
)
def test_links_that_may_not(document: Document, link: str, faults: list[str]) -> None:
    elements(document)[6]["link"] = link
    assert told(document) == [f"pages[0].elements[6].link: {fault}" for fault in faults]


@pytest.mark.parametrize(
    ("field", "fault"),
    [
        ({"key": "course.title"}, "key: course.title is already declared by fields[1]; remove one"),
        ({"key": "certificate.number"}, "key: certificate.number is supplied by the system; bind it in a text without declaring it"),
        ({"key": "verify.more"}, "key: verify.more is supplied by the system; bind it in a text without declaring it"),
        ({"type": "date", "sample": "21.11.2026"}, 'sample: must be a date such as 2026-11-21, found "21.11.2026"'),
        ({"type": "date", "sample": "2026-02-30"}, 'sample: must be a date such as 2026-11-21, found "2026-02-30"'),
        ({"type": "date", "sample": "20261121"}, 'sample: must be a date such as 2026-11-21, found "20261121"'),
        ({"type": "number", "sample": "1,5"}, 'sample: must be a plain number such as 40 or 3.5, found "1,5"'),
        ({"type": "number", "sample": "٤٠"}, 'sample: must be a plain number such as 40 or 3.5, found "\\u0664\\u0660"'),
        ({"type": "email", "sample": "amina"}, 'sample: must be an email address, found "amina"'),
        ({"type": "url", "sample": "javascript:x"}, 'sample: must be an address that starts with https:// or http://, found "javascript:x"'),
        ({"sample": "too long", "max_length": 7}, "sample: is longer than max_length, 7 characters; shorten it"),
    ],
)  # fmt: skip
def test_declarations_of_fields(document: Document, field: dict[str, Any], fault: str) -> None:
    document["fields"].append({"key": "extra.value", "label": "Extra", "type": "text", **field})
    assert told(document) == [f"fields[4].{fault}"]


def test_the_name_of_the_recipient_is_a_text_and_required(document: Document) -> None:
    document["fields"][0] |= {"type": "email", "required": False, "sample": "a@example.org"}
    assert told(document) == [
        "fields[0].type: recipient.name must be of type text",
        "fields[0].required: recipient.name is always required; set it to true",
    ]


def test_the_name_of_the_recipient_needs_no_declaration(document: Document) -> None:
    del document["fields"][0]
    assert told(document) == []


def test_bound_keys_are_told_in_order_of_drawing(document: Document) -> None:
    assert bound_keys(document) == [
        "recipient.name",
        "course.title",
        "course.hours",
        "certificate.issued_on",
        "recipient.photo",
        "verify.url",
    ]


def test_pictures_are_told_with_their_places(document: Document) -> None:
    assert asset_ids(document) == {}
    elements(document)[3]["source"] = "asset:logo"
    assert asset_ids(document) == {"pages[0].elements[3].source": "logo"}


def test_the_picture_behind_a_page_is_an_asset_too(document: Document) -> None:
    document["pages"][0]["background"] = {
        "type": "image",
        "source": "asset:paper",
        "fit": "contain",
        "opacity": 0.3,
    }
    assert told(document) == []
    assert asset_ids(document) == {"pages[0].background.source": "paper"}


def test_a_field_that_an_element_reads_by_itself_is_declared_and_of_its_type(document: Document) -> None:
    assert "course.hours" in bound_keys({**document, "pages": [{"elements": [elements(document)[7]]}]})
    elements(document)[7]["field"] = "course.hour"
    assert told(document) == [
        "pages[0].elements[7].field: binds course.hour, which no field declares; did you mean course.hours?"
    ]
    elements(document)[7]["field"] = "course.title"
    assert told(document) == [
        "pages[0].elements[7].field: course.title is of type text; choose a field of type number"
    ]
