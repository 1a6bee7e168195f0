"""What differs between two versions of a text: line by line, and word by word within a line that was changed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from accounts.legal import markup

# A line that shares less with the other is not the same line changed, but another one.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are "same", "added" or "removed"."""

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one version or of both; `kind` as that of a piece, or "changed"."""

    kind: str
    pieces: tuple[Piece, ...]


def compare(before: str, after: str) -> list[Line]:
    """All lines of both versions, in the order of reading."""
    old, new = markup.plain(before), markup.plain(after)
    lines: list[Line] = []
    for act, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if act == "equal":
            lines += [Line("same", (Piece("same", line),)) for line in old[i1:i2]]
        else:
            lines += _changed(old[i1:i2], new[j1:j2])
    return lines


def _changed(old: list[str], new: list[str]) -> Iterator[Line]:
    for was, now in zip_longest(old, new):
        words = _by_words(was, now) if was and now else None
        if words:
            yield Line("changed", tuple(words))
            continue
        if was:
            yield Line("removed", (Piece("removed", was),))
        if now:
            yield Line("added", (Piece("added", now),))


def _by_words(was: str, now: str) -> list[Piece] | None:
    """The pieces of a changed line; None when the two have little in common."""
    old, new = re.split(r"(?<=\s)", was), re.split(r"(?<=\s)", now)
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    if matcher.ratio() < ALIKE:
        return None
    pieces: list[Piece] = []
    for act, i1, i2, j1, j2 in matcher.get_opcodes():
        if act == "equal":
            pieces.append(Piece("same", "".join(old[i1:i2])))
            continue
        if i2 > i1:
            pieces.append(Piece("removed", "".join(old[i1:i2])))
        if j2 > j1:
            pieces.append(Piece("added", "".join(new[j1:j2])))
    return pieces
