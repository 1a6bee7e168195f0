"""Finds what dead workers, a lost queue or a restart left behind, and sends it again."""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from certificates import tasks
from certificates.models import BulkGenerationJob, Delivery
from certificates.services import claims, dispatch, jobs, mail_claims, outbox, packaging, readings

log = logging.getLogger(__name__)


def heal() -> int:
    """Send the jobs and the readings of lists on that stand still. Returns how many.

    Safe at any time and as often as one likes: rows are claimed by conditional update, so a task too many finds
    nothing to do.
    """
    freed = claims.release_dead()
    before = timezone.now() - timedelta(seconds=settings.JOB_STALE_S)
    still = (
        jobs.under_way()
        .filter(progressed_at__lt=before)
        .filter(Q(dispatched_at=None) | Q(dispatched_at__lt=before))
    )
    sent = readings.heal(before=before)
    for job in jobs.under_way() if freed else still:
        _send_on(job)
        sent += 1
    if sent:
        log.warning("%d jobs or lists stood still and were sent on, %d rows freed", sent, freed)
    return sent + _heal_mails(before) + _heal_zips(before)


def _heal_zips(before: datetime) -> int:
    """ZIPs that were deleted with somebody's data and not packed anew. Returns the number of jobs."""
    waiting = packaging.to_repack().filter(updated_at__lt=before)
    for job in waiting:
        dispatch.send(tasks.repack_job, job)
    return len(waiting)


def _heal_mails(before: datetime) -> int:
    """Messages that are due and that nobody sends: those whose pause is over, too. Returns the number of jobs."""
    freed = mail_claims.release_dead() + mail_claims.settle_lost(Q(claimed_until__lt=timezone.now()))
    due = Delivery.objects.filter(state=Delivery.State.WAITING, next_try_at__lte=timezone.now(), claim=None)
    waiting = BulkGenerationJob.objects.filter(pk__in=due.values("job"))
    if not freed:
        waiting = waiting.filter(Q(mailed_at=None) | Q(mailed_at__lt=before))
    sent = 0
    for job in waiting:
        outbox.send(job)
        sent += 1
    return sent


def _send_on(job: BulkGenerationJob) -> None:
    if job.status == job.Status.PACKAGING:
        BulkGenerationJob.objects.filter(pk=job.pk).update(dispatched_at=timezone.now())
        dispatch.send(tasks.package_job, job)
    else:
        jobs.send(job)
