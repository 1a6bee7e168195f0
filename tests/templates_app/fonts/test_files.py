"""Uploaded fonts: read, cut of what is not needed, refused with what to do."""

import io
import struct
from typing import Any

import brotli
import pytest
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from templates_app.fonts.files import MAX_BYTES, BadFont, read_font
from tests.templates_app.fonts_data import SANS, make_font


def test_a_ttf_becomes_a_woff2_that_says_what_it_is() -> None:
    font = read_font(make_font("Acme Serif", weight=620, italic=True))

    assert (font.family, font.weight, font.style) == ("Acme Serif", 600, "italic")
    assert (font.category, font.fallback) == ("serif", "serif")
    assert font.content[:4] == b"wOF2"
    assert "U+20-7E" in font.characters


def test_a_sans_is_told_by_its_panose() -> None:
    font = read_font(make_font("Acme Sans", source=SANS, flavor="woff2"))

    assert (font.family, font.weight, font.style) == ("Acme Sans", 400, "normal")


def test_the_same_font_gives_the_same_file() -> None:
    content = make_font()

    assert read_font(content).sha256 == read_font(content).sha256


def test_tables_that_nobody_needs_are_left_out() -> None:
    with TTFont(io.BytesIO(make_font())) as font:
        extra = newTable("SVG ")
        extra.docList = [("<svg xmlns='http://www.w3.org/2000/svg'/>", 1, 1)]
        font["SVG "] = extra
        target = io.BytesIO()
        font.save(target)

    with TTFont(io.BytesIO(read_font(target.getvalue()).content)) as made:
        assert "SVG " not in made


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "This file is no font that can be read."),
        (b"<html>", "This file is no font that can be read."),
        (b"ttcf" + bytes(40), "This file is a collection of several fonts."),
        (b"\0\1\0\0" + bytes(60), "The font has no outlines or no characters."),
        (make_font()[:900], "The font is damaged."),
        (b"wOF2" + bytes(4), "The font is damaged."),
        (bytes(MAX_BYTES + 1), "The font is larger than 5 MB."),
        (make_font(without=("glyf", "loca")), "The font has no outlines or no characters."),
        (make_font(allowed=0x0002), "The maker of this font does not allow it to be embedded in documents."),
        (make_font(allowed=0x0200), "The maker of this font does not allow it to be embedded in documents."),
        (
            make_font(allowed=0x0104),
            "The maker of this font does not allow a part of it to be embedded, as PDFs do.",
        ),
    ],
)
def test_what_cannot_be_used_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(BadFont) as refused:
        read_font(content)

    assert refused.value.message == message
    assert refused.value.mend


@pytest.mark.parametrize("allowed", [0, 0x0004, 0x0008])
def test_fonts_for_print_and_for_editing_are_taken(allowed: int) -> None:
    assert read_font(make_font(allowed=allowed)).family == "Acme Serif"


def font_that_maps(*subtables: tuple[int, int]) -> bytes:
    """With a cmap of so many subtables, each of which maps all characters from the first to the last to one glyph."""
    first_at = 4 + 8 * len(subtables)
    table: Any = DefaultTable("cmap")
    table.data = struct.pack(">HH", 0, len(subtables))
    for number in range(len(subtables)):
        # The last one is the one for Windows, which is looked at.
        platform = (3, 10) if number == len(subtables) - 1 else (1, number)
        table.data += struct.pack(">HHI", *platform, first_at + 28 * number)
    for first, last in subtables:
        table.data += struct.pack(">HHIIIIII", 13, 0, 28, 0, 1, first, last, 1)
    with TTFont(io.BytesIO(make_font())) as font:
        font["cmap"] = table
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        # 28 bytes stand for all characters there are, each time.
        (
            font_that_maps(*[(0, 0x10FFFF)] * 40, (65, 90)),
            "The font takes too long or too much memory to read.",
        ),
        (font_that_maps((0, 0x10FFFF)), "The font has too many glyphs or characters."),
    ],
)
def test_a_few_bytes_that_map_characters_without_end_are_refused(content: bytes, message: str) -> None:
    with pytest.raises(BadFont) as refused:
        read_font(content)

    assert refused.value.message == message


def test_a_few_bytes_that_unpack_to_gigabytes_are_refused_before_they_do() -> None:
    packed = brotli.compress(bytes(64 * 1024 * 1024))
    head = struct.pack(
        ">4sIIHHIIHHIIIII",
        b"wOF2",
        0x00010000,
        48 + 2 + len(packed),
        1,
        0,
        1000,
        len(packed),
        1,
        0,
        0,
        0,
        0,
        0,
        0,
    )

    with pytest.raises(BadFont) as refused:
        read_font(head + bytes([0x00, 0x10]) + packed)

    assert refused.value.message == "The font is larger than 32 MB once it is unpacked."
