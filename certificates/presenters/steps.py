"""The way through the wizard: which steps there are, which are open, where a draft goes on."""

from typing import Literal, NamedTuple

from django.urls import reverse

from certificates.models import BulkGenerationJob, JobRow

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
    if not job.source.get("header"):
        return "recipients"
    states = set(job.rows.order_by().values_list("state", flat=True).distinct())
    if not states:
        return "map"
    return "summary" if JobRow.State.READY in states else "review"


def resume_url(job: BulkGenerationJob) -> str:
    """Where a draft goes on: where something is missing, else the review, else the summary once options are chosen."""
    furthest = _furthest(job)
    name = "review" if furthest == "summary" and not job.options else furthest
    return reverse(f"certificates:job_{name}", args=[job.pk])
