"""What each plan includes."""

from dataclasses import dataclass

from django.conf import settings

from accounts.models import Team


@dataclass(frozen=True, slots=True)
class Plan:
    """`certificates_per_month` is None where there is no limit."""

    name: str
    certificates_per_month: int | None


def plan_of(team: Team) -> Plan:
    """The plan behind a team's tier."""
    if team.tier == Team.Tier.ENTERPRISE:
        return Plan("Enterprise", None)
    if team.tier == Team.Tier.TEAM:
        return Plan("Team", 20_000)
    return Plan("Free", settings.FREE_CERTIFICATES_PER_MONTH)
