"""What a team wants to know at a glance: how much it issued, and what came last."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, When

from accounts.models import Team
from certificates.models import BulkGenerationJob, Certificate

UNDER_WAY = (BulkGenerationJob.Status.PROCESSING, BulkGenerationJob.Status.PACKAGING)


@dataclass(frozen=True, slots=True)
class Totals:
    """Certificates of a team. `revoked` counts those that were replaced, too."""

    lately: int
    total: int
    revoked: int


def totals(team: Team, *, since: datetime) -> Totals:
    """Three counts, each within an index of its own: one pass over all rows would have to read every row."""
    own = Certificate.objects.for_team(team)
    return Totals(
        lately=own.filter(created_at__gte=since).count(),
        total=own.count(),
        revoked=own.filter(status=Certificate.Status.REVOKED).count(),
    )


def latest_jobs(team: Team, count: int) -> list[BulkGenerationJob]:
    """Those under way, then the newest, each with its design. Documents are not loaded."""
    is_waiting = Case(When(status__in=UNDER_WAY, then=0), default=1)
    found = BulkGenerationJob.objects.for_team(team).select_related("template_version__template")
    return list(
        found.defer("source", "mapping", "template_version__document").order_by(is_waiting, "-created_at")[
            :count
        ]
    )


def latest_certificates(team: Team, count: int) -> list[Certificate]:
    """The newest that still count and were not erased. Their values and seals are not loaded."""
    valid = Certificate.objects.for_team(team).filter(status=Certificate.Status.VALID, erased_at=None)
    return list(valid.defer("data").order_by("-created_at", "-id")[:count])
