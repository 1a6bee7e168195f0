"""Decide how the letters of a CSV file are encoded: byte order mark, UTF-16 by its pattern, strict UTF-8, guess.

Decoding is the step at which names are lost in silence, so a guess is always a warning with a preview, and so is
every line that does not decode.
"""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from .encoding_guess import NAMES, guess_encoding
from .problems import Problem, UnusableFile, error, warning

How = Literal["bom", "pattern", "utf-8", "guess", "chosen"]

_CHUNK = 1 << 20
_HEAD = 1 << 16
_GUESS_BYTES = 1 << 16
_PREVIEW = 3
# UTF-32 before UTF-16: its little-endian mark begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNICODE = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
ENCODINGS: tuple[str, ...] = (*_UNICODE, *NAMES)
_SPELLINGS = {
    **{codecs.lookup(name).name: name for name in ENCODINGS},
    "utf-8-sig": "utf-8",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "euc_kr": "cp949",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_DOUBTFUL = 0.35  # confidence of a guess under which the warning says how little it is worth
_MOST_CONTROLS = 0.01  # share of control bytes above which the head of a file is not text; two are forgiven


@dataclass(frozen=True, slots=True)
class Encoding:
    """`name`: Python codec. `confidence`: 0..1, 1 where it is certain."""

    name: str
    how: How
    confidence: float = 1.0
    problems: tuple[Problem, ...] = ()


def decide_encoding(path: Path, *, chosen: str = "") -> Encoding:
    """The encoding of a text file. `chosen` (any usual spelling) overrides what the file seems to be.

    Raises `UnusableFile` for binary content and for an encoding that is not known.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), "")
    if chosen:
        return Encoding(_chosen_codec(chosen, marked, head), "chosen")
    if marked:
        return Encoding(marked, "bom")
    if name := _utf16_by_pattern(head):
        return Encoding(name, "pattern", 0.95, problems=(_guessed(name, "", 0.95),))
    _refuse_binary(head)
    return _utf8_or_guess(path)


def _chosen_codec(chosen: str, marked: str, head: bytes) -> str:
    """The mark knows the byte order better than a user who chose UTF-16; the choice of another encoding stands."""
    name = codec_of(chosen)
    if name.startswith(("utf-16", "utf-32")):
        return marked if marked.startswith(name[:6]) else name
    _refuse_binary(head)
    return name


def codec_of(spelling: str) -> str:
    """The codec that we read for a spelling: "Latin-1" is read as Windows-1252, its superset. Raises `UnusableFile`."""
    try:
        return _SPELLINGS[codecs.lookup(spelling.strip()).name]
    except (LookupError, ValueError):
        raise UnusableFile(
            f"The encoding '{spelling}' is not known.",
            mend=f"Choose one of: {', '.join(ENCODINGS)}.",
            code="unknown_encoding",
        ) from None


def display_name(codec: str) -> str:
    """ "Windows-1252 (Western European)" for "cp1252"; "UTF-8" for "utf-8"."""
    return NAMES.get(codec, codec.upper())


def _refuse_binary(head: bytes) -> None:
    if b"\0" in head or len(_CONTROL.findall(head)) > 2 + _MOST_CONTROLS * len(head):
        raise UnusableFile(
            "This is not a text file: it holds binary data.",
            mend="Save the list as CSV or .xlsx in your spreadsheet program and upload that file.",
            code="binary_file",
        )


def _utf16_by_pattern(head: bytes) -> str:
    """UTF-16 without its mark: separators and line ends have one zero byte each, always on the same side."""
    if b"\0" not in head:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd > even else "utf-16-be"
    if min(even, odd) * 10 > max(even, odd):
        return ""
    text = head[: len(head) // 2 * 2].decode(name, errors="replace")
    readable = sum(char.isprintable() or char in "\r\n\t" for char in text)
    has_lines = "\n" in text or "\r" in text
    return name if has_lines and readable >= 0.99 * len(text) else ""


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _utf8_or_guess(path: Path) -> Encoding:
    """Strict UTF-8 over the whole file, so that line 90,000 brings no surprise.

    A few bad bytes in a file full of valid UTF-8 letters (two exports pasted together) make it damaged UTF-8, of
    which only those lines are held back. By chance, valid sequences are rare in other encodings.
    """
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    letters = bad = 0
    for chunk in _chunks(path):
        if chunk.isascii() and not decoder.getstate()[0]:
            continue
        text = decoder.decode(chunk)
        bad += text.count("\ufffd") - chunk.count(b"\xef\xbf\xbd")
        letters += sum(map("\x7f".__lt__, text))
    bad += decoder.decode(b"", final=True).count("\ufffd")
    if bad <= 0:
        return Encoding("utf-8", "utf-8")
    if letters - bad >= 4 * bad:
        return Encoding("utf-8", "utf-8", 0.9, problems=(_damaged(bad),))
    return _guess(path)


def _damaged(count: int) -> Problem:
    return warning(
        "damaged_utf8",
        f"The file is UTF-8, but {count} of its bytes are not. The rows that hold them are held back.",
        mend="Correct those rows, or save the whole list again as 'CSV UTF-8'.",
    )


def _guess(path: Path) -> Encoding:
    sample = _special_lines(path)
    guess = guess_encoding(sample)
    preview = _preview(sample.decode(guess.codec, errors="replace"))
    return Encoding(
        guess.codec, "guess", guess.confidence, problems=(_guessed(guess.codec, preview, guess.confidence),)
    )


def _special_lines(path: Path) -> bytes:
    """Lines with bytes above 127, from the whole file, for the plain ones tell nothing."""
    found: list[bytes] = []
    size = 0
    for chunk in _chunks(path):
        for line in re.split(rb"[\r\n]+", chunk):
            if not line.isascii():
                found.append(line[:2000])
                size += len(line) + 1
        if size > _GUESS_BYTES:
            break
    return b"\n".join(found)[:_GUESS_BYTES]


def _preview(text: str) -> str:
    words = dict.fromkeys(word for word in re.findall(r"[^\s,;|\"]+", text) if not word.isascii())
    return ", ".join(list(words)[:_PREVIEW])


def _guessed(codec: str, preview: str, confidence: float) -> Problem:
    shown = f" It reads: {preview}." if preview else ""
    sure = "" if confidence >= _DOUBTFUL else " This is not at all certain."
    return warning(
        "encoding_guessed",
        f"The file does not say how its letters are encoded; it was read as {display_name(codec)}.{shown}{sure}",
        mend="If letters look wrong, choose another encoding or save the list as 'CSV UTF-8'.",
    )


def unreadable(line: int) -> Problem:
    """A row whose bytes do not decode, or which lost letters before it came to us (U+FFFD stands for them)."""
    return error(
        "unreadable_characters",
        "Some letters of this row cannot be read (shown as \ufffd).",
        mend="Type them again in your list, or save it as 'CSV UTF-8'.",
        line=line,
    )
