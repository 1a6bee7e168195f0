"""What of an event is hashed: its canonical JSON (RFC 8785)."""

import hashlib
from datetime import UTC, datetime
from typing import Any

from accounts.models import AuditEvent, AuditParticulars
from iconikcerts.common.canonical import canonical

# Of the form below. Another form gets another number, and old links are checked by the old one.
VERSION = 1


def of_event(event: AuditEvent) -> dict[str, Any]:
    """Everything that the event says. Of what can be forgotten it holds the digest."""
    return {
        "v": VERSION,
        "id": str(event.pk),
        "at": _moment(event.created_at),
        "team": str(event.team_id or ""),
        "actor": str(event.actor_id or ""),
        "actor_kind": event.actor_kind,
        "actor_ref": event.actor_ref,
        "action": event.action,
        "target": [event.target_type, event.target_id, event.target_label],
        "data": event.data,
        "changes": event.changes,
        "particulars": [str(event.particulars_id or ""), event.particulars_digest],
    }


def hash_of_link(event: AuditEvent, *, sequence: int, previous: str) -> str:
    """SHA-256 in hex over the event, its place, and the hash before it ("" for the first)."""
    return hash_of({"event": of_event(event), "sequence": sequence, "previous": previous})


def hash_of(linked: dict[str, Any]) -> str:
    """SHA-256 in hex over what is linked, as exports carry it."""
    return hashlib.sha256(canonical(linked)).hexdigest()


def digest_of_particulars(row: AuditParticulars) -> str:
    """SHA-256 in hex over the row with its salt."""
    said = {
        "salt": row.salt,
        "person": str(row.person_id or ""),
        "subject": str(row.subject_id or ""),
        "address": str(row.address or ""),
        "device": row.device,
        "values": row.values,
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
