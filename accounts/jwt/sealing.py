"""Private keys as they lie in the database: encrypted JWKs (RFC 7517, 7), see `accounts.sealing`."""

import json
from typing import Any

from accounts import sealing
from accounts.sealing import CannotOpen

__all__ = ["CannotOpen", "seal", "unseal"]

_PURPOSE = "signing-keys/v1"


def seal(private_jwk: dict[str, Any]) -> str:
    """The key as a JWE in its compact form."""
    return sealing.seal(json.dumps(private_jwk), purpose=_PURPOSE, cty="jwk+json")


def unseal(sealed: str) -> dict[str, Any]:
    """Raises CannotOpen."""
    return dict(json.loads(sealing.unseal(sealed, purpose=_PURPOSE)))
