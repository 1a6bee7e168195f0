"""Codes and seals: pure functions, values in, strings out."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Mapping

from iconikcerts.common.canonical import canonical as canonical_json

# Crockford's base 32: no I, L, O, U, so nothing is mistaken for 1 or 0 and no words come out by chance.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_BITS = 128
CODE_LENGTH = 26  # ceil(128 / 5)
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    """128 random bits as 26 characters of Crockford's base 32 (the first one is 0–7)."""
    number = secrets.randbits(CODE_BITS)
    digits = [ALPHABET[(number >> shift) & 31] for shift in range(0, CODE_LENGTH * 5, 5)]
    return "".join(reversed(digits))


def normalise_code(text: str) -> str:
    """What a person typed or pasted (spaces, hyphens, small letters, O for 0, a whole address) as a code.

    Returns "" when it cannot be one.
    """
    last = text.strip().rstrip("/").rsplit("/", 1)[-1].split("?")[0].split("#")[0]
    code = re.sub(r"[\s\-–—_.]", "", last).upper().translate(_LOOKALIKES)
    is_code = len(code) == CODE_LENGTH and all(letter in ALPHABET for letter in code)
    return code if is_code else ""


def grouped(code: str) -> str:
    """The code as people read it: groups of four and five letters with hyphens."""
    return "-".join((code[:5], code[5:10], code[10:14], code[14:18], code[18:22], code[22:]))


def canonical(claim: Mapping[str, object]) -> bytes:
    """The claim as canonical JSON (RFC 8785) of strings, integers, lists and objects with ASCII keys, text in NFC."""
    return canonical_json(_nfc(claim))


def _nfc(value: object) -> object:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, Mapping):
        return {key: _nfc(entry) for key, entry in value.items()}
    if isinstance(value, list | tuple):
        return [_nfc(entry) for entry in value]
    if value is None or isinstance(value, bool | int):
        return value
    raise TypeError(f"A claim holds text, whole numbers, lists and objects, not {type(value).__name__}.")


def new_salt() -> str:
    """128 random bits in hex."""
    return secrets.token_hex(16)


def seal(claim: Mapping[str, object], salt: str) -> str:
    """SHA-256 over the salt's bytes followed by the canonical claim, in hex."""
    return hashlib.sha256(bytes.fromhex(salt) + canonical(claim)).hexdigest()


def file_sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
