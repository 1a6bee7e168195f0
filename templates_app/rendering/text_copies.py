"""Shadows and outlines draw a text twice. The copy is marked as white space, so that readers find the text once.

A copy is known by its glyphs, the same at the same steps, and by its place: that of an outline is the text's own, that of a
shadow is as far away as the document says. Expects the content streams of Chromium's printer (Skia).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from templates_app.document.units import mm_to_px
from templates_app.document.walk import elements_of

_NUMBER = rb"-?[\d.]+"
_TOKEN = re.compile(rb"((?:%s ){6})cm\n|BT\n(.*?)ET\n" % _NUMBER, re.DOTALL)
_FONT = re.compile(rb"/\w+ %s Tf\n" % _NUMBER)
_GLYPH = re.compile(rb"<([0-9A-F]+)> Tj\n")
_SIMPLE = re.compile(rb"<[0-9A-F]{2}> Tj\n")
_MARKS = re.compile(rb"/\w+(?:<<[^\n]*>>)? B[DM]C\n|EMC\n")
# What marks a drawing as white space. An empty text would not do: readers then fall back to the glyphs.
SILENT = b"/Span<</ActualText <FEFF0009> >> BDC\n"
# In the printer's units, of which a CSS pixel has three.
_NEAR = 0.05
# Fonts of outlines have so many glyphs at most: the next ones begin with code 1 again.
_OUTLINES = 255

Matrix = tuple[float, ...]


def shadows_of(document: Mapping[str, Any]) -> frozenset[tuple[float, float]]:
    """How far the shadows of texts fall, to the right and down, in px."""
    shadows = [at.element.get("shadow") for at in elements_of(dict(document)) if at.element["type"] == "text"]
    return frozenset((mm_to_px(shadow["dx"]), mm_to_px(shadow["dy"])) for shadow in shadows if shadow)


@dataclass(frozen=True, slots=True)
class _Block:
    """One text object: its place in the stream, and what of it a copy has too.

    Outlines are drawn in fonts of codes of one byte, whose glyphs are made for the print.
    """

    span: tuple[int, int]
    body: bytes
    matrix: Matrix
    glyphs: bytes
    is_outline: bool


def silence_copies(content: bytes, shadows: frozenset[tuple[float, float]]) -> bytes:
    """A content stream in which each copy stands for white space. What is drawn does not change."""
    alike: dict[bytes, list[_Block]] = {}
    for block in _blocks(content):
        alike.setdefault(block.glyphs, []).append(block)
    copies = [block for twins in alike.values() for block in twins if _is_copy(block, twins, shadows)]
    for block in sorted(copies, key=lambda copy: copy.span, reverse=True):
        start, end = block.span
        content = content[:start] + _silent(block.body) + content[end:]
    return content


def _blocks(content: bytes) -> Iterator[_Block]:
    matrix: Matrix = (1, 0, 0, 1, 0, 0)
    for token in _TOKEN.finditer(content):
        if token[1]:
            matrix = tuple(float(number) for number in token[1].split())
        else:
            glyphs = _FONT.sub(b"", _GLYPH.sub(_code_of_outline, token[2]))
            yield _Block(token.span(), token[2], matrix, glyphs, bool(_SIMPLE.search(token[2])))


def _code_of_outline(glyph: "re.Match[bytes]") -> bytes:
    return b"<%X>" % ((int(glyph[1], 16) - 1) % _OUTLINES + 1)


def _is_copy(block: _Block, twins: Sequence[_Block], shadows: frozenset[tuple[float, float]]) -> bool:
    """Is it the outline of a twin in its place, or the shadow of one that is drawn after it?"""
    if block.is_outline and any(not twin.is_outline and _is_at(block, twin, 0, 0) for twin in twins):
        return True
    later = [twin for twin in twins if twin.span > block.span]
    return any(_is_at(block, twin, dx, dy) for twin in later for dx, dy in shadows)


def _is_at(block: _Block, twin: _Block, dx: float, dy: float) -> bool:
    """Is it so far from the other, in its axes?"""
    a, b, c, d, x, y = twin.matrix
    expected = (a, b, c, d, x + a * dx + c * dy, y + b * dx + d * dy)
    return all(abs(one - wanted) < _NEAR for one, wanted in zip(block.matrix, expected, strict=True))


def _silent(body: bytes) -> bytes:
    head, end, glyphs = _MARKS.sub(b"", body).partition(b" Tm\n")
    return b"BT\n" + head + end + SILENT + glyphs + b"EMC\nET\n"
