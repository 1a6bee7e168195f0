"""Reads about people and teams."""

from accounts.models import Team, User


def teams_of(user: User) -> list[Team]:
    """The user's teams, the personal one first, then by name."""
    return list(Team.objects.filter(members__user=user).order_by("-is_personal", "name"))
