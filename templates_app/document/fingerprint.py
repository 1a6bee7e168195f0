"""One spelling of a document, so that its hash survives any store."""

import hashlib
import json
from typing import Any


def canonical(document: Any) -> bytes:
    """Write JSON with sorted keys, no white space, in UTF-8, whole numbers without a fraction.

    PostgreSQL's jsonb forgets the order of keys and how a number was written (`-0.0`, `1e2`): none of it may count.
    """
    plain = json.dumps(
        _whole(document), sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return plain.encode("utf-8")


def fingerprint(document: Any) -> str:
    """Return the SHA-256 of the canonical form, in hex. The document must be valid."""
    return hashlib.sha256(canonical(document)).hexdigest()


def _whole(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _whole(child) for key, child in value.items()}
    if isinstance(value, list):
        return [_whole(child) for child in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
