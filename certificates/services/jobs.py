"""The life of a job: start, cancel, retry, end."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import ApprovalRequest, User
from accounts.services import anomalies, approvals
from billing.services import quota
from certificates import tasks
from certificates.models import BulkGenerationJob, JobRow
from certificates.options import JobOptions
from certificates.services import claims, dispatch, loading, outbox
from iconikcerts.common import origin
from iconikcerts.common.errors import Conflict
from templates_app.document import validate

RUN = "job.run"  # the act that a team can want a second person for
Status = BulkGenerationJob.Status
State = JobRow.State
# What a worker's acts on a job follow from.
STARTED = ("job.start", "job.retry")


def _locked(job: BulkGenerationJob) -> BulkGenerationJob:
    return BulkGenerationJob.objects.select_for_update(of=("self",)).select_related("team").get(pk=job.pk)


@transaction.atomic
def start(
    *,
    job: BulkGenerationJob,
    by: User | None,
    options: JobOptions,
    queue: bool = True,
    approved: ApprovalRequest | None = None,
) -> BulkGenerationJob:
    """Reserve the quota and let the workers begin. `queue=False`: the caller works on the job itself. `approved`: the request
    that a second person has just approved.

    Raises Conflict (started already, still being read, nothing to issue, a design that is a draft), ApprovalNeeded,
    QuotaExceeded, InvalidDocument, or the faults of options.
    """
    job = _locked(job)
    if job.status != Status.DRAFT:
        raise Conflict("This job was started already.", mend="Open it to see how far it is.")
    loading.refuse_while_read(job)
    ready = job.rows.filter(state=State.READY).count()
    if not ready:
        raise Conflict(
            "No row of this list can be issued.",
            mend="Mend the rows that are listed, or upload another file.",
        )
    approvals.require(team=job.team, act=RUN, count=ready, approved=approved)
    options.check()
    if not job.template_version.is_published:
        raise Conflict("This version of the design is a draft.", mend="Publish it, then issue with it.")
    validate(job.template_version.document)
    job.options = {**options.to_json(), "issued_on": options.issued_on or timezone.localdate().isoformat()}
    job.started_at = timezone.now()
    audit.record(
        team=job.team, by=by, action="job.start", target=job, rows=ready, **approvals.trace(approved)
    )
    anomalies.after_issue(team=job.team, by=by)
    return _run(job, amount=ready, queue=queue)


@transaction.atomic
def retry(*, job: BulkGenerationJob, by: User | None, queue: bool = True) -> BulkGenerationJob:
    """Issue what failed, or what was left when the job stopped. Raises Conflict and QuotaExceeded."""
    job = _locked(job)
    if not job.has_ended:
        raise Conflict("This job is still running.", mend="Wait for its end, or cancel it.")
    if job.list_deleted_at:
        raise Conflict(
            "The list of this job was deleted by your team's rules.",
            mend="Upload the rows that are missing as a new job.",
        )
    job.rows.filter(state=State.FAILED).update(state=State.READY, problems=[], attempts=0)
    ready = job.rows.filter(state=State.READY).count()
    if not ready and job.status != Status.FAILED:
        raise Conflict("No row of this job failed.", mend="There is nothing to try again.")
    # Another worker may still be at rows of its own when one stops the job.
    issued = job.rows.filter(state__in=[State.ISSUED, State.WORKING]).count()
    job.started_at, job.completed_at, job.cancelled_at, job.failure = timezone.now(), None, None, ""
    audit.record(team=job.team, by=by, action="job.retry", target=job, rows=ready)
    anomalies.after_issue(team=job.team, by=by)
    return _run(job, amount=issued + ready, queue=queue)


def _run(job: BulkGenerationJob, *, amount: int, queue: bool) -> BulkGenerationJob:
    quota.reserve(team=job.team, amount=amount, reference=job.usage_reference)
    job.status, job.progressed_at = Status.PROCESSING, timezone.now()
    job.save()
    if queue:
        send(job)
    return job


def send(job: BulkGenerationJob) -> None:
    """Put the job's lanes on the queue after the commit; each lane takes a chunk and queues up again."""
    BulkGenerationJob.objects.filter(pk=job.pk).update(dispatched_at=timezone.now())
    for _ in range(settings.JOB_LANES):
        dispatch.send(tasks.work_on_job, job)


def cancel(*, job: BulkGenerationJob, by: User | None) -> None:
    """Take back every row that nobody works on yet, and what they had reserved; what is being made this second is
    still issued.

    Raises Conflict when the job does not run. The job's row is not held while its rows are taken back: workers
    lock rows first and the job last.
    """
    with transaction.atomic():
        running = BulkGenerationJob.objects.filter(pk=job.pk, status=Status.PROCESSING, cancelled_at=None)
        if not running.update(cancelled_at=timezone.now(), updated_at=timezone.now()):
            raise Conflict("This job is not running.", mend="There is nothing to cancel.")
        audit.record(team=job.team, by=by, action="job.cancel", target=job)
    claims.take_back(job=job)
    give_back(job_id=job.pk)
    dispatch.send(tasks.work_on_job, job)


def finish_if_done(*, job_id: UUID, queue: bool = True) -> bool:
    """Begin packing, and let the messages go, once no row is left. Of all workers that ask, one hits, and gets True.

    `queue=False`: the caller packs itself.
    """
    unfinished = JobRow.objects.filter(job=OuterRef("pk"), state__in=[State.READY, State.WORKING])
    with transaction.atomic():
        won = (
            BulkGenerationJob.objects.filter(pk=job_id, status=Status.PROCESSING)
            .filter(~Exists(unfinished))
            .update(status=Status.PACKAGING, progressed_at=timezone.now())
        )
        if won:
            _go_on(BulkGenerationJob.objects.only("status", "cancelled_at").get(pk=job_id), queue=queue)
    return bool(won)


def _go_on(job: BulkGenerationJob, *, queue: bool) -> None:
    """Packing first: the ZIP waits for no message."""
    if queue:
        dispatch.send(tasks.package_job, job)
    if outbox.release(job_id=job.pk, was_cancelled=job.cancelled_at is not None):
        outbox.send(job)


def stop(*, job: BulkGenerationJob, reason: str) -> None:
    """A fault of the whole job: it waits with the reason until somebody presses “Go on”. Rows stay as they are; what
    they had reserved is given back, and reserved anew then."""
    BulkGenerationJob.objects.filter(pk=job.pk, status__in=[Status.PROCESSING, Status.PACKAGING]).update(
        status=Status.FAILED, failure=reason, progressed_at=timezone.now()
    )
    give_back(job_id=job.pk)


def give_back(*, job_id: UUID) -> None:
    """Give back the quota of rows that a stopped or cancelled job will not issue as things stand. Safe at any time.

    Called whenever such a job comes to rest a little more: rows that somebody works on still count, for they may be
    issued. The job is held, so that it cannot be started again between the count and the ledger.
    """
    resting = BulkGenerationJob.objects.filter(
        Q(status=Status.FAILED) | Q(status=Status.PROCESSING, cancelled_at__isnull=False), pk=job_id
    )
    if not resting.exists():
        return
    with transaction.atomic():
        job = resting.select_for_update(of=("self",)).select_related("team").first()
        if job is None:
            return
        is_stopped = job.status == Status.FAILED
        states = [State.ISSUED, State.WORKING] + ([] if is_stopped else [State.READY])
        write = quota.settle if is_stopped else quota.restate
        amount = job.rows.filter(state__in=states).count()
        write(team=job.team, reference=job.usage_reference, amount=amount)


def complete(*, job: BulkGenerationJob) -> bool:
    """The package is there: end the job, and count what was issued. Safe to call twice; True for the first."""
    issued = job.rows.filter(state=State.ISSUED).count()
    ended = Status.CANCELLED if job.cancelled_at else Status.COMPLETED
    with transaction.atomic():
        won = BulkGenerationJob.objects.filter(pk=job.pk, status=Status.PACKAGING).update(
            status=ended,
            completed_at=timezone.now(),
            output_file=job.output_file.name,
            package_deleted_at=None,
        )
        if won:
            quota.settle(team=job.team, reference=job.usage_reference, amount=issued)
            cause = audit.latest(team=job.team, target=job, actions=STARTED)
            with origin.acting(origin.Origin(channel="job", reference=str(job.pk))):
                audit.record(
                    team=job.team,
                    by=job.creator,
                    action="job.complete",
                    target=job,
                    cause=cause,
                    issued=issued,
                    outcome=ended,
                )
    return bool(won)


def under_way() -> QuerySet[BulkGenerationJob]:
    """Jobs that some worker should be working on."""
    return BulkGenerationJob.objects.filter(status__in=[Status.PROCESSING, Status.PACKAGING])
