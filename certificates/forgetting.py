"""What the apps above keep of certificates and forget with their personal data. They register it in `AppConfig.ready`."""

from collections.abc import Callable, Collection

from certificates.models import Certificate

# Takes certificates as they were, in the transaction of the erasure; returns how many records went. Files go after
# the commit.
Forget = Callable[[Collection[Certificate]], int]
_known: dict[str, Forget] = {}


def register(name: str, forget: Forget) -> None:
    """`name`: what went, as the receipt says it. Safe to call twice."""
    _known[name] = forget


def forget_all(certificates: Collection[Certificate]) -> dict[str, int]:
    """Have every app forget; how many records went, by name."""
    return {name: forget(certificates) for name, forget in _known.items()}
