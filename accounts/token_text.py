"""Random tokens as text: `ic_live_` (API) or `ic_refresh_` + 43 characters (256 random bits) + 6 characters that check the others.

The prefix lets people, and scanners of leaked secrets, recognise one. The checksum (CRC-32) tells a mistyped or made-up
token without asking the database.

Kept is SHA-256 of the whole. A password needs a slow, salted hash, because people choose from few; here nobody chose:
whoever holds the hashes would have to try 2^255 random values on average, whether one trial takes a microsecond or a
second, and no two tokens are alike, so that a salt would part nothing. A fast hash is the right one (NIST SP 800-63B,
5.1.2.2: only look-up secrets of less than 112 bits need a slow, salted one), and it can be looked up by an index.
"""

import hashlib
import secrets
import zlib

API = "ic_live_"
REFRESH = "ic_refresh_"
SHOWN = 6  # random characters of the prefix that stays visible: 36 of 256 bits
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SECRET_LENGTH, _CHECK_LENGTH = 43, 6


def make(start: str = API) -> str:
    """A new token."""
    body = start + _base62(secrets.randbits(256), _SECRET_LENGTH)
    return body + _check_of(body)


def is_well_formed(text: str, start: str = API) -> bool:
    """Whether it can be a token of that kind that was made here."""
    length = len(start) + _SECRET_LENGTH + _CHECK_LENGTH
    if len(text) != length or not text.startswith(start) or not text.isascii():
        return False
    return _check_of(text[:-_CHECK_LENGTH]) == text[-_CHECK_LENGTH:]


def prefix_of(text: str) -> str:
    """What of an API token is shown to tell it from others, and written to the audit trail."""
    return text[: len(API) + SHOWN]


def digest(text: str) -> str:
    """SHA-256 in hex: what is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def _check_of(body: str) -> str:
    return _base62(zlib.crc32(body.encode()), _CHECK_LENGTH)


def _base62(number: int, length: int) -> str:
    digits = []
    for _ in range(length):
        number, digit = divmod(number, 62)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))
