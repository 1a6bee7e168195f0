"""Values: text, number, date, true or false, or empty (None; a text of no letters is empty).

A number is a whole count of 10⁻¹² and smaller than 10¹⁵: sums are exact, products and quotients rounded to 12 decimals
with halves away from zero. Whole numbers behave alike in every language, so that Python and JavaScript agree to the last digit.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

DECIMALS = 12
UNIT = 10**DECIMALS
MAX_NUMBER = 10**15
_NUMBER = re.compile(r"([-+]?)([0-9]+)(?:\.([0-9]+))?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True, order=True)
class Number:
    """`units` counts 10⁻¹²."""

    units: int

    @property
    def whole(self) -> int | None:
        """The number as a whole one, None when it has decimals."""
        return None if self.units % UNIT else self.units // UNIT


Value: TypeAlias = str | Number | date | bool | None
TYPES = {str: "text", Number: "number", date: "date", bool: "boolean", type(None): "empty"}


def kind_of(value: Value) -> str:
    return TYPES[type(value)]


def divided(units: int, by: int) -> int:
    """A quotient of whole numbers, halves away from zero."""
    quotient, rest = divmod(abs(units), abs(by))
    quotient += 2 * rest >= abs(by)
    return quotient if (units < 0) == (by < 0) else -quotient


def read_number(text: str) -> Number | None:
    """A plain decimal, with more than 12 decimals rounded; None for anything else and for what is too large."""
    found = _NUMBER.fullmatch(text)
    if found is None or len(found[2].lstrip("0")) > len(str(MAX_NUMBER)):
        return None
    decimals = found[3] or ""
    units = divided(int(found[2] + decimals) * UNIT, 10 ** len(decimals))
    return Number(-units if found[1] == "-" else units) if units < MAX_NUMBER * UNIT else None


def read_date(text: str) -> date | None:
    """A day written 2026-11-21, None for anything else."""
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def to_text(value: Value) -> str:
    """As it stands in the values of a certificate: dates ISO, numbers plain decimals, true or false in words."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Number):
        whole, decimals = divmod(abs(value.units), UNIT)
        fraction = f"{decimals:012}".rstrip("0")
        sign = "-" if value.units < 0 else ""
        return f"{sign}{whole}.{fraction}" if fraction else f"{sign}{whole}"
    if isinstance(value, date):
        return value.isoformat()
    return value or ""
