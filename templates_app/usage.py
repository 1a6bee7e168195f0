"""What the apps above tell of designs: how many certificates were issued with a version.

Designs do not know certificates (the order of the apps); whoever issues registers a count at start-up.
"""

from collections.abc import Callable, Collection, Mapping
from uuid import UUID

Count = Callable[[Collection[UUID]], Mapping[UUID, int]]
_counts: list[Count] = []


def register(count: Count) -> None:
    """`count` takes ids of versions and answers with the number of certificates of each that has any."""
    if count not in _counts:
        _counts.append(count)


def issued_with(version_ids: Collection[UUID]) -> dict[UUID, int]:
    """Certificates issued with each of the versions, 0 too."""
    found = [count(version_ids) for count in _counts]
    return {key: sum(counts.get(key, 0) for counts in found) for key in version_ids}
