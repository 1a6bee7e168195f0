"""What goes of jobs and certificates when a team is erased, and what stays so that certificates can be verified."""

from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from accounts import erasure
from accounts.models import Team
from certificates.models import BulkGenerationJob, Delivery, JobRow, SearchWord
from certificates.services import erasure_requests, jobs

Status = BulkGenerationJob.Status
State = JobRow.State


def prepare(team: Team) -> None:
    """Cancel the jobs that run. Raises NotYet until they have ended."""
    running = BulkGenerationJob.objects.for_team(team).filter(
        status__in=[Status.PROCESSING, Status.PACKAGING]
    )
    for job in running.filter(status=Status.PROCESSING, cancelled_at=None):
        jobs.cancel(job=job, by=None)
    if running.exists():
        raise erasure.NotYet("its jobs are being cancelled")


def erase(team: Team) -> None:
    """Lists, rows that were not issued, ZIPs and messages go, and jobs without certificates. Certificates keep their files."""
    erasure_requests.settle_all(team=team)
    mine = BulkGenerationJob.objects.for_team(team)
    for names in mine.values_list("input_file", "output_file"):
        for name in filter(None, names):
            transaction.on_commit(partial(default_storage.delete, name), robust=True)
    Delivery.objects.filter(job__in=mine).delete()
    SearchWord.objects.filter(team=team).delete()
    JobRow.objects.filter(job__in=mine).exclude(state=State.ISSUED).delete()
    JobRow.objects.filter(job__in=mine).update(cells=[], values={}, problems=[])
    mine.filter(certificates=None).delete()
    mine.update(name="", input_file="", input_name="", output_file="", source={}, mapping={})
