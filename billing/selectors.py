"""Reads of the quota: what a team's plan covers this month, and what of it is gone."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from django.db.models import Q, Sum
from django.utils import timezone

from accounts.models import Team
from billing.models import UsageLog
from billing.plans import plan_of

# From here on the dashboard warns: the next list may not fit.
NEAR_LIMIT_PERCENT = 80

Level = Literal["calm", "near", "full"]


@dataclass(frozen=True, slots=True)
class Standing:
    """The quota of the calendar month (UTC), in certificates.

    `used`: issued for good. `reserved`: set aside for jobs that have not ended. `limit` is None without one.
    `renews_on`: the first day of the next month.
    """

    plan: str
    limit: int | None
    used: int
    reserved: int
    renews_on: date

    @property
    def taken(self) -> int:
        return self.used + self.reserved

    @property
    def left(self) -> int | None:
        return None if self.limit is None else max(0, self.limit - self.taken)

    @property
    def level(self) -> Level:
        """Near from NEAR_LIMIT_PERCENT on, full when nothing is left."""
        if self.limit is None or self.taken * 100 < self.limit * NEAR_LIMIT_PERCENT:
            return "calm"
        return "near" if self.left else "full"


def month_start() -> datetime:
    return timezone.now().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def standing(team: Team) -> Standing:
    """One query over the month's entries of the ledger."""
    start, plan = month_start(), plan_of(team)
    sums = UsageLog.objects.filter(team=team, created_at__gte=start).aggregate(
        used=Sum("amount", filter=Q(settled_at__isnull=False), default=0),
        reserved=Sum("amount", filter=Q(settled_at=None), default=0),
    )
    return Standing(
        plan=plan.name,
        limit=plan.certificates_per_month,
        used=sums["used"],
        reserved=sums["reserved"],
        renews_on=_next_month(start),
    )


def _next_month(start: datetime) -> date:
    is_december = start.month == 12
    return date(start.year + is_december, 1 if is_december else start.month + 1, 1)
