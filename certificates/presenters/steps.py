"""The way through the wizard: which steps there are, which are open, where a draft goes on."""

from typing import Literal, NamedTuple

from django.urls import reverse

from certificates.models import BulkGenerationJob, JobRow
from certificates.services import readings

STEPS = (
    ("design", "Design"),
    ("recipients", "Recipients"),
    ("map", "Columns"),
    ("review", "Review"),
    ("options", "Options"),
    ("summary", "Issue"),
)


State = Literal["done", "current", "todo"]


class Step(NamedTuple):
    """One step, as components/stepper.html shows it. `url` is "" while the steps before it are not done."""

    label: str
    url: str
    state: State


def steps(job: BulkGenerationJob | None, current: str) -> list[Step]:
    """All steps, as they stand for a draft (None: there is none yet) on the page of the step `current`."""
    names = [name for name, _ in STEPS]
    here, last = names.index(current), names.index(_furthest(job)) if job else 0
    made = []
    for index, (name, label) in enumerate(STEPS):
        url = reverse(f"certificates:job_{name}", args=[job.pk]) if job and index <= last else ""
        state: State = "current" if index == here else "done" if index < here and url else "todo"
        made.append(Step(label, url, state))
    return made


def _furthest(job: BulkGenerationJob) -> str:
    """The last step that can be opened."""
    if readings.under_way(job) or not job.source.get("header"):
        return "recipients"
    states = set(job.rows.order_by().values_list("state", flat=True).distinct())
    if not states:
        return "map"
    return "summary" if JobRow.State.READY in states else "review"


def resume_url(job: BulkGenerationJob) -> str:
    """Where a draft goes on: where its list is being read or something is missing, else the review, else the summary
    once options are chosen."""
    if reading := readings.under_way(job):
        return reading_url(job, reading.wish["then"])
    furthest = _furthest(job)
    name = "review" if furthest == "summary" and not job.options else furthest
    return step_url(job, name)


def step_url(job: BulkGenerationJob, name: str) -> str:
    return reverse(f"certificates:job_{name}", args=[job.pk])


def reading_url(job: BulkGenerationJob, then: str) -> str:
    """The page that waits until the list is read, and leads on to the step `then`."""
    return f"{reverse('certificates:job_reading', args=[job.pk])}?then={then}"


def after_reading_url(job: BulkGenerationJob, then: str) -> str:
    """Where the owner goes on once nothing is being read: to the step `then`, or to where it says what went wrong."""
    failed = readings.of(job)
    if failed:
        return step_url(job, "recipients" if failed.wish["file"] else "map")
    return step_url(job, then) if then in ("map", "review") and job.source.get("header") else resume_url(job)
