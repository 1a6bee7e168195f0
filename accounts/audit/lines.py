"""Events as people read them: who did what to which thing, from where, with what before and after."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from accounts.audit import words
from accounts.models import AuditEvent, User
from iconikcerts.common import devices

Kind = AuditEvent.ActorKind
# Times stand in the trail as ISO 8601, with their offset.
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?[+-]\d\d:\d\d")
# The page of a thing, by the name of its model: (URL name, keyword).
PAGES = {
    "BulkGenerationJob": ("certificates:job", "job_id"),
    "Certificate": ("certificates:certificate", "certificate_id"),
}


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A field that changed; `is_kept`: both ends are known. A missing end is ""."""

    label: str
    before: str
    after: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class AuditLine:
    """An event in words. `who` is "" for nobody; `facts`: what else it says, as (label, value)."""

    pk: UUID
    at: datetime
    who: str
    through: str
    what: str
    thing: str
    name: str
    url: str
    target: str
    changes: list[FieldLine]
    facts: list[tuple[str, str]]
    address: str
    device: str
    sequence: int
    hash: str


def lines(events: Sequence[AuditEvent], *, reader: User | None = None) -> list[AuditLine]:
    """The events of a page, in one query beyond theirs. `reader`: shows addresses and devices of this person's own acts alone."""
    ids = {event.target_id for event in events if event.target_type == "User"}
    people = {str(user.pk): user for user in User.objects.filter(pk__in=ids)} if ids else {}
    return [_line(event, people, reader) for event in events]


def _line(event: AuditEvent, people: dict[str, User], reader: User | None) -> AuditLine:
    told = event.particulars if reader is None or event.actor_id in (None, reader.pk) else None
    link = getattr(event, "link", None)
    person = people.get(event.target_id)
    return AuditLine(
        pk=event.pk,
        at=event.created_at,
        who=_who(event),
        through=_through(event),
        what=words.of_action(event.action),
        thing=words.of_object(event.target_type) if event.target_type else "",
        name=person.get_full_name() if person else event.target_label,
        url=_url(event),
        target=event.target_id,
        changes=_changes(event, told.values if told else {}),
        facts=[(words.of_field(name), _said(value)) for name, value in sorted(event.data.items())],
        address=str(told.address or "") if told else "",
        device=devices.named(told.device) if told else "",
        sequence=link.sequence if link else 0,
        hash=link.hash if link else "",
    )


def _who(event: AuditEvent) -> str:
    if event.actor:
        return event.actor.get_full_name()
    return "Former member" if event.actor_id else ""


def _through(event: AuditEvent) -> str:
    """What the actor acted through, where it was not the pages."""
    said = {
        Kind.TOKEN: f"API token {event.actor_ref}",
        Kind.STAFF: "Operator",
        Kind.JOB: "Job",
        Kind.SYSTEM: "" if event.actor_id else "System",
    }
    return said.get(Kind(event.actor_kind), "")


def _url(event: AuditEvent) -> str:
    name, keyword = PAGES.get(event.target_type, ("", ""))
    try:
        return reverse(name, kwargs={keyword: UUID(event.target_id)}) if name else ""
    except (NoReverseMatch, ValueError):
        return ""


def _changes(event: AuditEvent, personal: dict[str, Any]) -> list[FieldLine]:
    made = []
    for name, ends in sorted(event.changes.items()):
        known = ends or personal.get(name) or {}
        ends_said = _said(known.get("from")), _said(known.get("to"))
        made.append(FieldLine(words.of_field(name), *ends_said, is_kept=bool(known)))
    return made


def _said(value: object) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and _TIME.fullmatch(value):
        return f"{datetime.fromisoformat(value).astimezone(UTC):%-d %b %Y, %H:%M} UTC"
    if isinstance(value, list):
        return ", ".join(map(_said, value))
    if isinstance(value, dict):
        return ", ".join(f"{words.of_field(name)}: {_said(entry)}" for name, entry in value.items())
    return str(value)
