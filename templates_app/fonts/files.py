"""An uploaded font made into one that the editor and the engine load: looked through, cut of what is not needed, as WOFF2.

Bytes in, a `FontFile` out. The site never serves or draws with the bytes that somebody sent, only with what is written
anew, by `child.py` in a process of its own: a few bytes of a font can ask for gigabytes, or hours.
"""

import json
import struct
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from iconikcerts.common.errors import DomainError
from templates_app.fonts import child
from templates_app.fonts.unicode_ranges import IGNORABLE, ranges

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 32 * 1024 * 1024
LIMIT_S = 30
LONGEST_NAME = 60
_TRUETYPE, _OPENTYPE, _WOFF2 = (b"\0\1\0\0", b"true"), (b"OTTO",), (b"wOF2",)
_CHILD = Path(__file__).with_name("child.py")
_EMBEDDING = "Choose another font, or ask its maker for a licence and a file that allow it."
# Message, what to do, code.
_REFUSALS = {
    child.TOO_MUCH: (
        "The font takes too long or too much memory to read.",
        "Export it again, or choose another.",
        "bad_font",
    ),
    child.NO_OUTLINES: (
        "The font has no outlines or no characters.",
        "Upload a TTF, OTF or WOFF2 file with outlines.",
        "bad_font",
    ),
    child.VARIABLE: ("This is a variable font.", "Upload a file for each weight instead.", "bad_font"),
    child.TOO_MANY: (
        "The font has too many glyphs or characters.",
        "Cut it down to the characters that you need.",
        "bad_font",
    ),
    child.NO_EMBEDDING: (
        "The maker of this font does not allow it to be embedded in documents.",
        _EMBEDDING,
        "font_restricted",
    ),
    child.NO_SUBSETTING: (
        "The maker of this font does not allow a part of it to be embedded, as PDFs do.",
        _EMBEDDING,
        "font_restricted",
    ),
}


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
    line, _, made = _run(content).partition(b"\n")
    facts = json.loads(line)
    return FontFile(
        made,
        sha256(made).hexdigest(),
        _family(facts["family"]),
        facts["weight"],
        facts["style"],
        facts["category"],
        facts["fallback"],
        ranges(IGNORABLE.union(facts["characters"])),
    )


def _run(content: bytes) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - our own program; what is uploaded goes to its standard input
            [sys.executable, "-I", str(_CHILD)],
            input=content,
            capture_output=True,
            timeout=LIMIT_S,
            check=False,
            env={},
        )
        code = child.TOO_MUCH if done.returncode < 0 else done.returncode
    except subprocess.TimeoutExpired:
        code = child.TOO_MUCH
    if code in _REFUSALS:
        message, mend, kind = _REFUSALS[code]
        raise BadFont(message, mend=mend, code=kind)
    if code:  # whatever a reader of broken tables comes upon
        raise BadFont("The font is damaged.", mend="Download or export it again.")
    return done.stdout


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


def _family(said: str) -> str:
    sound = "".join(sign for sign in said if sign.isprintable() and sign not in "\"'\\,;{}")
    return " ".join(sound.split())[:LONGEST_NAME]
