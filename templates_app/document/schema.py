"""The door through which every design document comes in."""

from collections.abc import Collection

from .checks import semantic_faults
from .faults import Fault, InvalidDocument
from .guard import Unworkable, inspect
from .structure import structural_faults


def validate(document: object, *, families: Collection[str] | None = None) -> None:
    """Check a document of any origin; return when it is valid.

    `families` are the font families that exist; when None, families are not looked up.
    Raises InvalidDocument with every fault, those of structure first, and nothing else whatever the value.
    """
    faults = find_faults(document, families=families)
    if faults:
        raise InvalidDocument(faults)


def find_faults(document: object, *, families: Collection[str] | None = None) -> list[Fault]:
    """Return every fault of a document; empty when it is valid."""
    try:
        faults = inspect(document)
    except Unworkable as error:
        return [error.fault]
    faults += structural_faults(document)
    if isinstance(document, dict):
        told = {fault.path for fault in faults}
        faults += (fault for fault in semantic_faults(document, families) if fault.path not in told)
    return list(dict.fromkeys(faults))
