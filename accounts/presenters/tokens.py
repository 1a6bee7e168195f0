"""What the pages about API tokens show."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from django.utils import timezone

from accounts import permissions
from accounts.models import ApiToken, Team, TeamMember
from accounts.permissions import Capability
from accounts.presenters.token_chart import Chart, chart
from accounts.services import token_use

SHOWN_DAYS = 30
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class TokenEntry:
    """`variant` is that of the badge; `is_living`: it can still be used, or could if its maker were allowed to."""

    token: ApiToken
    state: str
    variant: str
    is_living: bool
    scopes: list[str]


def entries(team: Team) -> list[TokenEntry]:
    """The tokens of a team, living ones first, then the newest."""
    found = ApiToken.objects.for_team(team).select_related("maker", "revoked_by").order_by("-created_at")
    members = {member.user_id: member for member in TeamMember.objects.filter(team=team)}
    listed = [entry(token, members.get(token.maker_id) if token.maker_id else None) for token in found]
    return sorted(listed, key=lambda each: not each.is_living)


def entry(token: ApiToken, maker: TeamMember | None) -> TokenEntry:
    """`maker`: the place in the team of who made it, None when there is none any more."""
    now = timezone.now()
    labels = [str(Capability(scope).label) for scope in token.scopes if scope in Capability.values]
    if token.revoked_at:
        return TokenEntry(token, "Revoked", "neutral", False, labels)
    if now >= token.expires_at:
        return TokenEntry(token, "Run out", "neutral", False, labels)
    if maker is None or not _may_anything(token, maker):
        return TokenEntry(token, "Out of use: its maker may not do this any more", "warning", True, labels)
    if token.expires_at - now < SOON:
        return TokenEntry(token, "Runs out soon", "warning", True, labels)
    return TokenEntry(token, "In use" if token.last_used_at else "Not used yet", "success", True, labels)


def _may_anything(token: ApiToken, maker: TeamMember) -> bool:
    return any(
        permissions.allows(member=maker, capability=Capability(scope))
        for scope in token.scopes
        if scope in Capability.values
    )


def usage(token: ApiToken) -> Chart:
    """Requests of the last days, what waits to be written among them. Days are those of UTC."""
    today = timezone.now().astimezone(UTC).date()
    first = today - timedelta(days=SHOWN_DAYS - 1)
    counts = {use.day: (use.requests, use.limited) for use in token.uses.filter(day__gte=first)}
    for day in (today - timedelta(days=1), today):
        requests, limited = token_use.waiting(token=token, day=day)
        written = counts.get(day, (0, 0))
        counts[day] = (written[0] + requests, written[1] + limited)
    return chart(counts, last=today, length=SHOWN_DAYS)
