"""Jobs and their rows, always narrowed by team."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.models import Team
from certificates.models import BulkGenerationJob, JobRow
from iconikcerts.common.errors import NotFound

State = JobRow.State
LISTED = (State.ISSUED, State.FAILED, State.INVALID)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a job is, from its rows. `rate` in certificates a second, `seconds_left` None while unknown."""

    total: int
    ready: int
    working: int
    issued: int
    failed: int
    invalid: int
    cancelled: int
    rate: float
    seconds_left: int | None

    @property
    def done(self) -> int:
        return self.issued + self.failed + self.cancelled

    @property
    def to_issue(self) -> int:
        """All rows but those that the checks refused."""
        return self.total - self.invalid

    @property
    def percent(self) -> int:
        return 100 * self.done // self.to_issue if self.to_issue else 0


def progress(job: BulkGenerationJob) -> Progress:
    """One grouped count over the job's rows."""
    return progress_of([job])[job.pk]


def progress_of(jobs: Collection[BulkGenerationJob]) -> dict[UUID, Progress]:
    """Each job's progress by its id: one grouped count over the rows of all of them."""
    counts: dict[UUID, dict[str, int]] = {job.pk: {} for job in jobs}
    counted = JobRow.objects.filter(job__in=counts).order_by().values_list("job_id", "state")
    for job_id, state, count in counted.annotate(n=Count("id")):
        counts[job_id][state] = count
    return {job.pk: _progress(job, counts[job.pk]) for job in jobs}


def _progress(job: BulkGenerationJob, counts: Mapping[str, int]) -> Progress:
    issued = counts.get(State.ISSUED, 0)
    left = counts.get(State.READY, 0) + counts.get(State.WORKING, 0)
    rate = _rate(job, issued)
    return Progress(
        total=sum(counts.values()),
        ready=counts.get(State.READY, 0),
        working=counts.get(State.WORKING, 0),
        issued=issued,
        failed=counts.get(State.FAILED, 0),
        invalid=counts.get(State.INVALID, 0),
        cancelled=counts.get(State.CANCELLED, 0),
        rate=rate,
        seconds_left=round(left / rate) if rate and not job.has_ended else None,
    )


def _rate(job: BulkGenerationJob, issued: int) -> float:
    if not job.started_at:
        return 0.0
    until: datetime = job.completed_at or timezone.now()
    seconds = (until - job.started_at).total_seconds()
    return issued / seconds if seconds > 0 else 0.0


def jobs(team: Team) -> QuerySet[BulkGenerationJob]:
    """The team's jobs, newest first, with their design and the counts that a list shows. Documents are not loaded."""
    counted = {f"{state.value}_count": _rows_of_job(state=state) for state in LISTED}
    return (
        BulkGenerationJob.objects.filter(team=team)
        .select_related("template_version__template", "creator")
        .defer("source", "mapping", "template_version__document")
        .annotate(row_count=_rows_of_job(), **counted)
        .order_by("-created_at", "-id")
    )


def _rows_of_job(**of: State) -> Coalesce:
    """How many rows a job has, counted for the jobs of one page alone; a join would group the rows of all of them."""
    rows = JobRow.objects.filter(job=OuterRef("pk"), **of).order_by().values("job")
    return Coalesce(Subquery(rows.annotate(n=Count("id")).values("n")), 0)


def job(team: Team, job_id: UUID) -> BulkGenerationJob:
    """Raises NotFound when it is not this team's."""
    found = (
        BulkGenerationJob.objects.filter(team=team, pk=job_id)
        .select_related("template_version__template", "team", "creator", "reading")
        .first()
    )
    if found is None:
        raise NotFound("There is no such job in this team.", mend="Look in the list of jobs.")
    return found


def rows_with_problems(job: BulkGenerationJob) -> QuerySet[JobRow]:
    """Rows that were refused by the checks or failed, in the order of the file."""
    return job.rows.filter(state__in=[State.INVALID, State.FAILED]).order_by("line")


def rows_for_progress(job: BulkGenerationJob) -> QuerySet[JobRow]:
    """What a person wants to see first: failed rows, then those in work, then the rest in the order of the file."""
    order = Case(When(state=State.FAILED, then=0), When(state=State.WORKING, then=1), default=2)
    return job.rows.select_related("certificate").annotate(place=order).order_by("place", "line")


def rows_with_remarks(job: BulkGenerationJob) -> QuerySet[JobRow]:
    """Rows with any problem or warning: refused ones first, in the order of the file."""
    order = Case(When(state=State.INVALID, then=0), default=1)
    return job.rows.exclude(problems=[]).annotate(place=order).order_by("place", "line")
