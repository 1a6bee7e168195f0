"""Reads of the log of verifications, always narrowed by team or by one certificate. Nothing of the visitors is told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, Max, TextChoices
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.models import Team
from certificates.models import Certificate
from wallet.models import VerificationLog

Result, Method = VerificationLog.Result, VerificationLog.Method


@dataclass(frozen=True, slots=True)
class Day:
    """The checks of one certificate on one day of the site's time zone. `last_at`: the newest of them.

    `results` and `methods`: each value that occurs, its label and how often, the most frequent first.
    """

    on: date
    count: int
    last_at: datetime
    results: list[tuple[str, str, int]]
    methods: list[tuple[str, str, int]]


@dataclass(frozen=True, slots=True)
class Days:
    """Days with checks, newest first. `older`: what the page after this one begins `before`, None at the end."""

    listed: list[Day]
    older: date | None


def latest(team: Team, count: int) -> list[VerificationLog]:
    """The newest checks of the team's certificates, each with its certificate."""
    found = VerificationLog.objects.filter(team=team).select_related("certificate")
    # Neither the values of the certificate nor anything about the visitor is read.
    return list(found.defer("certificate__data", "network", "user_agent").order_by("-created_at")[:count])


def latest_of(certificate: Certificate, count: int) -> list[VerificationLog]:
    """The newest checks of one certificate."""
    found = VerificationLog.objects.filter(certificate=certificate).defer("network", "user_agent")
    return list(found.order_by("-created_at")[:count])


def count_of(certificate: Certificate) -> int:
    return VerificationLog.objects.filter(certificate=certificate).count()


def days(certificate: Certificate, *, size: int, before: date | None = None) -> Days:
    """The newest `size` days with checks, of those `before` a day. Two queries however many checks there were."""
    found = VerificationLog.objects.filter(certificate=certificate)
    if before:
        found = found.filter(created_at__lt=start_of(before))
    found = found.annotate(day=TruncDate("created_at"))
    per_day = found.values("day").annotate(n=Count("id"), last_at=Max("created_at")).order_by("-day")
    rows = list(per_day[: size + 1])
    listed = rows[:size]
    older = listed[-1]["day"] if len(rows) > size else None
    if not listed:
        return Days([], None)
    in_them = found.filter(created_at__gte=start_of(listed[-1]["day"]))
    kinds = list(in_them.values("day", "result", "method").annotate(n=Count("id")).order_by())
    return Days([_day(row, kinds) for row in listed], older)


def _day(row: Mapping[str, Any], kinds: Iterable[Mapping[str, Any]]) -> Day:
    own = [kind for kind in kinds if kind["day"] == row["day"]]
    return Day(
        on=row["day"],
        count=row["n"],
        last_at=row["last_at"],
        results=_shares((Result(kind["result"]), kind["n"]) for kind in own),
        methods=_shares((Method(kind["method"]), kind["n"]) for kind in own),
    )


def _shares(counts: Iterable[tuple[TextChoices, int]]) -> list[tuple[str, str, int]]:
    sums: dict[TextChoices, int] = {}
    for kind, count in counts:
        sums[kind] = sums.get(kind, 0) + count
    ranked = sorted(sums.items(), key=lambda share: (-share[1], share[0].value))
    return [(kind.value, str(kind.label), count) for kind, count in ranked]


def start_of(day: date) -> datetime:
    """Its first moment in the site's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))
