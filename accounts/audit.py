"""The one way to write the audit trail."""

from collections.abc import Iterable
from typing import Any

from django.db import models

from accounts.models import AuditEvent, Team, User


def record(*, team: Team, by: User | None, action: str, target: models.Model, **data: Any) -> AuditEvent:
    """Write one deed; call it inside the transaction of the deed. `action` is "noun.verb", as in "job.start"."""
    return AuditEvent.objects.create(
        team=team,
        actor=by,
        action=action,
        target_type=type(target).__name__,
        target_id=str(target.pk),
        data=data,
    )


def record_each(
    *, team: Team, by: User | None, action: str, targets: Iterable[models.Model], **data: Any
) -> None:
    """Write the same deed for many things at once."""
    AuditEvent.objects.bulk_create(
        AuditEvent(
            team=team,
            actor=by,
            action=action,
            target_type=type(target).__name__,
            target_id=str(target.pk),
            data=data,
        )
        for target in targets
    )
