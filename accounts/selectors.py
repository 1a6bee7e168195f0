"""Reads about people and teams."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.models import TeamMember, User


def memberships_of(user: User) -> list[TeamMember]:
    """The user's places in teams, with the teams: the personal one first, then by name."""
    found = TeamMember.objects.filter(user=user).select_related("team")
    return list(found.order_by("-team__is_personal", "team__name"))


def has_confirmed_address(user: User) -> bool:
    """Whether the address that the person is known by was proven to be theirs."""
    return owns_address(user, user.email)


def owns_address(user: User, email: str) -> bool:
    """Whether the person has proven that this address is theirs."""
    own = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(email) and bool(own.exists())


def has_second_factor(user: User) -> bool:
    """Whether the person has an authenticator app or a passkey. Recovery codes alone are none."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(factors.exists())
