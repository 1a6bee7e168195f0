"""Rules of fields: whether a value, which is written as its type asks, is one that the design accepts."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches

from .faults import shorten
from .fields import RECIPIENT_NAME, Field
from .patterns import PatternError, read_pattern

_SHOWN_OPTIONS = 8
# What fits a certificate when the design does not say. The longest names on record have under 200 letters.
LONGEST_NAME = 200
LONGEST_EMAIL = 320
LONGEST_TEXT = 5_000
# A year before or after these is a typing error.
FIRST_YEAR, LAST_YEAR = 1900, 2200


@dataclass(frozen=True, slots=True)
class Breach:
    """Why a value is refused: `code` is stable, `message` a sentence, `mend` what to do."""

    code: str
    message: str
    mend: str


def longest_of(field: Field, otherwise: int = LONGEST_TEXT) -> int:
    """The most characters that a value may have: as the field says, else as fits its kind, else `otherwise`."""
    longest = field.max_length or (LONGEST_NAME if field.key == RECIPIENT_NAME.key else otherwise)
    return min(longest, LONGEST_EMAIL) if field.type == "email" else longest


def breach_of(field: Field, value: str) -> Breach | None:
    """The first rule that a value breaks; an empty one breaks none. Its greatest length is checked elsewhere."""
    if not value:
        return None
    return _option(field, value) or _shortness(field, value) or _range(field, value) or _pattern(field, value)


def matched_option(options: tuple[str, ...], value: str) -> str:
    """The option that a value means, whatever its capitals and spaces; the value itself when it means none."""
    plain = _plain(value)
    return next((option for option in options if _plain(option) == plain), value)


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def _option(field: Field, value: str) -> Breach | None:
    if not field.options or value in field.options:
        return None
    known = {_plain(option): option for option in field.options}
    close = get_close_matches(_plain(value[:120]), known, n=1)
    listed = ", ".join(field.options[:_SHOWN_OPTIONS]) + ("…" if len(field.options) > _SHOWN_OPTIONS else "")
    mend = f"Did you mean {known[close[0]]}?" if close else f"Choose one of: {listed}."
    return Breach("no_option", f"'{shorten(value)}' is no choice of {field.label}.", mend)


def _shortness(field: Field, value: str) -> Breach | None:
    if field.min_length is None or len(value) >= field.min_length:
        return None
    message = f"'{shorten(value)}' has {len(value)} characters; at least {field.min_length} are needed."
    return Breach("too_short", message, "Complete it.")


def _range(field: Field, value: str) -> Breach | None:
    if field.type not in ("number", "date"):
        return None
    words = ("less than", "more than") if field.type == "number" else ("before", "after")
    if field.min and _is_less(field, value, field.min):
        return Breach("out_of_range", f"{value} is {words[0]} {field.min}.", _bounds(field))
    if field.max and _is_less(field, field.max, value):
        return Breach("out_of_range", f"{value} is {words[1]} {field.max}.", _bounds(field))
    return None


def _is_less(field: Field, one: str, other: str) -> bool:
    # Days written YYYY-MM-DD are in the order of their letters.
    return Decimal(one) < Decimal(other) if field.type == "number" else one < other


def _bounds(field: Field) -> str:
    if field.min and field.max:
        return f"{field.label} is from {field.min} to {field.max}."
    return (
        f"{field.label} is {field.min} or {'more' if field.type == 'number' else 'later'}."
        if field.min
        else (f"{field.label} is {field.max} or {'less' if field.type == 'number' else 'earlier'}.")
    )


def _pattern(field: Field, value: str) -> Breach | None:
    if not field.pattern:
        return None
    try:
        if read_pattern(field.pattern).matches(value):
            return None
    except PatternError:
        return None  # a document with such a pattern is not valid
    like = f", such as {field.sample}" if field.sample and field.sample != value else ""
    return Breach(
        "pattern",
        f"'{shorten(value)}' is not written as {field.label} must be.",
        f"It follows the pattern {field.pattern}{like}.",
    )
