"""The shipped ornaments: what is committed is what the drawings give, and each is a sound part of a document."""

from scripts.build_ornaments import files
from templates_app.document import validate
from templates_app.ornaments import ORNAMENTS
from tests.templates_app.ornament_sheets import FOLDER, borders, sheet, shipped


def test_the_committed_files_are_what_the_drawings_give() -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.json")}

    assert committed == files()
    assert set(committed) == {f"{key}.json" for key in ORNAMENTS}


def test_every_kind_is_there_and_no_name_twice() -> None:
    names = [one["name"] for key in ORNAMENTS for one in shipped(key)]

    assert len(names) == len(set(names)) == 95
    assert {one["placing"] for one in shipped("borders")} == {"page"}
    assert {one["placing"] for one in shipped("corners")} == {"corners"}


def test_every_ornament_is_a_sound_part_of_a_document() -> None:
    document = sheet()

    validate(document)
    assert len(document["pages"][0]["elements"]) == 95 - len(shipped("borders"))


def test_every_border_fits_a_wide_page_and_a_narrow_one() -> None:
    documents = borders()

    for document in documents:
        validate(document)
        for page in document["pages"]:
            (border,) = page["elements"]
            inset = border["x"]
            beside = (
                page["width"] - 2 * inset - border["width"],
                page["height"] - 2 * inset - border["height"],
            )
            assert [round(gap, 1) for gap in beside] == [0, 0]
    assert len(documents) == len(shipped("borders"))
