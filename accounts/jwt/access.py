"""Access tokens: JWTs of the profile RFC 9068, signed with RS256, good for 15 minutes. Read as RFC 8725 advises."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from joserfc import jwt
from joserfc.errors import ExpiredTokenError, JoseError
from joserfc.jwk import RSAKey

LIFETIME = timedelta(minutes=15)
# Clocks of our own machines, which are set by the same servers, differ by less.
LEEWAY_S = 5
ALGORITHMS = ["RS256"]
TYPE = "at+jwt"
CLIENT = "iconikcerts"
_LONGEST = 4_096  # characters; ours have under 1,000
_HEADER = {"alg", "typ", "kid"}


class NotReadable(Exception):
    """This is no access token of ours that is good now. `is_expired`: it was one."""

    def __init__(self, *, is_expired: bool = False) -> None:
        super().__init__()
        self.is_expired = is_expired


@dataclass(frozen=True, slots=True)
class Claims:
    """What a token says: who, by which family, its own id, and when it runs out."""

    user_id: uuid.UUID
    family_id: uuid.UUID
    jti: uuid.UUID
    expires_at: datetime


def issuer() -> str:
    """The claim `iss`."""
    return settings.SITE_URL


def audience() -> str:
    """The claim `aud`: the API, and nothing else of ours."""
    return f"{settings.SITE_URL}/api"


def write(
    *,
    key: RSAKey,
    user_id: uuid.UUID,
    family_id: uuid.UUID,
    methods: list[str],
    logged_in_at: datetime,
    now: datetime,
) -> str:
    """A signed token. `key` is private and has its `kid`."""
    claims = {
        "iss": issuer(),
        "aud": audience(),
        "sub": str(user_id),
        "client_id": CLIENT,
        "sid": str(family_id),
        "jti": str(uuid.uuid4()),
        "iat": int(now.timestamp()),
        "exp": int((now + LIFETIME).timestamp()),
        "auth_time": int(logged_in_at.timestamp()),
        "amr": methods,
    }
    assert key.kid is not None
    return jwt.encode({"alg": ALGORITHMS[0], "typ": TYPE, "kid": key.kid}, claims, key, ALGORITHMS)


def read(text: str, find_key: Callable[[str], RSAKey | None], *, now: datetime) -> Claims:
    """What a token says, once its signature and every claim have been checked. Raises NotReadable.

    The algorithm is ours and not the token's to choose (RFC 8725, 3.1), its type keeps other tokens out (3.11), and a
    key is looked up by `kid` alone: addresses and keys in a header are refused (3.5, 3.10).
    """
    if len(text) > _LONGEST:
        raise NotReadable

    def key_of(signed: Any) -> RSAKey:
        header = signed.headers()
        kid = header.get("kid")
        found = find_key(kid) if isinstance(kid, str) and set(header) == _HEADER else None
        if found is None:
            raise NotReadable
        return found

    try:
        token = jwt.decode(text, key_of, ALGORITHMS)
        if token.header.get("typ") != TYPE:
            raise NotReadable
        _registry(now).validate(token.claims)
        return _claims(token.claims)
    except ExpiredTokenError as error:
        raise NotReadable(is_expired=True) from error
    except (JoseError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotReadable from error


def _registry(now: datetime) -> jwt.JWTClaimsRegistry:
    return jwt.JWTClaimsRegistry(
        now=int(now.timestamp()),
        leeway=LEEWAY_S,
        iss={"essential": True, "value": issuer()},
        aud={"essential": True, "value": audience()},
        client_id={"essential": True, "value": CLIENT},
        sub={"essential": True},
        sid={"essential": True},
        jti={"essential": True},
        iat={"essential": True},
        exp={"essential": True},
    )


def _claims(claims: dict[str, Any]) -> Claims:
    return Claims(
        user_id=uuid.UUID(claims["sub"]),
        family_id=uuid.UUID(claims["sid"]),
        jti=uuid.UUID(claims["jti"]),
        expires_at=datetime.fromtimestamp(claims["exp"], UTC),
    )
