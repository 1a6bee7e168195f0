"""Reserve before the run, settle to what was issued: failed rows never count."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from accounts.models import Team
from billing.models import UsageLog
from billing.plans import plan_of
from iconikcerts.common.errors import DomainError


class QuotaExceeded(DomainError):
    """The team's plan does not cover the job."""

    code = "quota_exceeded"


def _month_start() -> datetime:
    return timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def used(team: Team) -> int:
    """Certificates that count this calendar month (UTC): issued ones and those reserved by running jobs."""
    total = UsageLog.objects.filter(team=team, created_at__gte=_month_start()).aggregate(n=Sum("amount"))["n"]
    return total or 0


def remaining(team: Team) -> int | None:
    """What is left this month; None without a limit."""
    limit = plan_of(team).certificates_per_month
    return None if limit is None else max(0, limit - used(team))


@transaction.atomic
def reserve(*, team: Team, amount: int, reference: str) -> UsageLog:
    """Set `amount` aside for `reference`; a second call for the same reference raises the first one's amount to this.

    Raises QuotaExceeded when the month's quota does not cover it. The row lock on the team keeps two jobs
    that start at once from both taking the last of it.
    """
    Team.objects.select_for_update().get(pk=team.pk)
    entry = UsageLog.objects.filter(team=team, reference=reference).first()
    left = remaining(team)
    missing = amount - (entry.amount if entry else 0)
    if left is not None and missing > left:
        plan = plan_of(team)
        raise QuotaExceeded(
            f"This needs {missing} certificates, and {left} of this month's {plan.certificates_per_month} are left.",
            mend="Issue fewer rows now, wait for the first of the month, or take a larger plan.",
        )
    if entry is None:
        return UsageLog.objects.create(team=team, amount=amount, reference=reference)
    entry.amount = amount
    entry.settled_at = None
    entry.save(update_fields=["amount", "settled_at", "updated_at"])
    return entry


def settle(*, team: Team, reference: str, amount: int) -> None:
    """Count what was really issued; the rest of the reservation is given back. Safe to call twice."""
    UsageLog.objects.filter(team=team, reference=reference).update(amount=amount, settled_at=timezone.now())
