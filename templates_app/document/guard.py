"""First look at an untrusted value: is it JSON, small enough to work on, and made of characters that can be drawn?

Runs before everything else and without recursion, so that no later check can be driven into a stack overflow,
a number of 10,000 digits or a text that neither XML nor PostgreSQL can hold.
"""

import re
from collections.abc import Iterator

from .faults import Fault, Path, format_path

MAX_DEPTH = 40
MAX_VALUES = 200_000
MAX_CHARACTERS = 5_000_000
MAX_MAGNITUDE = 1e12

# Everything outside XML 1.0, section 2.2 (Char), plus the carriage return: line breaks are \n alone.
_UNDRAWABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Unworkable(Exception):
    """The value is not JSON or exceeds the limits; nothing further can be said about it."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def inspect(document: object) -> list[Fault]:
    """Return the faults of single values: characters that cannot be drawn, numbers that are not finite.

    Raises Unworkable when the value is not JSON, is nested deeper than MAX_DEPTH, has more than MAX_VALUES
    values or more than MAX_CHARACTERS characters.
    """
    faults: list[Fault] = []
    values = characters = 0
    stack: list[tuple[Path, object]] = [((), document)]
    while stack:
        path, value = stack.pop()
        values += 1
        if isinstance(value, str):
            characters += len(value)
        if values > MAX_VALUES or characters > MAX_CHARACTERS:
            raise Unworkable(Fault("", "is too large; remove elements or simplify its paths"))
        if len(path) > MAX_DEPTH:
            raise Unworkable(
                Fault(format_path(path[:8]), "is nested too deeply; remove groups inside groups")
            )
        faults.extend(_faults_of(path, value))
        # Reversed, for the stack hands back the last one first and faults are told in reading order.
        stack.extend(reversed(list(_children(path, value))))
    return faults


def _children(path: Path, value: object) -> Iterator[tuple[Path, object]]:
    if isinstance(value, dict):
        for key, child in value.items():
            if not isinstance(key, str):
                raise Unworkable(Fault(format_path(path), "has a key that is not text; use JSON"))
            yield (*path, key), child
    elif isinstance(value, list):
        for index, child in enumerate(value):
            yield (*path, index), child


def _faults_of(path: Path, value: object) -> Iterator[Fault]:
    if isinstance(value, str):
        found = _UNDRAWABLE.search(value)
        if found:
            mend = "use \\n alone for a line break" if found[0] == "\r" else "remove it"
            place = f"U+{ord(found[0]):04X} at position {found.start() + 1}"
            yield Fault(format_path(path), f"has a character that cannot be drawn, {place}; {mend}")
    elif isinstance(value, (int, float)):
        # Written so that NaN, which compares to nothing, fails too.
        if not abs(value) <= MAX_MAGNITUDE:
            raise Unworkable(
                Fault(format_path(path), "must be an ordinary number, found one that is too large")
            )
    elif value is not None and not isinstance(value, (dict, list)):
        raise Unworkable(Fault(format_path(path), f"must be JSON, found a Python {type(value).__name__}"))
