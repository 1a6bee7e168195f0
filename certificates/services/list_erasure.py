"""What jobs keep of recipients whose certificates are erased: rows, the list that was uploaded, the ZIP."""

from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import ApprovalRequest
from certificates import tasks
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.services import dispatch

State = JobRow.State
NAME, EMAIL = "recipient.name", "recipient.email"
# What quotes the list in `BulkGenerationJob.source`, and what makes it empty.
QUOTING: dict[str, Callable[[], Any]] = {"sample": list, "problems": list, "entry": dict, "edits": dict}
NOTHING: dict[str, Any] = {"cells": [], "values": {}, "problems": []}
# Rows that nobody will issue as they stand.
AT_REST = (State.INVALID, State.FAILED, State.CANCELLED)


def empty_rows(certificates: Collection[Certificate]) -> int:
    """Empty the rows that the certificates came from, those of corrections that failed, and those of the same lists that
    name the same person and were never issued. Returns how many."""
    ids = [certificate.pk for certificate in certificates]
    gone = JobRow.objects.filter(certificate__in=ids).update(**NOTHING)
    gone += _give_up(JobRow.objects.filter(corrects__in=ids, state__in=AT_REST).values_list("pk", flat=True))
    people = {(each.job_id, each.recipient_name, each.recipient_email.lower()) for each in certificates}
    rest = JobRow.objects.filter(job__in={each.job_id for each in certificates}, state__in=AT_REST)
    same = [
        pk
        for pk, job_id, values in rest.values_list("pk", "job_id", "values").iterator()
        if (job_id, values.get(NAME, ""), str(values.get(EMAIL, "")).lower()) in people
    ]
    return gone + _give_up(same)


def _give_up(rows: Collection[int]) -> int:
    """Empty rows that have no certificate; they are never tried again. With the jobs that were made for one of them alone."""
    ids = list(rows)
    alone = BulkGenerationJob.objects.filter(rows__in=ids, input_name="").select_related(
        "template_version__template"
    )
    for job in alone:
        _strip(job)
    return JobRow.objects.filter(pk__in=ids).update(state=State.CANCELLED, **NOTHING)


def erase(*, jobs: Sequence[BulkGenerationJob]) -> dict[str, int]:
    """Delete the lists and ZIPs of jobs, which the caller holds; ZIPs are packed anew. How many went, by what."""
    counts = {"lists": 0, "zips": 0}
    for job in jobs:
        for kind, name in (("lists", str(job.input_file)), ("zips", str(job.output_file))):
            if name:
                transaction.on_commit(partial(default_storage.delete, name), robust=True)
                counts[kind] += 1
        job.input_file, job.output_file = "", ""
        _strip(job)
        dispatch.send(tasks.repack_job, job)
    return counts


def _strip(job: BulkGenerationJob) -> None:
    """Take what names recipients from the job itself. One of a single certificate is called after its recipient."""
    job.source = {key: QUOTING[key]() if key in QUOTING else said for key, said in job.source.items()}
    if not job.input_name:
        job.name = job.template_version.template.name[:200]
        ApprovalRequest.objects.filter(targets__target_id=job.pk).update(label=job.name)
    job.save(update_fields=["name", "source", "input_file", "output_file", "updated_at"])
