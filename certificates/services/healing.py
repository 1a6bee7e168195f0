"""Finds what dead workers, a lost queue or a restart left behind, and sends it again."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from certificates import tasks
from certificates.models import BulkGenerationJob
from certificates.services import claims, dispatch, jobs, readings

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
    return sent


def _send_on(job: BulkGenerationJob) -> None:
    if job.status == job.Status.PACKAGING:
        BulkGenerationJob.objects.filter(pk=job.pk).update(dispatched_at=timezone.now())
        dispatch.send(tasks.package_job, job)
    else:
        jobs.send(job)
