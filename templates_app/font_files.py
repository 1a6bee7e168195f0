"""An uploaded font made into one that the editor and the engine load: looked through, cut of what is not needed, as WOFF2.

Bytes in, a `FontFile` out. The site never serves or draws with the bytes that somebody sent, only with what is written here.
"""

import io
import struct
from dataclasses import dataclass
from hashlib import sha256

import brotli  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont

from iconikcerts.common.errors import DomainError
from templates_app.unicode_ranges import IGNORABLE, ranges

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 32 * 1024 * 1024
MOST_GLYPHS = 65_535
LONGEST_NAME = 60
_TRUETYPE, _OPENTYPE, _WOFF2 = (b"\0\1\0\0", b"true"), (b"OTTO",), (b"wOF2",)
_KEPT = frozenset(
    [
        "head",
        "hhea",
        "hmtx",
        "maxp",
        "name",
        "OS/2",
        "post",
        "cmap",
        "glyf",
        "loca",
        "cvt",
        "fpgm",
        "prep",
        "gasp",
        "CFF",
        "GDEF",
        "GPOS",
        "GSUB",
        "BASE",
        "kern",
        "vhea",
        "vmtx",
        "VORG",
    ]
)
# OS/2 fsType of the OpenType specification.
_RESTRICTED, _NO_SUBSETTING, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
_ITALIC = 0x01  # OS/2 fsSelection
_SCRIPT_FAMILY = 3  # panose bFamilyType
_SANS_STYLES = range(11, 16)  # panose bSerifStyle


class BadFont(DomainError):
    """The upload is not a font that can be used."""

    code = "bad_font"


@dataclass(frozen=True, slots=True)
class FontFile:
    """A face, ready to be stored. `weight` 100 to 900 · `style`: normal or italic · `characters`: CSS unicode-range."""

    content: bytes
    sha256: str
    family: str
    weight: int
    style: str
    category: str
    fallback: str
    characters: str


def read_font(content: bytes) -> FontFile:
    """Raises BadFont, which says what is wrong and what to do."""
    if len(content) > MAX_BYTES:
        raise BadFont(
            f"The font is larger than {MAX_BYTES // 1024**2} MB.",
            mend="Cut it down to the characters that you need, or ask its maker for a smaller one.",
        )
    _require_kind(content)
    try:
        with TTFont(io.BytesIO(content), lazy=False, recalcTimestamp=False) as font:
            return _made(font)
    except BadFont:
        raise
    except Exception as error:  # whatever a reader of broken tables comes upon
        raise BadFont("The font is damaged.", mend="Download or export it again.") from error


def _require_kind(content: bytes) -> None:
    kind = content[:4]
    if kind in _WOFF2:
        _require_unpackable(content)
    elif kind == b"ttcf":
        raise BadFont(
            "This file is a collection of several fonts.", mend="Upload its fonts one by one, as TTF or OTF."
        )
    elif kind not in _TRUETYPE + _OPENTYPE:
        raise BadFont("This file is no font that can be read.", mend="Upload a TTF, OTF or WOFF2 file.")


def _require_unpackable(content: bytes) -> None:
    """Unpack a WOFF2 piece by piece: a few bytes could become gigabytes in the memory of whoever unpacks them at once."""
    damaged = BadFont("The font is damaged.", mend="Download or export it again.")
    try:
        (count,) = struct.unpack_from(">H", content, 12)
        (packed,) = struct.unpack_from(">I", content, 20)
        start = _end_of_directory(content, count)
        unpacker = brotli.Decompressor()
        size = len(unpacker.process(content[start : start + packed], output_buffer_limit=MAX_UNPACKED_BYTES))
    except (struct.error, IndexError, brotli.error):
        raise damaged from None
    if size >= MAX_UNPACKED_BYTES or not unpacker.is_finished():
        raise BadFont(
            f"The font is larger than {MAX_UNPACKED_BYTES // 1024**2} MB once it is unpacked.",
            mend="Cut it down to the characters that you need.",
        )


def _end_of_directory(content: bytes, tables: int) -> int:
    """Where the packed tables of a WOFF2 begin (WOFF File Format 2.0, section 4.1)."""
    at = 48
    for _ in range(tables):
        flags = content[at]
        known, version = flags & 0x3F, flags >> 6
        at += 1 + (4 if known == 0x3F else 0)
        at = _after_number(content, at)
        is_outline = known in (10, 11)  # glyf and loca are transformed unless they say otherwise
        if (is_outline and version != 3) or (not is_outline and version != 0):
            at = _after_number(content, at)
    return at


def _after_number(content: bytes, at: int) -> int:
    while content[at] & 0x80:
        at += 1
    return at + 1


def _made(font: TTFont) -> FontFile:
    _require_usable(font)
    os2 = font["OS/2"]
    weight = min(900, max(100, round(os2.usWeightClass / 100) * 100))
    style = "italic" if os2.fsSelection & _ITALIC else "normal"
    family = _family(font)
    category, fallback = _look(font)
    characters = set(font.getBestCmap()) | IGNORABLE
    for tag in list(font.keys()):
        if tag != "GlyphOrder" and tag.strip() not in _KEPT:
            del font[tag]
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target, reorderTables=False)
    content = target.getvalue()
    return FontFile(
        content, sha256(content).hexdigest(), family, weight, style, category, fallback, ranges(characters)
    )


def _require_usable(font: TTFont) -> None:
    missing = {"head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2"} - set(font.keys())
    if missing or not {"glyf", "CFF "} & set(font.keys()) or not font.getBestCmap():
        raise BadFont(
            "The font has no outlines or no characters.",
            mend="Upload a TTF, OTF or WOFF2 file with outlines.",
        )
    if "fvar" in font:
        raise BadFont("This is a variable font.", mend="Upload a file for each weight instead.")
    if font["maxp"].numGlyphs > MOST_GLYPHS:
        raise BadFont("The font has too many glyphs.", mend="Cut it down to the characters that you need.")
    _require_embedding(font["OS/2"].fsType)


def _require_embedding(allowed: int) -> None:
    """What the maker allows is written into the font: it goes into every PDF, cut down to the letters in it."""
    if allowed & 0x000F == _RESTRICTED or allowed & _BITMAPS_ONLY:
        raise BadFont(
            "The maker of this font does not allow it to be embedded in documents.",
            mend="Choose another font, or ask its maker for a licence and a file that allow it.",
            code="font_restricted",
        )
    if allowed & _NO_SUBSETTING:
        raise BadFont(
            "The maker of this font does not allow a part of it to be embedded, as PDFs do.",
            mend="Choose another font, or ask its maker for a file that allows it.",
            code="font_restricted",
        )


def _family(font: TTFont) -> str:
    names = font["name"]
    said = names.getBestFamilyName() or ""
    return " ".join("".join(sign for sign in said if sign.isprintable() and sign not in "\"'\\,;{}").split())[
        :LONGEST_NAME
    ]


def _look(font: TTFont) -> tuple[str, str]:
    """Category and fallback as in the catalogue of the shipped fonts, as far as the font says."""
    panose = font["OS/2"].panose
    if "post" in font and font["post"].isFixedPitch:
        return "mono", "sans"
    if panose.bFamilyType == _SCRIPT_FAMILY:
        return "script", "serif"
    return ("sans", "sans") if panose.bSerifStyle in _SANS_STYLES else ("serif", "serif")
