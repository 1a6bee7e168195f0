"""Works on a job from the command line, without a queue: the same steps, in processes of its own."""

import multiprocessing
import os
import time
from collections.abc import Callable
from math import ceil
from uuid import UUID

import django
from django.conf import settings
from django.db import connections

from certificates import selectors
from certificates.models import BulkGenerationJob
from certificates.selectors import Progress
from certificates.services import claims, issuing, jobs, packaging
from iconikcerts.common.errors import DomainError

POLL_S = 0.25
_spawn = multiprocessing.get_context("spawn")


class LanesDied(DomainError):
    """The processes that render ended again and again before the job did."""

    code = "lanes_died"


def run_here(
    *, job: BulkGenerationJob, lanes: int | None = None, watch: Callable[[Progress], None] = lambda _: None
) -> BulkGenerationJob:
    """Issue and pack a started job, with `lanes` processes (default: one a core); returns it as it ended.

    `watch` is called a few times a second. Workers on the queue may help: rows are claimed. Raises LanesDied.
    """
    rows = job.rows.count()
    count = min(lanes or os.cpu_count() or 1, max(1, ceil(rows / settings.JOB_CHUNK_ROWS)))
    for _ in range(claims.MAX_ATTEMPTS):
        _run_lanes(job, count, watch)
        if _pack_if_done(job):
            watch(selectors.progress(job))
            return job
        claims.release_dead()
    raise LanesDied(
        "The processes that make the PDFs ended again and again.",
        mend=f"Look at the log above; `manage.py issue --resume {job.pk}` goes on where this job stands.",
    )


def _run_lanes(job: BulkGenerationJob, count: int, watch: Callable[[Progress], None]) -> None:
    processes = [_spawn.Process(target=lane, args=(str(job.pk),), daemon=True) for _ in range(count)]
    for process in processes:
        process.start()
    try:
        while any(process.is_alive() for process in processes):
            time.sleep(POLL_S)
            watch(selectors.progress(job))
    finally:
        for process in processes:
            process.terminate()
            process.join()


def _pack_if_done(job: BulkGenerationJob) -> bool:
    """True once the job has ended. Packs it here unless a worker of the queue was quicker."""
    if jobs.finish_if_done(job_id=job.pk, dispatch=False):
        packaging.package(job_id=job.pk)
    job.refresh_from_db()
    while job.status == job.Status.PACKAGING:
        time.sleep(POLL_S)
        job.refresh_from_db()
    return job.has_ended


def lane(job_id: str) -> None:
    """The body of one process: chunk after chunk until no row is left to take."""
    django.setup()
    while issuing.issue_chunk(job_id=UUID(job_id)):
        pass
    connections.close_all()
