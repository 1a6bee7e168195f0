"""Forgetting: what was kept to see abuse goes once it is old."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone

from wallet.models import ProblemReport, VerificationLog

BATCH = 5000


def forget_old_records() -> dict[str, int]:
    """Delete what is older than the settings say; 0 days keep it for ever. Returns how many rows went, by kind."""
    return {
        "verifications": _forget(VerificationLog.objects.all(), "created_at", settings.VERIFICATION_LOG_DAYS),
        "reports": _forget(
            ProblemReport.objects.exclude(state=ProblemReport.State.OPEN),
            "closed_at",
            settings.PROBLEM_REPORT_DAYS,
        ),
    }


def _forget(rows: QuerySet[Any], field: str, days: int) -> int:
    """In batches: a long delete would hold the table up for everybody who verifies meanwhile."""
    if not days:
        return 0
    old = rows.filter(**{f"{field}__lt": timezone.now() - timedelta(days=days)})
    gone = 0
    while ids := list(old.values_list("pk", flat=True)[:BATCH]):
        gone += rows.filter(pk__in=ids).delete()[0]
    return gone
