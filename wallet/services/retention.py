"""The kinds of things that verification keeps about visitors and that time deletes."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts import retention
from accounts.retention import Kind
from wallet.models import ProblemReport, VerificationLog


def register() -> None:
    """Name what verification keeps; called at start-up."""
    retention.register(REPORTS)
    retention.register(VERIFICATIONS)


def _forget_verifications(ids: Collection[UUID]) -> int:
    return VerificationLog.objects.filter(pk__in=ids).delete()[0]


VERIFICATIONS = Kind(
    key="verifications",
    label="Who verified certificates",
    unit=("line", "lines"),
    kept=VerificationLog.objects.all,
    since={"": "created_at"},
    of_team=lambda team: Q(team=team),
    forget=_forget_verifications,
    setting="VERIFICATION_LOG_DAYS",
    batch=5000,
    goes="When and in which way a certificate was verified, with a shortened network address and the browser’s name.",
)


def _reports() -> QuerySet[ProblemReport]:
    return ProblemReport.objects.exclude(state=ProblemReport.State.OPEN)


def _forget_reports(ids: Collection[UUID]) -> int:
    return ProblemReport.objects.filter(pk__in=ids).delete()[0]


REPORTS = Kind(
    key="reports",
    label="Problems that visitors reported",
    unit=("report", "reports"),
    kept=_reports,
    since={"": "closed_at"},
    forget=_forget_reports,
    setting="PROBLEM_REPORT_DAYS",
    batch=5000,
    goes="What was written, and the address if one was given, counted from when it was dealt with.",
    stays="Reports that nobody has dealt with yet.",
)
