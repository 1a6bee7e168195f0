"""Events as files, made while they are sent."""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet

from accounts.audit import content
from accounts.models import AuditEvent
from iconikcerts.common.cells import defuse

COLUMNS = (
    "time", "person", "email", "kind", "through", "act", "thing", "thing_id", "name", "changes", "data", "address",
    "device", "place_in_chain", "hash",
)  # fmt: skip
BATCH = 500


def as_csv(events: QuerySet[AuditEvent]) -> Iterator[str]:
    """RFC 4180 with a byte order mark, newest first; no cell runs as a formula."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for event in _read(events):
        yield writer.writerow([defuse(cell) for cell in _cells(event)])


def as_json(events: QuerySet[AuditEvent]) -> Iterator[str]:
    """A list of {event, sequence, previous, hash, …}: the first three make the hash, by RFC 8785 and SHA-256."""
    yield "[\n"
    separator = ""
    for event in _read(events):
        yield separator + json.dumps(_entry(event), ensure_ascii=False)
        separator = ",\n"
    yield "\n]\n"


class _Echo:
    """A file that gives back what is written, for csv.writer."""

    def write(self, text: str) -> str:
        return text


def _read(events: QuerySet[AuditEvent]) -> Iterable[AuditEvent]:
    told = events.select_related("actor", "particulars", "link").order_by("-created_at", "-id")
    return told.iterator(chunk_size=BATCH)


def _cells(event: AuditEvent) -> list[str]:
    told, actor = event.particulars, event.actor
    link = getattr(event, "link", None)
    return [
        event.created_at.isoformat(),
        actor.get_full_name() if actor else str(event.actor_id or ""),
        actor.email if actor else "",
        event.actor_kind,
        event.actor_ref,
        event.action,
        event.target_type,
        event.target_id,
        event.target_label,
        _text(event.changes),
        _text(event.data),
        str(told.address or "") if told else "",
        told.device if told else "",
        str(link.sequence) if link else "",
        link.hash if link else "",
    ]


def _entry(event: AuditEvent) -> dict[str, Any]:
    told, actor = event.particulars, event.actor
    link = getattr(event, "link", None)
    return {
        "event": content.of_event(event),
        "sequence": link.sequence if link else None,
        "previous": link.previous if link else None,
        "hash": link.hash if link else None,
        "person": {"name": actor.name, "email": actor.email} if actor else None,
        "from": {"address": told.address, "device": told.device} if told else None,
        "personal": told.values if told else {},
    }


def _text(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if value else ""
