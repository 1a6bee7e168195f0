"""Keeps programs that fill in every form they find out of the moderators' queue, without a riddle for people.

A field that nobody sees stays empty when a person writes, and nobody reads a page and writes a sentence in two seconds.
"""

from collections.abc import Mapping
from typing import Literal

from django.core import signing

HIDDEN_FIELD, STAMP_FIELD = "website", "asked"
QUICKEST_S, SLOWEST_S = 2, 86_400
Verdict = Literal["person", "robot", "too soon", "stale"]

_signer = signing.TimestampSigner(salt="wallet.report")


def stamp() -> str:
    """When the form was asked for, signed: sent along with what is written into it."""
    return _signer.sign("report")


def judge(data: Mapping[str, str]) -> Verdict:
    """Who seems to have sent the form; "stale" for one that was open for more than a day or has no stamp."""
    if data.get(HIDDEN_FIELD):
        return "robot"
    stamped = data.get(STAMP_FIELD, "")
    try:
        _signer.unsign(stamped, max_age=SLOWEST_S)
    except signing.BadSignature:
        return "stale"
    try:
        _signer.unsign(stamped, max_age=QUICKEST_S)
    except signing.SignatureExpired:
        return "person"
    return "too soon"
