"""By what the file of an erased certificate is recognised: a keyed digest, which tells nothing to who reads the database.

The SHA-256 of a PDF would: the same design with the same values gives nearly the same bytes, so that names could be tried
until one fits. The key is made of SECRET_KEY, and is not in the database (docs/adr/0019).
"""

import hashlib
import hmac

from accounts import sealing

PURPOSE = "erased-files/v1"


def mark(file_sha256: str) -> tuple[str, str]:
    """Name of the key and mark, under the current key: what is kept of a file whose SHA-256 (hex) this is."""
    return _marks(file_sha256)[0]


def marks(file_sha256: str) -> dict[str, str]:
    """Name of the key → the mark that a file with this SHA-256 (hex) has under it, for each key that is known."""
    return dict(_marks(file_sha256))


def _marks(file_sha256: str) -> list[tuple[str, str]]:
    return [(_name(key), _mac(key, file_sha256)) for key in sealing.keys(PURPOSE)]


def _mac(key: bytes, text: str) -> str:
    """HMAC-SHA-256 (RFC 2104) in hex."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _name(key: bytes) -> str:
    """Tells keys apart and says nothing about them."""
    return _mac(key, "name of the key")[:16]
