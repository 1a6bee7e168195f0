"""What each plan includes. Only what exists: the pricing page shows these words."""

from dataclasses import dataclass

from django.conf import settings
from django.template.defaultfilters import filesizeformat

from accounts.limits import of_tier
from accounts.models import Team

TEAM_CERTIFICATES = 20_000

# Plans differ in the number of certificates and in how much a team sends and keeps (accounts/limits.py).
INCLUDED = (
    "All shipped designs: A4, US Letter, badges, left to right and right to left",
    "Lists of up to 100,000 rows, checked row by row before anything is issued",
    "Names in any script, with fonts that come with the product",
    "Certificates mailed to their recipients",
    "Verification by QR code, by code and by file, for ever",
    "Revocation with a reason, and correction by a successor",
    "Every PDF at any time, one by one or as a ZIP",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """`tier` is that of the teams that have it; `certificates_per_month` is None where there is no limit.

    `description` says whom it suits, in one line.
    """

    tier: Team.Tier
    name: str
    certificates_per_month: int | None
    description: str

    @property
    def room(self) -> str:
        """How large lists, and pictures and fonts together, may be, in words."""
        allowed = of_tier(self.tier)
        kept = allowed.storage_bytes
        store = (
            "pictures and fonts without limit"
            if kept is None
            else f"{filesizeformat(kept)} of pictures and fonts"
        )
        return f"Lists of up to {allowed.list_mb} MB, {store}"

    @property
    def is_free(self) -> bool:
        return self.tier == Team.Tier.FREE


def plans() -> tuple[Plan, ...]:
    """All plans, the smallest first."""
    return (
        Plan(
            Team.Tier.FREE,
            "Free",
            settings.FREE_CERTIFICATES_PER_MONTH,
            "For a class, a club, a course now and then.",
        ),
        Plan(Team.Tier.TEAM, "Team", TEAM_CERTIFICATES, "For schools and training providers."),
        Plan(Team.Tier.ENTERPRISE, "Enterprise", None, "For those who issue without counting."),
    )


def plan_of(team: Team) -> Plan:
    """The plan behind a team's tier."""
    return next(plan for plan in plans() if plan.tier == team.tier)
