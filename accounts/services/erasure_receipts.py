"""Receipts of what was erased: they say when and how much, and name nobody."""

import re
import secrets
from collections.abc import Mapping

from accounts.models import ErasureReceipt

# Crockford's base 32: no I, L, O, U. Twenty letters are 100 bits.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 20
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def write(*, kind: ErasureReceipt.Kind, counts: Mapping[str, int]) -> ErasureReceipt:
    """A receipt with a code of its own; sources of which nothing went are left out."""
    code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    told = {name: count for name, count in counts.items() if count}
    return ErasureReceipt.objects.create(code=code, kind=kind, counts=told)


def find(*, code: str) -> ErasureReceipt | None:
    """By its code in any form that a person may type."""
    letters = re.sub(r"[\s\-]", "", code).upper().translate(_LOOKALIKES)
    return ErasureReceipt.objects.filter(code=letters).first() if len(letters) == LENGTH else None


def grouped(code: str) -> str:
    """In fours, as people read it."""
    return "-".join(code[start : start + 4] for start in range(0, LENGTH, 4))
