"""Reads an uploaded font in a process of its own, which may take little memory and time: `templates_app.fonts.files` runs it.

The file comes on standard input. What is written: a line of JSON with its facts, then the font as WOFF2. Ends with one of
REFUSALS for a font that is not to be used, otherwise not with 0 for one that is damaged. Imports nothing of the project,
so that it starts fast and holds no secret.
"""

import io
import json
import resource
import sys
from contextlib import suppress

from fontTools.ttLib import TTFont

MEMORY, CPU_S = 1024**3, 20
MOST_GLYPHS, MOST_CHARACTERS = 65_535, 100_000
TOO_MUCH, NO_OUTLINES, VARIABLE, TOO_MANY, NO_EMBEDDING, NO_SUBSETTING = REFUSALS = range(3, 9)
_KEPT = frozenset(
    [
        *("head", "hhea", "hmtx", "maxp", "name", "OS/2", "post", "cmap", "glyf", "loca", "cvt", "fpgm"),
        *("prep", "gasp", "CFF", "GDEF", "GPOS", "GSUB", "BASE", "kern", "vhea", "vmtx", "VORG"),
    ]
)
_NEEDED = {"head", "hhea", "hmtx", "maxp", "cmap", "name", "OS/2"}
# OS/2 fsType of the OpenType specification.
_RESTRICTED, _WHOLE_ONLY, _BITMAPS_ONLY = 0x0002, 0x0100, 0x0200
_ITALIC = 0x01  # OS/2 fsSelection
_SCRIPT_FAMILY = 3  # panose bFamilyType
_SANS_STYLES = range(11, 16)  # panose bSerifStyle


def main() -> int:
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_S),
        (resource.RLIMIT_FSIZE, 0),
    ):
        with suppress(ValueError, OSError):  # not every system has each of them
            resource.setrlimit(limit, (value, value))
    try:
        with TTFont(io.BytesIO(sys.stdin.buffer.read()), lazy=False, recalcTimestamp=False) as font:
            refusal = _refusal(font)
            if not refusal:
                sys.stdout.buffer.write(_made(font))
    except MemoryError:
        return TOO_MUCH
    return refusal


def _refusal(font: TTFont) -> int:
    """Why a font is not to be used, 0 when nothing is against it."""
    has_outlines = {"glyf", "CFF "} & set(font.keys())
    if _NEEDED - set(font.keys()) or not has_outlines or not font.getBestCmap():
        return NO_OUTLINES
    if "fvar" in font:
        return VARIABLE
    if font["maxp"].numGlyphs > MOST_GLYPHS or len(font.getBestCmap()) > MOST_CHARACTERS:
        return TOO_MANY
    # What the maker allows is written into the font: it goes into every PDF, cut down to the letters in it.
    allowed = font["OS/2"].fsType
    if allowed & 0x000F == _RESTRICTED or allowed & _BITMAPS_ONLY:
        return NO_EMBEDDING
    return NO_SUBSETTING if allowed & _WHOLE_ONLY else 0


def _made(font: TTFont) -> bytes:
    os2 = font["OS/2"]
    category, fallback = _look(font)
    facts = {
        "family": font["name"].getBestFamilyName() or "",
        "weight": min(900, max(100, round(os2.usWeightClass / 100) * 100)),
        "style": "italic" if os2.fsSelection & _ITALIC else "normal",
        "category": category,
        "fallback": fallback,
        "characters": sorted(font.getBestCmap()),
    }
    for tag in list(font.keys()):
        if tag != "GlyphOrder" and tag.strip() not in _KEPT:
            del font[tag]
    font.flavor = "woff2"
    target = io.BytesIO()
    font.save(target, reorderTables=False)
    return json.dumps(facts).encode() + b"\n" + target.getvalue()


def _look(font: TTFont) -> tuple[str, str]:
    """Category and fallback as in the catalogue of the shipped fonts, as far as the font says."""
    panose = font["OS/2"].panose
    if "post" in font and font["post"].isFixedPitch:
        return "mono", "sans"
    if panose.bFamilyType == _SCRIPT_FAMILY:
        return "script", "serif"
    return ("sans", "sans") if panose.bSerifStyle in _SANS_STYLES else ("serif", "serif")


if __name__ == "__main__":
    sys.exit(main())
