"""Pages of a list in order of time, by key: the last page costs what the first does, and new rows on top move nothing."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class KeysetPage(Generic[Row]):
    """Rows, newest first. `newer` and `older` are keys of the pages beside it, "" where there is none."""

    rows: list[Row]
    newer: str
    older: str


def page(found: QuerySet[Row], *, size: int, after: str = "", before: str = "") -> KeysetPage[Row]:
    """The `size` rows that follow the key `after`, or go ahead of the key `before`; the newest without either.

    A key is the place of one row in the order of (created_at, id). One that cannot be read counts as none.
    """
    going_back = _place(before)
    start = going_back or _place(after)
    order = ("created_at", "id") if going_back else ("-created_at", "-id")
    if start:
        found = found.filter(_beyond(*start, newer=bool(going_back)))
    rows = list(found.order_by(*order)[: size + 1])
    is_more, rows = len(rows) > size, rows[:size]
    if going_back:
        rows.reverse()
    has_newer = is_more if going_back else bool(start)
    has_older = bool(going_back) or is_more
    return KeysetPage(
        rows,
        newer=_key(rows[0]) if rows and has_newer else "",
        older=_key(rows[-1]) if rows and has_older else "",
    )


def _beyond(when: datetime, pk: UUID, *, newer: bool) -> Q:
    """Rows on one side of a place. The first bound alone lets the index begin there; the second settles ties."""
    if newer:
        return Q(created_at__gte=when) & (Q(created_at__gt=when) | Q(pk__gt=pk))
    return Q(created_at__lte=when) & (Q(created_at__lt=when) | Q(pk__lt=pk))


def _key(row: Model) -> str:
    text = f"{row.created_at.isoformat()} {row.pk.hex}"  # type: ignore[attr-defined]
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _place(key: str) -> tuple[datetime, UUID] | None:
    try:
        text = base64.urlsafe_b64decode(key + "=" * (-len(key) % 4)).decode()
        when, _, pk = text.partition(" ")
        place = datetime.fromisoformat(when), UUID(pk)
    except (binascii.Error, ValueError):
        return None
    return place if place[0].tzinfo else None
