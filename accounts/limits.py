"""How large what a team sends and keeps may be, by its tier."""

from dataclasses import dataclass

from django.conf import settings

from accounts.models import Team

MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """`list_bytes`: of a list of recipients; `storage_bytes`: of a team's pictures and fonts together; `downloads_per_day`:
    files of certificates, a ZIP counts once. None for no limit."""

    list_bytes: int
    storage_bytes: int | None
    downloads_per_day: int | None

    @property
    def list_mb(self) -> int:
        return self.list_bytes // MB


def of(team: Team) -> Limits:
    """The limits of a team's tier."""
    return of_tier(Team.Tier(team.tier))


def of_tier(tier: Team.Tier) -> Limits:
    """The limits of a tier; nothing is larger than UPLOAD_MAX_MB."""
    if tier == Team.Tier.FREE:
        largest = min(settings.FREE_UPLOAD_MB, settings.UPLOAD_MAX_MB)
        return Limits(largest * MB, settings.FREE_STORAGE_MB * MB, settings.FREE_DOWNLOADS_PER_DAY or None)
    storage = settings.TEAM_STORAGE_MB * MB if tier == Team.Tier.TEAM else None
    return Limits(settings.UPLOAD_MAX_MB * MB, storage, None)
