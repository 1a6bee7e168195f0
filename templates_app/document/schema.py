"""The door through which every design document comes in."""

from collections.abc import Collection
from itertools import chain, islice
from typing import Any

from .checks import open_faults, semantic_faults
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


def find_faults(
    document: object, *, families: Collection[str] | None = None, is_draft: bool = False
) -> list[Fault]:
    """Return every fault of a document, or the first MAX_FAULTS; empty when it is valid.

    `is_draft`: without the open ones, which a draft may have (see `Fault`).
    """
    try:
        faults = inspect(document)
    except Unworkable as error:
        return [error.fault]
    faults += islice(structural_faults(document), MAX_FAULTS)
    if isinstance(document, dict):
        told = {fault.path for fault in faults}
        found = semantic_faults(document, families)
        further = found if is_draft else chain(found, open_faults(document))
        faults += islice((fault for fault in further if fault.path not in told), MAX_FAULTS)
    return list(dict.fromkeys(faults))[:MAX_FAULTS]


def find_open_faults(document: dict[str, Any]) -> list[Fault]:
    """Return what stands in the way of publishing a draft that could be kept, MAX_FAULTS at most."""
    return list(dict.fromkeys(islice(open_faults(document), MAX_FAULTS)))
