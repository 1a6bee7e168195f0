"""Private keys as they lie in the database: encrypted JWKs (RFC 7517, 7), with AES-256-GCM under a key from SECRET_KEY.

Who reads the database alone, or a backup of it, cannot sign. A former SECRET_KEY opens too, while it stands in
SECRET_KEY_FALLBACKS.
"""

import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

_ALGORITHMS = ["dir", "A256GCM"]
_HEADER = {"alg": "dir", "enc": "A256GCM", "cty": "jwk+json"}


class CannotOpen(Exception):
    """It was sealed under a SECRET_KEY that is not known any more."""


def seal(private_jwk: dict[str, Any]) -> str:
    """The key as a JWE in its compact form."""
    return jwe.encrypt_compact(dict(_HEADER), json.dumps(private_jwk), _key(settings.SECRET_KEY), _ALGORITHMS)


def unseal(sealed: str) -> dict[str, Any]:
    """Raises CannotOpen."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            opened = jwe.decrypt_compact(sealed, _key(secret), _ALGORITHMS)
        except JoseError:
            continue
        assert opened.plaintext is not None
        return dict(json.loads(opened.plaintext))
    raise CannotOpen


def _key(secret: str) -> OctKey:
    """HKDF (RFC 5869): what else is made of SECRET_KEY gives nothing away about this key."""
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=b"iconikcerts/signing-keys/v1")
    return OctKey.import_key(derived.derive(secret.encode()))
