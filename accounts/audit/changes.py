"""What changed, in values that JSON holds and that are spelt in one way only."""

import enum
import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models.fields.files import FieldFile

Change = dict[str, Any]


def snapshot(thing: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """The values of these fields, to be given as `before` or `after`."""
    return {name: getattr(thing, name) for name in fields}


def between(
    before: Mapping[str, Any] | None, after: Mapping[str, Any] | None, personal: Collection[str] = ()
) -> tuple[dict[str, Change], dict[str, Change]]:
    """The fields that differ, as ({"field": {"from": …, "to": …}}, the same for personal ones).

    In the first, personal fields stand as {}: that they changed is all that it says. A field that only one side has
    was made or removed, and the other end is missing.
    """
    shown: dict[str, Change] = {}
    hidden: dict[str, Change] = {}
    old, new = plain(before or {}), plain(after or {})
    for name in sorted({*old, *new}):
        if name in old and name in new and old[name] == new[name]:
            continue
        ends = {end: side[name] for end, side in (("from", old), ("to", new)) if name in side}
        shown[name] = {} if name in personal else ends
        if name in personal:
            hidden[name] = ends
    return shown, hidden


def plain(value: Any) -> Any:
    """`value` as JSON without fractions. Raises TypeError for what has no one spelling: give text instead."""
    if isinstance(value, enum.Enum):
        return plain(value.value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return str(value).replace("\0", "")  # PostgreSQL keeps no NUL
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, uuid.UUID | Decimal | timedelta | FieldFile):
        return str(value)
    if isinstance(value, models.Model):
        return str(value.pk)
    if isinstance(value, Mapping):
        return {str(name): plain(entry) for name, entry in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        entries = [plain(entry) for entry in value]
        return sorted(entries, key=str) if isinstance(value, set | frozenset) else entries
    raise TypeError(f"The audit trail holds text and whole numbers, not {type(value).__name__}.")
