"""Rows of a job, page by page, and who works on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.db.models import Count, Max, Min, Q, QuerySet

from certificates.models import BulkGenerationJob, JobRow
from certificates.options import JobOptions
from iconikcerts.common.errors import NotFound

State = JobRow.State
PAGE_ROWS = 50


@dataclass(frozen=True, slots=True)
class View:
    """A choice of rows that a list offers: its name in addresses, its label, which rows."""

    name: str
    label: str
    which: Q


EMAIL = "recipient.email"
REMARKED = ~Q(problems=[])
UNADDRESSED = Q(state=State.READY) & (Q(**{f"values__{EMAIL}": ""}) | ~Q(values__has_key=EMAIL))
REVIEW = (
    View("all", "All", Q()),
    View("bad", "To mend", Q(state=State.INVALID)),
    View("remarks", "With a remark", REMARKED & ~Q(state=State.INVALID)),
    View("ready", "Ready", Q(state=State.READY)),
)
# Of a job that mails, beside those of REVIEW.
NO_ADDRESS = View("no-address", "No email address", UNADDRESSED)
PROGRESS = (
    View("all", "All", Q()),
    View("issued", "Issued", Q(state=State.ISSUED)),
    View("failed", "Failed", Q(state=State.FAILED)),
    View("working", "In work", Q(state=State.WORKING)),
    View("waiting", "Waiting", Q(state=State.READY)),
    View("left-out", "Left out", Q(state=State.INVALID)),
    View("cancelled", "Cancelled", Q(state=State.CANCELLED)),
)


class CountedPaginator(Paginator):  # type: ignore[type-arg]  # not subscriptable at run time
    """Pages of rows whose number is known already, so that it is not counted again."""

    def __init__(self, rows: QuerySet[JobRow], total: int) -> None:
        super().__init__(rows, PAGE_ROWS)
        self._total = total

    @cached_property
    def count(self) -> int:
        return self._total


def review_views(job: BulkGenerationJob) -> tuple[View, ...]:
    """The views of a draft's rows."""
    return (*REVIEW, NO_ADDRESS) if JobOptions.from_json(job.options).send_email else REVIEW


def addressed(job: BulkGenerationJob) -> tuple[int, int]:
    """How many rows that can be issued have an email address, and how many have none: one query."""
    found = job.rows.filter(state=State.READY).aggregate(
        all=Count("id"), without=Count("id", filter=UNADDRESSED)
    )
    return found["all"] - found["without"], found["without"]


def view_named(views: tuple[View, ...], name: str) -> View:
    """The view of that name; the first one for a name that there is not."""
    return next((view for view in views if view.name == name), views[0])


def counts(job: BulkGenerationJob, views: tuple[View, ...]) -> dict[str, int]:
    """How many rows each view has, in one query."""
    return job.rows.aggregate(**{view.name: Count("id", filter=view.which) for view in views})


def page(job: BulkGenerationJob, view: View, total: int, number: str) -> "Page[JobRow]":
    """One page of a view in the order of the file, with the certificates of its rows: one query for any size."""
    rows = job.rows.filter(view.which).select_related("certificate").order_by("line")
    return CountedPaginator(rows, total).get_page(number)


def row(job: BulkGenerationJob, line: int) -> JobRow:
    """Raises NotFound for a line that the job's list does not have."""
    found = job.rows.filter(line=line).first()
    if found is None:
        raise NotFound(f"This list has no row on line {line}.", mend="Go back to the list of rows.")
    return found


def neighbours(job: BulkGenerationJob, view: View, line: int) -> Mapping[str, int | None]:
    """The lines before and after `line` in a view, and how many rows stand before it and in all: one query."""
    rows: QuerySet[JobRow] = job.rows.filter(view.which)
    found: dict[str, int | None] = rows.aggregate(
        previous=Max("line", filter=Q(line__lt=line)),
        next=Min("line", filter=Q(line__gt=line)),
        before=Count("id", filter=Q(line__lt=line)),
        total=Count("id"),
    )
    return found


@dataclass(frozen=True, slots=True)
class Worker:
    """What one worker does for a job: rows in hand (`first` to `last` by line), rows done."""

    name: str
    in_hand: int
    first: int | None
    last: int | None
    issued: int
    failed: int


def workers(job: BulkGenerationJob) -> list[Worker]:
    """Everybody who claimed rows of the job, by their claims: one query."""
    working = Q(state=State.WORKING)
    found = (
        job.rows.exclude(claimed_by="")
        .order_by()
        .values("claimed_by")
        .annotate(
            in_hand=Count("id", filter=working),
            first=Min("line", filter=working),
            last=Max("line", filter=working),
            issued=Count("id", filter=Q(state=State.ISSUED)),
            failed=Count("id", filter=Q(state=State.FAILED)),
        )
        .order_by("claimed_by")
    )
    return [
        Worker(
            name=entry["claimed_by"],
            in_hand=entry["in_hand"],
            first=entry["first"],
            last=entry["last"],
            issued=entry["issued"],
            failed=entry["failed"],
        )
        for entry in found
    ]
