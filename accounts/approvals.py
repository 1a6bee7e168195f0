"""The acts that a team can want a second person for. `accounts` knows none of them: each app brings its own.

An app calls `register` in `AppConfig.ready` with what is done, what the thing looked like when somebody asked, and how it
is done in the end: by the app's own service, which asks all of its questions anew (docs/adr/0015).
"""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import ApprovalRequest
from accounts.permissions import Capability, Grantable


@dataclass(frozen=True, slots=True)
class Act:
    """`key` is also that of the rule. `least`: the smallest threshold that a team can set; None for acts on one thing.

    `fingerprint` reads the thing as it stands, 64 hexadecimal digits; `perform` does the act as whoever asked for it;
    `thing` finds what members may have been granted more on. All three take the request, and raise DomainErrors.
    """

    key: str
    label: str
    unit: str
    capability: Capability
    least: int | None
    fingerprint: Callable[[ApprovalRequest], str]
    perform: Callable[[ApprovalRequest], None]
    url: Callable[[ApprovalRequest], str]
    thing: Callable[[ApprovalRequest], Grantable] | None = None


_ACTS: dict[str, Act] = {}


def register(act: Act) -> None:
    """Offer an act to the rules of teams."""
    _ACTS[act.key] = act


def acts() -> list[Act]:
    """All acts, in the order of registration."""
    return list(_ACTS.values())


def act(key: str) -> Act:
    """The act of that key; a KeyError is a bug: an app that is gone left requests behind."""
    return _ACTS[key]
