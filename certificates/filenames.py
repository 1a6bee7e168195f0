"""Readable, safe and unique names of the files in a ZIP: pure functions."""

import re
import unicodedata
from collections.abc import Mapping

from iconikcerts.common.errors import DomainError

DEFAULT_PATTERN = "{certificate.number} {recipient.name}"
MAX_BYTES = 180  # leaves room for a folder and for " (1234).pdf" under the 255 bytes of common file systems
_PLACE = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
# Not allowed on Windows, or with a meaning in a path, a shell or a URL.
_UNSAFE = re.compile(r'[<>:"/\\|?*]+')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$")


class InvalidFileNamePattern(DomainError):
    """The pattern names nothing that differs from row to row."""

    code = "invalid_file_name_pattern"


def check_pattern(pattern: str) -> None:
    """Raises InvalidFileNamePattern when there is no `{field}` in it or it is longer than 200 characters."""
    if not _PLACE.search(pattern) or len(pattern) > 200:
        raise InvalidFileNamePattern(
            f"The file name pattern {pattern!r} needs at least one field in braces and at most 200 characters.",
            mend=f"Try {DEFAULT_PATTERN}.",
        )


def file_stem(pattern: str, values: Mapping[str, str]) -> str:
    """The name without ending: fields filled in, unsafe characters out, at most MAX_BYTES of UTF-8."""
    filled = _PLACE.sub(lambda match: values.get(match.group(1), ""), pattern)
    visible = "".join(_visible(letter) for letter in unicodedata.normalize("NFC", filled))
    stem = re.sub(r" +", " ", _UNSAFE.sub("-", visible)).strip(" .-")
    stem = _cut(stem, MAX_BYTES) or "certificate"
    return f"_{stem}" if _RESERVED.match(stem) else stem


def _visible(letter: str) -> str:
    """Spaces of any kind and control characters as one space; nothing for what only steers the display.

    The two joiners stay: Persian and Indic names are written with them.
    """
    category = unicodedata.category(letter)
    if category in ("Zs", "Zl", "Zp", "Cc"):
        return " "
    return "" if category in ("Cf", "Cs", "Co") and letter not in "\u200c\u200d" else letter


def _cut(text: str, limit: int) -> str:
    """At most `limit` bytes of UTF-8, never half a character."""
    return text.encode()[:limit].decode(errors="ignore").rstrip(" .-")


class UniqueNames:
    """Gives each name once; the second "Ana" becomes "Ana (2)". Case counts as the same: file systems may ignore it."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def take(self, stem: str, ending: str) -> str:
        key = stem.casefold()
        count = self._seen.get(key, 0) + 1
        self._seen[key] = count
        if count == 1:
            return stem + ending
        return self.take(f"{stem} ({count})", ending)
