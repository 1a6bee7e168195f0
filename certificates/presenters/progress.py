"""A job on its way: how far it is, who works on it, its rows page by page."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from certificates import selectors
from certificates.models import BulkGenerationJob, JobRow
from certificates.selectors import rows
from certificates.services import post, resending

State = JobRow.State
UNSENT_SHOWN = 20


def progress_context(job: BulkGenerationJob, asked: Mapping[str, str]) -> dict[str, Any]:
    """The context of the progress region; `asked`: `show` (name of a view of rows) and `page`, as in the address."""
    progress = selectors.progress(job)
    view = rows.view_named(rows.PROGRESS, asked.get("show", ""))
    totals = _totals(progress)
    page = rows.page(job, view, totals[view.name], asked.get("page", ""))
    mails = selectors.mail_progress(job)
    return {
        "job": job,
        "progress": progress,
        "mails": mails,
        "unsent": _unsent(job, mails),
        "kept_in": post.kept_in() if mails else "",
        "poll_s": _poll_s(job, mails),
        "time_left": duration(progress.seconds_left),
        "workers": [] if job.has_ended else rows.workers(job),
        "views": view_links(rows.PROGRESS, totals, view, hidden_when_empty=True),
        "show": view.name,
        "rows": page,
        "address": urlencode({"show": view.name, "page": page.number}),
        "can_cancel": job.status == job.Status.PROCESSING and not job.cancelled_at,
        "can_retry": not job.list_deleted_at
        and (job.status == job.Status.FAILED or (job.has_ended and progress.failed > 0)),
        "has_zip": job.has_ended and bool(job.output_file),
        "has_report": not job.list_deleted_at and bool(progress.failed or progress.invalid),
    }


def _unsent(job: BulkGenerationJob, mails: selectors.MailProgress | None) -> dict[str, Any] | None:
    """The first messages that did not go, how many more there are, and how many can be sent again; None without any."""
    if not mails or not (mails.failed or mails.skipped):
        return None
    return {
        "shown": list(selectors.unsent(job)[:UNSENT_SHOWN]),
        "more": max(0, mails.failed + mails.skipped - UNSENT_SHOWN),
        "sendable": resending.sendable(resending.unsent(job)).count() if job.has_ended else 0,
    }


def _poll_s(job: BulkGenerationJob, mails: selectors.MailProgress | None) -> int:
    """Seconds until the page looks again; 0 when nothing changes by itself for a while."""
    if not job.has_ended:
        return 1
    return 2 if mails and mails.is_moving else 0


def _totals(progress: selectors.Progress) -> dict[str, int]:
    return {
        "all": progress.total,
        "issued": progress.issued,
        "failed": progress.failed,
        "working": progress.working,
        "waiting": progress.ready,
        "left-out": progress.invalid,
        "cancelled": progress.cancelled,
    }


def view_links(
    views: tuple[rows.View, ...],
    totals: Mapping[str, int],
    current: rows.View,
    *,
    hidden_when_empty: bool = False,
) -> list[dict[str, Any]]:
    """The views to choose from, each with its count; those without a row are left out unless one is there now."""
    return [
        {
            "name": view.name,
            "label": view.label,
            "count": totals[view.name],
            "is_current": view is current,
        }
        for view in views
        if totals[view.name] or view is current or not hidden_when_empty
    ]


def duration(seconds: int | None) -> str:
    """ "about 2 minutes"; "" while unknown."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{max(1, seconds)} second{'s' if seconds > 1 else ''}"
    minutes = round(seconds / 60)
    return f"about {minutes} minute{'s' if minutes > 1 else ''}"
