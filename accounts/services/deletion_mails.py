"""The mail to each member of a team that is to be deleted."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts.models import TeamMember
from accounts.services import letters


def tell(*, member_id: UUID) -> None:
    """Say when the team goes and what stays. Nothing once it was called off."""
    member = TeamMember.objects.select_related("team", "user").filter(pk=member_id).first()
    if member is None or member.team.erase_at is None:
        return
    letters.send(
        to=member.user.email,
        subject=f"{member.team.name} is to be deleted",
        template="team_deletion",
        context={
            "team": member.team,
            "is_owner": member.role == TeamMember.Role.OWNER,
            "url": settings.SITE_URL + reverse("accounts:team"),
        },
    )
