"""Writing events, in the transaction of the act; their links in the chain follow its commit."""

import secrets
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from accounts.audit import chain, content
from accounts.audit.changes import between, plain
from accounts.models import AuditEvent, AuditParticulars, AuditPending, Team, User
from iconikcerts.common import origin

Kind = AuditEvent.ActorKind
KINDS = {"admin": Kind.STAFF, "token": Kind.TOKEN, "job": Kind.JOB}
BATCH = 500


def record(
    *,
    team: Team | None,
    by: User | None,
    action: str,
    target: models.Model | None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    personal: Collection[str] = (),
    subject: User | None = None,
    cause: AuditEvent | None = None,
    **data: Any,
) -> AuditEvent:
    """Write one act; call it inside the transaction of the act. `action` is "noun.verb", as in "job.start".

    `before`, `after`: fields by name; those that differ are kept. `personal`: names of fields, and of `data`, that tell
    about a person: their values are kept where they can be forgotten, and the event says only that they changed. Never give
    recipients' data, not even so. `subject`: the person it is about, when that is not `by`. `cause`: the event that
    this one follows from; a worker's act then comes from where that came from. `team` None: the act of a person or of
    the site. `target` None: there is no such thing, as with a log-in to an account that nobody has.
    """
    events = _write(
        team=team,
        by=by,
        action=action,
        targets=[target],
        changes=between(before, after, personal),
        personal=personal,
        subject=subject,
        cause=cause,
        data=data,
    )
    return events[0]


def record_each(
    *,
    team: Team,
    by: User | None,
    action: str,
    targets: Iterable[models.Model],
    cause: AuditEvent | None = None,
    **data: Any,
) -> None:
    """Write the same act for many things at once, in two statements for every few hundred."""
    _write(
        team=team,
        by=by,
        action=action,
        targets=list(targets),
        changes=({}, {}),
        personal=(),
        subject=None,
        cause=cause,
        data=data,
    )


def latest(*, team: Team, target: models.Model, actions: Collection[str]) -> AuditEvent | None:
    """The newest of these acts on a thing: what a worker's act follows from."""
    found = AuditEvent.objects.filter(team=team, target_id=str(target.pk), action__in=actions)
    return found.order_by("-created_at").first()


def _write(
    *,
    team: Team | None,
    by: User | None,
    action: str,
    targets: Sequence[models.Model | None],
    changes: tuple[dict[str, Any], dict[str, Any]],
    personal: Collection[str],
    subject: User | None,
    cause: AuditEvent | None,
    data: Mapping[str, Any],
) -> list[AuditEvent]:
    """The events, and a mark for each that it waits for its link."""
    shown, hidden = changes
    hidden |= {name: plain(value) for name, value in data.items() if name in personal}
    here = origin.current()
    common: dict[str, Any] = {
        "team": team,
        "actor": by,
        "actor_kind": KINDS.get(here.channel, Kind.PERSON if by else Kind.SYSTEM),
        "actor_ref": here.reference[:64],
        "action": action,
        "data": plain({name: value for name, value in data.items() if name not in personal}),
        "changes": shown,
    }
    with transaction.atomic(savepoint=False):
        common |= _particulars(by, subject, hidden, cause)
        events = [
            AuditEvent(
                **common,
                target_type=type(target).__name__ if target else "",
                target_id=str(target.pk) if target else "",
                target_label=str(getattr(target, "audit_label", ""))[:200],
            )
            for target in targets
        ]
        AuditEvent.objects.bulk_create(events, batch_size=BATCH)
        waiting = [AuditPending(event=event, chain=event.chain) for event in events]
        AuditPending.objects.bulk_create(waiting, batch_size=BATCH)
        for each in {event.chain for event in events}:
            # A chain that cannot be written this moment is the sweeper's business, not the caller's.
            transaction.on_commit(partial(chain.seal, each), robust=True)
    return events


def _particulars(
    by: User | None, subject: User | None, hidden: dict[str, Any], cause: AuditEvent | None
) -> dict[str, Any]:
    """From where, and the personal values, as a row of their own; those of the cause where the act has none."""
    here = origin.current()
    if not (here.address or here.device or hidden):
        if cause is None or not cause.particulars_id:
            return {}
        return {"particulars_id": cause.particulars_id, "particulars_digest": cause.particulars_digest}
    row = AuditParticulars(
        created_at=timezone.now(),
        person_id=by.pk if by else None,
        subject_id=subject.pk if subject else None,
        salt=secrets.token_hex(16),
        address=here.address or None,
        device=here.device,
        values=hidden,
    )
    row.save(force_insert=True)
    return {"particulars_id": row.pk, "particulars_digest": content.digest_of_particulars(row)}
