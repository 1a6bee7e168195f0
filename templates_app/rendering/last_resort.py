"""The font that has a box for every character, so that no text ever falls to a font of the machine.

`python -m templates_app.rendering.last_resort` writes `static/js/layout/last-resort.woff2`. Its character map is in
format 13, many to one (OpenType, `cmap`), which keeps it below a kilobyte. The advance of its only glyph is a width
that no shipped font has: `static/js/layout/fonts.js` knows a missing character by it.
"""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._c_m_a_p import cmap_format_13

FAMILY = "Iconik Last Resort"
PATH = Path(__file__).resolve().parents[2] / "static" / "js" / "layout" / "last-resort.woff2"
UNITS_PER_EM = 10_000
ADVANCE = 7_813
LAST_CHARACTER = 0x10FFFF
# Characters that are never seen (Unicode, Default_Ignorable_Code_Point, and the bidirectional controls among them).
IGNORABLE = (
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x2028, 0x202E),
    (0x2060, 0x206F),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xE0000, 0xE0FFF),
)


def build(path: Path = PATH) -> None:
    """Write the font. A box 0.1 em thin-walled, as tall as a capital."""
    builder = FontBuilder(UNITS_PER_EM, isTTF=True)
    glyphs = [".notdef", "box"]
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({})
    builder.setupGlyf(dict.fromkeys(glyphs, _box()))
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (ADVANCE, 800)))
    builder.setupHorizontalHeader(ascent=8_000, descent=-2_000)
    builder.setupNameTable({"familyName": FAMILY, "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=8_000, sTypoDescender=-2_000, usWinAscent=8_000, usWinDescent=2_000)
    builder.setupPost()
    builder.font["cmap"] = _every_character()
    builder.font.flavor = "woff2"
    builder.save(path)


def _box() -> object:
    pen = TTGlyphPen(None)
    for left, bottom, right, top in ((800, 0, 7_000, 7_000), (7_000 - 500, 500, 800 + 500, 7_000 - 500)):
        pen.moveTo((left, bottom))
        for corner in ((left, top), (right, top), (right, bottom)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()


def _every_character() -> object:
    table = newTable("cmap")
    table.tableVersion = 0
    subtable = cmap_format_13(13)
    subtable.platformID, subtable.platEncID, subtable.language = 3, 10, 0
    subtable.format, subtable.reserved, subtable.length = 13, 0, 0
    subtable.cmap = {code: "box" for code in range(0x20, LAST_CHARACTER + 1) if not _is_ignorable(code)}
    table.tables = [subtable]
    return table


def _is_ignorable(code: int) -> bool:
    return any(first <= code <= last for first, last in IGNORABLE)


if __name__ == "__main__":
    build()
