"""The door through which every design document comes in."""

from collections.abc import Collection
from itertools import islice

from .checks import semantic_faults
from .faults import Fault, InvalidDocument
from .guard import Unworkable, inspect
from .structure import structural_faults

# Nobody reads more, and wording each one costs time that a hostile document must not have.
MAX_FAULTS = 500


def validate(document: object, *, families: Collection[str] | None = None) -> None:
    """Check a document of any origin; return when it is valid.

    `families` are the font families that exist; when None, families are not looked up.
    Raises InvalidDocument with every fault, those of structure first, and nothing else whatever the value.
    """
    faults = find_faults(document, families=families)
    if faults:
        raise InvalidDocument(faults)


def find_faults(document: object, *, families: Collection[str] | None = None) -> list[Fault]:
    """Return every fault of a document, or the first MAX_FAULTS; empty when it is valid."""
    try:
        faults = inspect(document)
    except Unworkable as error:
        return [error.fault]
    faults += islice(structural_faults(document), MAX_FAULTS)
    if isinstance(document, dict):
        told = {fault.path for fault in faults}
        further = (fault for fault in semantic_faults(document, families) if fault.path not in told)
        faults += islice(further, MAX_FAULTS)
    return list(dict.fromkeys(faults))[:MAX_FAULTS]
