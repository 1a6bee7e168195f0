"""Keys that sign access tokens: made, found, changed for new ones. docs/adr/0018-signing-keys-in-the-database.md"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from joserfc.jwk import RSAKey

from accounts.jwt import sealing
from accounts.jwt.access import LEEWAY_S, LIFETIME
from accounts.models import SigningKey

log = logging.getLogger(__name__)
# 128 bits of security (NIST SP 800-57 part 1, table 2).
BITS = 3072
# How long others may keep the list of our keys: a new key is in it for so long before it signs.
LISTED_BEFORE = timedelta(minutes=5)
_OUTLIVES = LIFETIME + timedelta(seconds=LEEWAY_S)
Jwk = dict[str, Any]


def signing_key() -> RSAKey:
    """The newest key that signs by now; made when there is none, or none that can be opened."""
    now = timezone.now()
    for row in SigningKey.objects.filter(signs_from__lte=now, revoked_at=None).order_by("-signs_from"):
        try:
            return RSAKey.import_key(sealing.unseal(row.private_jwe) | {"kid": row.kid})
        except sealing.CannotOpen:
            log.error(
                "signing key %s was sealed under another SECRET_KEY; put that into SECRET_KEY_FALLBACKS",
                row.kid,
            )
    row = _make(signs_from=now)
    return RSAKey.import_key(sealing.unseal(row.private_jwe) | {"kid": row.kid})


def verifying_key(kid: str) -> RSAKey | None:
    """The public key of that name, while what it signed can be good."""
    row = SigningKey.objects.filter(kid=kid, revoked_at=None).first()
    return RSAKey.import_key(row.public_jwk | {"kid": row.kid}) if row and _is_listed(row) else None


def published() -> list[Jwk]:
    """The public keys as a JWK Set lists them (RFC 7517, 5), the newest first."""
    rows = SigningKey.objects.filter(revoked_at=None).order_by("-signs_from")
    return [
        {**row.public_jwk, "kid": row.kid, "use": "sig", "alg": "RS256"} for row in rows if _is_listed(row)
    ]


def rotate(*, at_once: bool = False) -> SigningKey:
    """A new key. It is listed now, signs a little later, and the ones before go when their tokens have run out.

    `at_once`: the ones before may be known to others. The new one signs now, and whatever they signed is refused.
    """
    with transaction.atomic():
        now = timezone.now()
        if at_once:
            SigningKey.objects.filter(revoked_at=None).update(revoked_at=now)
        is_first = not SigningKey.objects.filter(revoked_at=None, signs_from__lte=now).exists()
        return _make(signs_from=now if is_first else now + LISTED_BEFORE)


def rotate_when_due() -> SigningKey | None:
    """A new key once the newest is SIGNING_KEY_DAYS old; and forget those that nobody needs any more."""
    now = timezone.now()
    for row in SigningKey.objects.filter(signs_from__lte=now - _OUTLIVES):
        if row.revoked_at or not _is_listed(row):
            row.delete()
    newest = SigningKey.objects.filter(revoked_at=None).order_by("-signs_from").first()
    if newest is None or not settings.SIGNING_KEY_DAYS:
        return None
    is_due = now - newest.signs_from >= timedelta(days=settings.SIGNING_KEY_DAYS)
    return rotate() if is_due else None


def generate() -> RSAKey:
    return RSAKey.generate_key(BITS, private=True, auto_kid=True)


def _make(*, signs_from: datetime) -> SigningKey:
    key = generate()
    private = dict(key.as_dict(private=True))
    public = {name: key.as_dict(private=False)[name] for name in ("kty", "n", "e")}
    made = SigningKey.objects.create(
        kid=key.thumbprint(), public_jwk=public, private_jwe=sealing.seal(private), signs_from=signs_from
    )
    log.info("signing key %s was made", made.kid)
    return made


def _is_listed(row: SigningKey) -> bool:
    """Until what it signed last, before the next one took over, has run out."""
    later = SigningKey.objects.filter(revoked_at=None, signs_from__gt=row.signs_from).order_by("signs_from")
    successor = later.first()
    return successor is None or timezone.now() < successor.signs_from + _OUTLIVES
