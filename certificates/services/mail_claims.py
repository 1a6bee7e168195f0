"""Who sends which messages: claims with a lease, and the one moment after which a message is never tried again."""

import uuid
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q
from django.utils import timezone

from certificates.models import Certificate, Delivery
from certificates.services import claims, mail_faults

State = Delivery.State
REVOKED = ("revoked", "The certificate was revoked before the message was sent.")
FREE = {"claim": None, "claimed_until": None}


@transaction.atomic
def claim(*, job_id: UUID, limit: int) -> list[Delivery]:
    """Take up to `limit` due messages of a job that nobody has; [] when there are none. A constant number of queries."""
    settle_lost(Q(job=job_id, claimed_until__lt=timezone.now()))
    skips_locked = connection.features.has_select_for_update_skip_locked
    due = Delivery.objects.filter(
        job=job_id, state=State.WAITING, next_try_at__lte=timezone.now(), claim=None
    )
    locked = due.order_by("next_try_at", "id").select_for_update(skip_locked=skips_locked)
    ids = list(locked.values_list("pk", flat=True)[:limit])
    token = uuid.uuid4()
    Delivery.objects.filter(pk__in=ids).update(
        claim=token,
        claimed_by=claims.worker_name(),
        claimed_until=timezone.now() + timedelta(seconds=settings.MAIL_LEASE_S),
    )
    taken = Delivery.objects.filter(claim=token).select_related("certificate__hash", "asked_by")
    return list(taken.order_by("next_try_at", "id"))


def begin(delivery: Delivery) -> bool:
    """Mark a message as being sent, in the last moment before it is; False when it must not be any more.

    That is when its claim was lost, or its certificate was revoked meanwhile.
    """
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim, state=State.WAITING)
    valid = Certificate.objects.filter(pk=delivery.certificate_id, status=Certificate.Status.VALID)
    if mine.filter(certificate__in=valid).update(state=State.SENDING, attempts=F("attempts") + 1):
        return True
    code, words = REVOKED
    mine.update(
        state=State.SKIPPED,
        fault_code=code,
        fault=words,
        next_try_at=None,
        updated_at=timezone.now(),
        **FREE,
    )
    return False


def release(delivery: Delivery) -> None:
    """Give all that is left of a claim back."""
    Delivery.objects.filter(claim=delivery.claim, state=State.WAITING).update(**FREE)


def settle_lost(lost: Q) -> int:
    """Free what lost claims held. What was being sent may have gone out: a person decides. Returns how many rows."""
    code, words = mail_faults.UNCLEAR
    held = Delivery.objects.filter(lost, claim__isnull=False)
    unclear = held.filter(state=State.SENDING).update(
        state=State.FAILED,
        fault_code=code,
        fault=words,
        next_try_at=None,
        updated_at=timezone.now(),
        **FREE,
    )
    return unclear + held.filter(state=State.WAITING).update(**FREE)


def release_dead() -> int:
    """Settle the claims of processes of this machine that are no longer there. Returns the number of messages."""
    held = Delivery.objects.filter(claim__isnull=False)
    return settle_lost(Q(claimed_by__in=claims.dead_workers(held)))
