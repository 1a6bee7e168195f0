"""The links by which news end: signed, without an end of their own, and of no other use."""

from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts.models import User
from iconikcerts.common.errors import NotFound

SALT = "accounts.news.unsubscribe"


def address(*, user: User) -> str:
    """The whole address; it names nobody to who reads it."""
    key = signing.Signer(salt=SALT).sign(user.pk.hex)
    return f"{settings.SITE_URL}{reverse('accounts:unsubscribe', args=[key])}"


def headers(*, user: User) -> dict[str, str]:
    """What lets mail programs end the news by one press (RFC 8058, section 3.1; RFC 2369, section 3.2)."""
    return {
        "List-Unsubscribe": f"<{address(user=user)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def person_of(key: str) -> User:
    """Whom a link is for. Raises NotFound for one that we have not made, or whose person is gone."""
    try:
        found = User.objects.filter(
            pk=UUID(hex=signing.Signer(salt=SALT).unsign(key)), is_active=True
        ).first()
    except (signing.BadSignature, ValueError):
        found = None
    if found is None:
        raise NotFound("This link is not known.", mend="Log in and open “Privacy” in your account.")
    return found
