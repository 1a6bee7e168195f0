"""SVG path data, checked against the grammar of SVG 2, section 9.3.9."""

import math
import re

from .faults import shorten

# Count of numbers that one round of a command takes (SVG 2, sections 9.3.3 to 9.3.8).
_ARITY = {"M": 2, "Z": 0, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7}
_FLAGS_OF_ARC = (3, 4)
MAX_COORDINATE = 1_000_000

_SEPARATOR = re.compile(r"[ \t\n]*,?[ \t\n]*")
_COMMAND = re.compile(r"[MmZzLlHhVvCcSsQqTtAa]")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_FLAG = re.compile(r"[01]")


def find_fault(data: str) -> str:
    """Say what is wrong with path data, with the position counted from 1; empty when nothing is."""
    position = _SEPARATOR.match(data).end()  # type: ignore[union-attr]  # matches the empty text at least
    if data[position : position + 1] not in ("M", "m") or "," in data[:position]:
        return "must start with the command M or m"
    while position < len(data):
        command = _COMMAND.match(data, position)
        if not command:
            return f"expected a command at position {position + 1}, found {_found(data, position)}"
        position, fault = _skip_arguments(data, command[0], command.end())
        if fault:
            return fault
    return ""


def _skip_arguments(data: str, command: str, position: int) -> tuple[int, str]:
    """Pass over all rounds of numbers of one command; return where the next command starts and any fault."""
    arity = _ARITY[command.upper()]
    read = 0
    while True:
        start = _SEPARATOR.match(data, position).end()  # type: ignore[union-attr]  # see above
        is_flag = command in "Aa" and read % arity in _FLAGS_OF_ARC
        number = (_FLAG if is_flag else _NUMBER).match(data, start) if arity else None
        if not number:
            break
        value = float(number[0])
        if not math.isfinite(value) or abs(value) > MAX_COORDINATE:
            return start, f"the number at position {start + 1} is too large; stay within {MAX_COORDINATE:,}"
        if command in "Aa" and read % arity in (0, 1) and value < 0:
            return start, f"the radius at position {start + 1} is negative"
        position, read = number.end(), read + 1
    comma = "," in data[position:start]
    if comma or (arity and (read == 0 or read % arity)):
        return start, f"expected a number for {command} at position {start + 1}, found {_found(data, start)}"
    return start, ""


def _found(data: str, position: int) -> str:
    return f"'{shorten(data[position : position + 12])}'" if position < len(data) else "the end"
