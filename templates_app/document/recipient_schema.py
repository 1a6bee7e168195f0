"""What a design asks of one recipient as a JSON Schema (draft 2020-12), made from its fields and their rules.

The values are those of a program: numbers as numbers, yes and no as true and false, days as YYYY-MM-DD. Lists are read
more kindly ("1.2.2026", "Ja"). The schema refuses no such value that the checks of rows take, and takes none that they
refuse, but for what no schema can say: whether the team has a picture of that name, whether a domain can exist, what a
formula makes of the values, a pattern with `\\w` (`portable_patterns`), and that combining marks count for nothing in the
length of a text.
"""

from collections.abc import Mapping
from typing import Any

from .fields import Field, importable_fields
from .portable_patterns import NotPortable, portable
from .rules import FIRST_YEAR, LAST_YEAR, longest_of

DRAFT = "https://json-schema.org/draft/2020-12/schema"
_FILLED = "[^\\s]"
# One @, a domain of two parts or more: what every address has.
_EMAIL = '^[^\\s@<>(),;:"\\[\\]\\\\]+@[^\\s@<>.]+(?:\\.[^\\s@<>.]+)*\\.[^\\s@<>.]{2,}$'
_URL = '^[hH][tT][tT][pP][sS]?://[^\\s@<>"\\\\^`{|}/?#]+\\.[^\\s<>"\\\\^`{|}]+$'
_LONGEST_URL = 2_000
_LANGUAGE = "^[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?$"
_LANGUAGE_KEY = "certificate.language"


def recipient_schema(document: Mapping[str, Any], *, title: str) -> dict[str, Any]:
    """Of a valid document: an object with the keys of its fields, flat. What is not required may be left out or null."""
    fields = importable_fields(document)
    return {
        "$schema": DRAFT,
        "title": title,
        "description": "The values of one recipient.",
        "type": "object",
        "properties": {field.key: _property(field) for field in fields},
        "required": [field.key for field in fields if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> dict[str, Any]:
    said = {"title": field.label, **_value(field)}
    if not field.required:
        said["type"] = [said["type"], "null"]
        if "enum" in said:
            said["enum"] = [*said["enum"], None]
    if field.sample and field.type not in ("number", "boolean"):
        said["examples"] = [field.sample]
    return said


def _value(field: Field) -> dict[str, Any]:
    if field.type == "number":
        limits = {"minimum": field.min, "maximum": field.max}
        return {"type": "number"} | {name: _number(limit) for name, limit in limits.items() if limit}
    if field.type == "boolean":
        return {"type": "boolean"}
    if field.type == "choice":
        return {"type": "string", "enum": list(field.options)}
    if field.type == "date":
        return {"type": "string", "format": "date", "allOf": days(field.min, field.max)}
    return _text(field)


def _text(field: Field) -> dict[str, Any]:
    said: dict[str, Any] = {"type": "string", "maxLength": longest_of(field)}
    if field.min_length or field.required:
        said["minLength"] = field.min_length or 1
    patterns = [_FILLED] * field.required
    if field.type == "email":
        said["format"] = "email"
        patterns = [_EMAIL]
    if field.type == "url":
        said |= {"format": "uri", "maxLength": min(said["maxLength"], _LONGEST_URL)}
        patterns = [_URL]
    if field.key == _LANGUAGE_KEY:
        patterns = [_LANGUAGE]
    if field.pattern:
        try:
            patterns.append(portable(field.pattern))
        except NotPortable:
            said["description"] = f"The whole value follows the pattern {field.pattern}"
    if len(patterns) == 1:
        return said | {"pattern": patterns[0]}
    return said | {"allOf": [{"pattern": pattern} for pattern in patterns]} if patterns else said


def days(first: str, last: str) -> list[dict[str, str]]:
    """Patterns of the days from `first` to `last`, "" for no limit: JSON Schema has no keyword for ranges of days.

    Days written YYYY-MM-DD are in the order of their letters. Whether a day is in the calendar is a matter of `format`.
    """
    low = max(first, f"{FIRST_YEAR}-01-01")
    high = min(last or f"{LAST_YEAR}-12-31", f"{LAST_YEAR}-12-31")
    return [{"pattern": _bound(low, up=True)}, {"pattern": _bound(high, up=False)}]


def _bound(day: str, *, up: bool) -> str:
    """All that is written like a day and not before it (`up`), or not after it."""
    ways = [day]
    for place, digit in enumerate(day):
        if digit.isdigit() and digit != ("9" if up else "0"):
            span = f"[{int(digit) + 1}-9]" if up else f"[0-{int(digit) - 1}]"
            ways.append(f"{day[:place]}{span}{_any_digits(day[place + 1 :])}")
    return f"^(?:{'|'.join(ways)})$"


def _any_digits(rest: str) -> str:
    return "".join("[0-9]" if char.isdigit() else char for char in rest)


def _number(limit: str) -> int | float:
    return float(limit) if "." in limit else int(limit)
