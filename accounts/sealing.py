"""Secrets as they lie in the database: encrypted (JWE, RFC 7516) with AES-256-GCM under a key from SECRET_KEY.

Who reads the database alone, or a backup of it, learns none of them. A former SECRET_KEY opens too, while it stands in
SECRET_KEY_FALLBACKS.
"""

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from joserfc import jwe
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

_ALGORITHMS = ["dir", "A256GCM"]
_HEADER = {"alg": "dir", "enc": "A256GCM"}


class CannotOpen(Exception):
    """It was sealed under a SECRET_KEY that is not known any more, or for another purpose."""


def seal(text: str, *, purpose: str, **header: str) -> str:
    """`text` as a JWE in its compact form. `purpose` ("signing-keys/v1"): what is sealed for one opens for no other."""
    return jwe.encrypt_compact(_HEADER | header, text, _key(settings.SECRET_KEY, purpose), _ALGORITHMS)


def unseal(sealed: str, *, purpose: str) -> str:
    """Raises CannotOpen."""
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            opened = jwe.decrypt_compact(sealed, _key(secret, purpose), _ALGORITHMS)
        except JoseError:
            continue
        assert opened.plaintext is not None
        return opened.plaintext.decode()
    raise CannotOpen


def keys(purpose: str) -> list[bytes]:
    """32 bytes for a purpose of its own: of SECRET_KEY, then of the former ones that stand in SECRET_KEY_FALLBACKS."""
    return [_derived(secret, purpose) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _key(secret: str, purpose: str) -> OctKey:
    return OctKey.import_key(_derived(secret, purpose))


def _derived(secret: str, purpose: str) -> bytes:
    """HKDF (RFC 5869): what else is made of SECRET_KEY gives nothing away about this key."""
    derived = HKDF(hashes.SHA256(), length=32, salt=None, info=f"iconikcerts/{purpose}".encode())
    return derived.derive(secret.encode())
