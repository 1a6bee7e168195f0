"""Reserve before the run, settle to what was issued: failed rows never count."""

from django.db import transaction
from django.utils import timezone

from accounts.models import Team
from billing.models import UsageLog
from billing.plans import plan_of
from billing.selectors import standing
from iconikcerts.common.errors import DomainError


class QuotaExceeded(DomainError):
    """The team's plan does not cover the job."""

    code = "quota_exceeded"


def used(team: Team) -> int:
    """Certificates that count this calendar month (UTC): issued ones and those reserved by running jobs."""
    return standing(team).taken


def remaining(team: Team) -> int | None:
    """What is left this month; None without a limit."""
    return standing(team).left


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


def restate(*, team: Team, reference: str, amount: int) -> None:
    """Say anew what an open reservation will come to. Nothing is checked: what was issued counts in any case, and
    more than was reserved is never asked for."""
    UsageLog.objects.filter(team=team, reference=reference, settled_at=None).update(
        amount=amount, updated_at=timezone.now()
    )
