"""Checks of the `fields` that a document declares."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

from .faults import Fault, Path, describe, format_path
from .fields import RECIPIENT_NAME, RESERVED_NAMESPACES
from .rule_faults import rule_faults
from .walk import objects

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?\Z")
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+\Z")
_URL = re.compile(r"https?://[^\s/?#\\]+[^\s\\]*\Z", re.IGNORECASE)
_PATTERNS = {
    "number": _NUMBER,
    "email": _EMAIL,
    "url": _URL,
    "boolean": re.compile(r"(true|false)\Z"),
    "image": re.compile(r"(?![A-Za-z]+:)[^\n]{1,255}\Z"),
}
_WANTED = {
    "number": "a plain number such as 40 or 3.5",
    "boolean": "true or false",
    "image": "the name or the id of a picture, not an address",
    "date": "a date such as 2026-11-21",
    "email": "an email address",
    "url": "an address that starts with https:// or http://",
}


def declaration_faults(document: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults of field declarations: repeated or reserved keys, samples that are not of their type."""
    first: dict[str, Path] = {}
    for path, field in objects(("fields",), document.get("fields")):
        key = field.get("key")
        if not isinstance(key, str):
            continue
        where = format_path((*path, "key"))
        if key.partition(".")[0] in RESERVED_NAMESPACES:
            yield Fault(where, f"{key} is supplied by the system; bind it in a text without declaring it")
        if key in first:
            yield Fault(where, f"{key} is already declared by {format_path(first[key])}; remove one")
        first.setdefault(key, path)
        yield from _recipient_name(path, field)
        yield from _sample(path, field)
        yield from rule_faults(path, field)


def fits_type(value: str, kind: str) -> bool:
    """Tell whether a value is written as its type asks; text is always right."""
    if kind == "date":
        return _is_date(value)
    pattern = _PATTERNS.get(kind)
    return pattern is None or bool(pattern.match(value))


def _is_date(value: str) -> bool:
    # fromisoformat alone also takes 20261121 and week dates.
    try:
        return datetime.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _recipient_name(path: Path, field: dict[str, Any]) -> Iterator[Fault]:
    if field["key"] != RECIPIENT_NAME.key:
        return
    if isinstance(field.get("type"), str) and field["type"] != RECIPIENT_NAME.type:
        yield Fault(format_path((*path, "type")), f"{RECIPIENT_NAME.key} must be of type text")
    if field.get("required") is False:
        yield Fault(
            format_path((*path, "required")), f"{RECIPIENT_NAME.key} is always required; set it to true"
        )
    if "formula" in field:
        message = f"{RECIPIENT_NAME.key} always comes from the list; compute another field"
        yield Fault(format_path((*path, "formula")), message)


def _sample(path: Path, field: dict[str, Any]) -> Iterator[Fault]:
    sample, kind, longest = field.get("sample"), field.get("type"), field.get("max_length")
    if not isinstance(sample, str) or not sample:
        return
    where = format_path((*path, "sample"))
    if isinstance(kind, str) and not fits_type(sample, kind):
        yield Fault(where, f"must be {_WANTED[kind]}, found {describe(sample)}")
    if isinstance(longest, int) and len(sample) > longest:
        yield Fault(where, f"is longer than max_length, {longest} characters; shorten it")
