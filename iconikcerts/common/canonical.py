"""One spelling of JSON, for what is hashed: the JSON Canonicalization Scheme of RFC 8785."""

import json
from collections.abc import Mapping


def canonical(value: object) -> bytes:
    """`value` in UTF-8, members sorted by the UTF-16 code units of their names (RFC 8785, section 3.2.3), no space.

    Holds text, whole numbers, booleans, None, lists and objects. Raises TypeError for anything else: a fraction has
    more than one spelling, and what we hash needs none.
    """
    return json.dumps(_sorted(value), separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def _sorted(value: object) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Mapping):
        return {name: _sorted(value[name]) for name in sorted(value, key=_utf16)}
    if isinstance(value, list | tuple):
        return [_sorted(entry) for entry in value]
    raise TypeError(f"Hashed JSON holds text, whole numbers, lists and objects, not {type(value).__name__}.")


def _utf16(name: str) -> bytes:
    return name.encode("utf-16-be")
