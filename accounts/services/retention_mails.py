"""The mail to those who may change a team's rules: what goes, and when for the first time."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from accounts import permissions, retention
from accounts.models import TeamMember
from accounts.permissions import Capability
from accounts.services import letters
from accounts.services.retention import Wish, found, hold_of, said, wanted


def tell(*, member_id: UUID) -> None:
    """Name each rule that waits for its first run, and what that would delete as things stand. Nothing when no rule waits any
    more, they rest, or the member may no longer change them."""
    member = TeamMember.objects.select_related("team", "user").filter(pk=member_id).first()
    if member is None or not permissions.allows(member=member, capability=Capability.PRIVACY_MANAGE):
        return
    team, now = member.team, timezone.now()
    waiting = [rule for rule in wanted(team=team).values() if rule.starts_at > now]
    if not waiting or hold_of(team=team):
        return
    lines = []
    for rule in waiting:
        kind, wish = retention.kind(rule.kind), Wish(rule.period, rule.basis)
        count, _ = found(kind=kind, team=team, wish=wish, at=rule.starts_at)
        lines.append(
            {
                "label": kind.label,
                "period": said(kind, wish),
                "starts_at": rule.starts_at,
                "count": kind.counted(count),
            }
        )
    letters.send(
        to=member.user.email,
        subject=f"{team.name}: what will be deleted, and when",
        template="retention",
        context={"team": team, "lines": lines, "url": settings.SITE_URL + reverse("accounts:team_privacy")},
    )
