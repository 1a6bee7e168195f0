"""What kind of values a column holds, by looking at some of them. For display and for matching; never a check."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Literal

ColumnType = Literal["text", "number", "date", "email", "url", "empty"]

_MOST = 0.8  # of the values must be of a type, for a column has typing errors
_MONTH = r"[^\W\d_]{3,12}\.?"
_PATTERNS: tuple[tuple[ColumnType, re.Pattern[str]], ...] = (
    ("email", re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]{2,}")),
    ("url", re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)),
    (
        "date",
        re.compile(
            r"\d{4}([-/.])\d{1,2}\1\d{1,2}([T ]\d{1,2}:\d\d(:\d\d(\.\d+)?)?Z?)?"
            r"|\d{1,2}([-/.])\d{1,2}\5(\d{4}|\d\d)"
            rf"|\d{{1,2}}[. -]{{1,2}}{_MONTH}[ -]\d{{4}}|{_MONTH} \d{{1,2}},? \d{{4}}"
            r"|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]"
        ),
    ),
    (
        "number",
        re.compile(r"[-+]?\d{1,3}([., '\u00a0\u202f\u2019]\d{3})*([.,]\d+)?\s?%?|[-+]?\d+([.,]\d+)?\s?%?"),
    ),
)


def guess_type(values: Iterable[str]) -> ColumnType:
    """`text` unless nearly all the values that are not empty have another type in common."""
    found = Counter(_type_of(value) for value in map(str.strip, values) if value)
    if not found:
        return "empty"
    kind, count = found.most_common(1)[0]
    return kind if count >= _MOST * found.total() else "text"


def _type_of(value: str) -> ColumnType:
    if len(value) > 300:
        return "text"
    return next((kind for kind, pattern in _PATTERNS if pattern.fullmatch(value)), "text")
