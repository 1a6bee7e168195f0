"""Works on a job from the command line, without a queue: the same steps, in processes of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from math import ceil

from django.conf import settings

from certificates import selectors
from certificates.models import BulkGenerationJob
from certificates.selectors import Progress
from certificates.services import claims, jobs, packaging
from iconikcerts.common.errors import DomainError

POLL_S = 0.25
LANE = (sys.executable, "-m", "django", "work_on_job")


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
    """Processes of their own, for each drives a browser; they end when no row is left to take."""
    command = [*LANE, str(job.pk)]
    processes = [subprocess.Popen(command, cwd=settings.BASE_DIR) for _ in range(count)]  # noqa: S603
    try:
        while any(process.poll() is None for process in processes):
            time.sleep(POLL_S)
            watch(selectors.progress(job))
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def _pack_if_done(job: BulkGenerationJob) -> bool:
    """True once the job has ended. Packs it here unless a worker of the queue was quicker."""
    if jobs.finish_if_done(job_id=job.pk, queue=False):
        packaging.package(job_id=job.pk)
    job.refresh_from_db()
    while job.status == job.Status.PACKAGING:
        time.sleep(POLL_S)
        job.refresh_from_db()
    return job.has_ended
