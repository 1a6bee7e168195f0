"""Reads about single people: what they have proven to be theirs."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from accounts.models import User


def has_confirmed_address(user: User) -> bool:
    """Whether the address that the person is known by was proven to be theirs."""
    return owns_address(user, user.email)


def owns_address(user: User, email: str) -> bool:
    """Whether the person has proven that this address is theirs."""
    own = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(email) and bool(own.exists())


def confirmed_addresses(user: User) -> list[str]:
    """The addresses that the person has proven to be theirs, in small letters."""
    own = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({email.lower() for email in own})


def has_second_factor(user: User) -> bool:
    """Whether the person has an authenticator app or a passkey. Recovery codes alone are none."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(factors.exists())
