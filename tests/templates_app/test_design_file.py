"""Designs as files: what is written is read again, and what comes from anywhere does no harm."""

import io
import json
import time
import zipfile
from typing import Any

import pytest

from templates_app import design_file
from templates_app.design_file import BadDesignFile, DesignFile, PictureInFile, with_fonts, with_pictures
from tests.factories import make_document

LOGO = PictureInFile(b"the bytes of a logo", "image/png", "Logo of the school")


def design(**changes: Any) -> DesignFile:
    more = {"description": "For the spring", "category": "school", "tags": ("A4", "blue")} | changes
    return DesignFile("Diploma – été", make_document(), {"logo-1": LOGO}, **more)


def packed(**files: Any) -> bytes:
    """A ZIP with the files of a design; `files` by name, `__` for a dot, take their place or, None, go."""
    manifest = {"format": "iconikcerts-design", "version": 1, "name": "Diploma"}
    inside: dict[str, Any] = {"manifest.json": manifest, "document.json": make_document()}
    inside |= {name.replace("__", "."): content for name, content in files.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in inside.items():
            if content is not None:
                archive.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(BadDesignFile) as caught:
        design_file.read(content)
    return caught.value.message


def test_a_design_comes_back_as_it_went() -> None:
    content = design_file.write(design())
    found = design_file.read(content)

    assert (found.name, found.description, found.category, found.tags) == (
        "Diploma – été",
        "For the spring",
        "school",
        ("A4", "blue"),
    )
    assert found.document == make_document()
    assert {key: (one.content, one.name) for key, one in found.pictures.items()} == {
        "logo-1": (b"the bytes of a logo", "Logo of the school")
    }
    assert design_file.write(design()) == content


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "/etc/passwd",
        "assets/../manifest.json",
        "assets/logo.exe",
        "assets/a/b.png",
        "readme.txt",
        "ASSETS/logo.png",
        "assets\\logo.png",
    ],
)
def test_a_name_that_no_design_has_is_refused(name: str) -> None:
    assert "which is no part of a design" in refusal(packed(**{name: b"x"}))


def test_a_bomb_is_told_by_what_comes_out_of_it() -> None:
    assert refusal(packed(**{"assets/logo.png": b"\0" * 15_000_000})) == (
        "'assets/logo.png' is far larger than anything that a design holds."
    )
    assert "document.json" in refusal(packed(document__json=b" " * 6_000_001))
    assert "manifest.json" in refusal(packed(manifest__json=b" " * 200_001))


def test_many_large_pictures_are_too_much_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(design_file, "MAX_TOTAL_BYTES", 20_000)
    pictures = {f"assets/{number}.png": bytes(range(250)) * 20 for number in range(4)}
    assert "far larger" in refusal(packed(**pictures))


def test_a_size_that_lies_does_not_help() -> None:
    """The directory of the file claims ten bytes; what counts is what is read."""
    content = bytearray(packed(**{"assets/logo.png": b"\0" * 30_000_000}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as archive:
        size = archive.getinfo("assets/logo.png").file_size.to_bytes(4, "little")
    assert content.count(size) == 2
    lying = bytes(content).replace(size, (10).to_bytes(4, "little"))

    with pytest.raises(BadDesignFile):
        design_file.read(lying)


def test_more_entries_than_a_design_has_pictures_are_refused() -> None:
    pictures = {f"assets/{number}.png": b"x" for number in range(201)}
    assert refusal(packed(**pictures)) == "The file holds more than 200 pictures."


def test_a_directory_without_end_is_refused_before_it_is_read() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        assert len(archive.infolist()) == 2
    bomb = b"PK\x01\x02" + bytes(42)
    end = b"PK\x05\x06" + bytes(4) + b"\xff" * 4 + (46 * 500_000).to_bytes(4, "little") + bytes(6)
    start = time.perf_counter()
    assert refusal(bomb * 500_000 + end) == "The file holds more than 200 pictures."
    assert time.perf_counter() - start < 1


def test_a_locked_file_and_a_name_twice_are_refused() -> None:
    content = packed()
    locked = bytearray(content)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        at = content.rindex(b"PK\x01\x02")
        assert archive.infolist()[-1].flag_bits == 0
    locked[at + 8] |= 1
    assert "password" in refusal(bytes(locked))

    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("document.json", "{}")
    assert refusal(out.getvalue()) == "The file holds 'document.json' twice."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "cannot be unpacked"),
        (b"\x89PNG\r\n\x1a\n", "cannot be unpacked"),
        (packed()[:-40], "cannot be unpacked"),
        (packed(manifest__json=None), "has no 'manifest.json'"),
        (packed(document__json=None), "has no 'document.json'"),
        (packed(manifest__json={"format": "other"}), "no design"),
        (packed(manifest__json={"format": "iconikcerts-design", "version": 2}), "reads up to 1"),
        (packed(manifest__json=b"[]"), "'manifest.json' is damaged"),
        (packed(document__json=b"[" * 100_000), "'document.json' is damaged"),
    ],
)
def test_what_is_no_design_is_told_in_words(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_a_manifest_that_says_nonsense_says_nothing() -> None:
    manifest = {
        "format": "iconikcerts-design",
        "version": 1,
        "name": ["x"],
        "description": 7,
        "tags": "A4",
        "pictures": [3, {"id": 4}, {"id": "a"}],
    }
    found = design_file.read(packed(manifest__json=manifest))
    assert (found.name, found.description, found.tags) == ("Imported design", "", ())


def test_pictures_get_other_ids_and_texts_that_look_like_them_stay() -> None:
    document = {
        "pages": [
            {
                "background": {"source": "asset:a"},
                "elements": [
                    {"source": "asset:a"},
                    {"source": "asset:b"},
                    {"text": "asset:a", "source": "field:asset:a"},
                ],
            }
        ]
    }
    [page] = with_pictures(document, {"a": "new"})["pages"]

    assert page["background"] == {"source": "asset:new"}
    assert page["elements"] == [
        {"source": "asset:new"},
        {"source": "asset:b"},
        {"text": "asset:a", "source": "field:asset:a"},
    ]


def test_a_font_that_is_not_there_gives_way_and_is_named_once() -> None:
    document = make_document()
    texts = document["pages"][0]["elements"]
    for text in texts[:2]:
        text["font"] = {"family": "Comic Neue", "weight": 700}
    changed, missing = with_fonts(document, frozenset(["EB Garamond"]), "EB Garamond")

    assert missing == ["Comic Neue"]
    assert changed["pages"][0]["elements"][0]["font"] == {"family": "EB Garamond", "weight": 700}
    assert changed["pages"][0]["elements"][2] == texts[2]


def test_tags_are_texts_that_can_be_kept() -> None:
    manifest = {"format": "iconikcerts-design", "version": 1, "tags": ["a\x00b\ud800", {"x": 1}, " A4 ", ""]}
    assert design_file.read(packed(manifest__json=manifest)).tags == ("a b", "A4")


def test_a_document_nested_without_end_and_a_family_of_a_book_are_left_to_the_check() -> None:
    deep = json.loads('{"a":' + "[" * 900 + "]" * 900 + "}")
    assert with_fonts(deep, frozenset(), "EB Garamond") == (deep, [])
    book = {"font": {"family": "x" * 65}}
    assert with_fonts(book, frozenset(), "EB Garamond") == (book, [])


def test_a_name_keeps_the_joiners_that_its_script_needs_and_is_one_line() -> None:
    persian = "گواهی\u200cنامه"
    named = design_file.write(DesignFile(f"{persian}\n\x00 2027", make_document(), tags=("می\u200cخواهم",)))
    found = design_file.read(named)
    assert (found.name, found.tags) == (f"{persian} 2027", ("می\u200cخواهم",))
