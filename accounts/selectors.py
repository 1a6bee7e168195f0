"""Reads about people and teams."""

from allauth.account.models import EmailAddress

from accounts.models import Team, User


def teams_of(user: User) -> list[Team]:
    """The user's teams, the personal one first, then by name."""
    return list(Team.objects.filter(members__user=user).order_by("-is_personal", "name"))


def has_confirmed_address(user: User) -> bool:
    """Whether the address that the person is known by was proven to be theirs."""
    own = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True)
    return bool(own.exists())
