"""Certificate numbers by pattern: pure functions."""

import re
from datetime import date

from iconikcerts.common.errors import DomainError

DEFAULT_PATTERN = "{year}-{seq:06}"
_PART = re.compile(r"\{(year|yy|month|day|seq)(?::0?(\d{1,2}))?\}")
_LITERAL = re.compile(r"[A-Za-z0-9 ./_#-]*")
MAX_LENGTH = 64


class InvalidPattern(DomainError):
    """The pattern cannot make unique numbers."""

    code = "invalid_pattern"


def check_pattern(pattern: str) -> None:
    """Raises InvalidPattern unless the pattern has `{seq}` once, known parts and plain characters around them."""
    parts = [match.group(1) for match in _PART.finditer(pattern)]
    rest = _PART.sub("", pattern)
    if parts.count("seq") != 1:
        raise InvalidPattern(
            f"The number pattern {pattern!r} needs {{seq}} exactly once.", mend="Try {year}-{seq:06}."
        )
    if not _LITERAL.fullmatch(rest):
        raise InvalidPattern(
            f"The number pattern {pattern!r} holds something else than letters, digits, space . / _ # -",
            mend="Known parts are {year}, {yy}, {month}, {day} and {seq} or {seq:06}.",
        )
    if len(format_number(pattern, 10**9, date(2000, 1, 1))) > MAX_LENGTH:
        raise InvalidPattern(f"The number pattern {pattern!r} is too long.", mend=f"Stay under {MAX_LENGTH}.")


def format_number(pattern: str, sequence: int, day: date) -> str:
    """`{year}-{seq:06}` with 42 on a day of 2026 is 2026-000042. A longer number than its width is never cut."""
    values = {
        "year": day.year,
        "yy": day.year % 100,
        "month": day.month,
        "day": day.day,
        "seq": sequence,
    }
    widths = {"yy": 2, "month": 2, "day": 2}

    def part(match: re.Match[str]) -> str:
        width = int(match.group(2) or widths.get(match.group(1), 0))
        return str(values[match.group(1)]).zfill(width)

    return _PART.sub(part, pattern)
