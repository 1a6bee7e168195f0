"""Reads about teams and their members."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from accounts import permissions
from accounts.models import Team, TeamMember, User
from iconikcerts.common.errors import NotFound


def memberships_of(user: User) -> list[TeamMember]:
    """The user's places in teams, with the teams: the personal one first, then by name."""
    found = TeamMember.objects.filter(user=user).select_related("team")
    return list(found.order_by("-team__is_personal", "team__name"))


def membership(*, team: Team, user: User) -> TeamMember | None:
    """The person's place in a team, None outside of it."""
    return TeamMember.objects.filter(team=team, user=user).first()


def members_of(team: Team) -> list[TeamMember]:
    """The members of a team with the people, the owner first, then by role and name."""
    found = TeamMember.objects.filter(team=team).select_related("user")
    return sorted(
        found, key=lambda each: (-permissions.rank(each.role), each.user.get_full_name().casefold())
    )


def member(*, team: Team, member_id: UUID) -> TeamMember:
    """A member of this team. Raises NotFound for those of others."""
    found = TeamMember.objects.filter(team=team, pk=member_id).select_related("team", "user").first()
    if found is None:
        raise NotFound("Nobody of that kind is in this team.", mend="Look at the list of members again.")
    return found


def teams_alone(user: User) -> QuerySet[Team]:
    """The teams that the person owns and nobody else is in: they close with the account."""
    others = TeamMember.objects.filter(team=OuterRef("pk")).exclude(user=user)
    return Team.objects.filter(owner=user).exclude(Exists(others))


def teams_shared(user: User) -> QuerySet[Team]:
    """The teams that the person owns and others are in."""
    return Team.objects.filter(owner=user).exclude(pk__in=teams_alone(user).values("pk"))
