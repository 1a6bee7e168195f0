"""Find people who stand in a list more than once."""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace

from .problems import Problem, error, warning
from .source import CheckedRow

_COURSE = ("course.title", "course.code", "course.date")


class Duplicates:
    """Give it the checked rows of a file in order; it notes those that repeat an earlier good row.

    A row whose every mapped value equals those of an earlier one is an error: two certificates that nobody could
    tell apart are a slip of copy and paste, and would count against the quota and be mailed twice. A row of the same
    person and course (name, e-mail address, title and date; case and accents aside) that differs elsewhere, say in
    the grade, is a warning. The same course on another day is none. `hold_identical=False` makes both warnings.
    """

    def __init__(self, *, hold_identical: bool = True) -> None:
        self._hold_identical = hold_identical
        self._rows: dict[bytes, int] = {}
        self._people: dict[bytes, int] = {}

    def noted(self, row: CheckedRow) -> CheckedRow:
        """The row, with a problem that names the line of the earlier one, if there is any."""
        if not row.is_good:
            return row
        first = self._rows.setdefault(_digest(row.values.values()), row.line)
        person = self._people.setdefault(_person(row.values), row.line)
        if first != row.line:
            return replace(row, problems=(*row.problems, _identical(row.line, first, self._hold_identical)))
        if person != row.line:
            return replace(row, problems=(*row.problems, _same_person(row.line, person)))
        return row


def _person(values: Mapping[str, str]) -> bytes:
    course = [values.get(key, "").casefold() for key in _COURSE]
    name, email = values.get("recipient.name", ""), values.get("recipient.email", "")
    return _digest([_folded(name), email.casefold(), *course])


def _folded(name: str) -> str:
    if name.isascii():
        return name.casefold()
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(char for char in letters if not "\u0300" <= char <= "\u036f")


def _digest(values: Iterable[str]) -> bytes:
    """16 bytes stand for a row, so that 100,000 rows take 20 MB whatever they hold."""
    return hashlib.blake2b("\x1f".join(values).encode("utf-8", "replace"), digest_size=16).digest()


def _identical(line: int, first: int, is_held: bool) -> Problem:
    make = error if is_held else warning
    return make(
        "duplicate_row",
        f"The row is the same as line {first}.",
        mend="Remove it, or add something that tells the two apart.",
        line=line,
    )


def _same_person(line: int, first: int) -> Problem:
    return warning(
        "duplicate_person",
        f"The same person with the same course stands on line {first}.",
        mend="Remove one of them if this is a mistake.",
        line=line,
    )
