"""A blank design is valid and inside its page, whatever the page is like."""

import pytest

from templates_app.document import bound_keys, validate
from templates_app.document.blank import BLANK_SIZES, blank
from templates_app.fonts.catalogue import families

Sides = tuple[float, float]


@pytest.mark.parametrize(
    "sides", [*BLANK_SIZES.values(), (20, 20), (20, 1200), (1200, 20), (1200, 1200)], ids=str
)
def test_name_and_code_stand_inside_the_page_and_apart(sides: Sides) -> None:
    document = blank(title="Blank", width=sides[0], height=sides[1])

    validate(document, families=families())
    assert bound_keys(document) == ["recipient.name", "verify.qr", "verify.url"]
    name, code = document["pages"][0]["elements"]
    for element in (name, code):
        corner = (element["x"] + element["width"], element["y"] + element["height"])
        assert (element["x"] > 0, element["y"] > 0) == (True, True)
        assert (corner[0] < sides[0], corner[1] < sides[1]) == (True, True)
    assert name["y"] + name["height"] <= code["y"]


def test_a_blank_a4_page() -> None:
    page = blank(title="Blank", width=297, height=210)["pages"][0]

    assert [
        (each["id"], each["x"], each["y"], each["width"], each["height"]) for each in page["elements"]
    ] == [
        ("name", 38.6, 67.2, 219.8, 33.6),
        ("code", 240.3, 153.3, 29.4, 29.4),
    ]


def test_the_sizes_to_choose_from() -> None:
    assert BLANK_SIZES == {
        "a4-landscape": (297, 210),
        "a4-portrait": (210, 297),
        "letter-landscape": (279.4, 215.9),
        "letter-portrait": (215.9, 279.4),
        "a5-landscape": (210, 148),
        "badge-100": (100, 100),
    }
