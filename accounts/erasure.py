"""What goes when a team is erased. `accounts` knows people and requests; each app says what else, in `AppConfig.ready`."""

from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import Team


class NotYet(Exception):
    """Something of the team is under way; it is tried again at the next round."""


@dataclass(frozen=True, slots=True)
class Eraser:
    """`erase` deletes an app's things of a team, in the transaction that erases it. `prepare` comes before that transaction:
    it brings to an end what is under way, and raises NotYet while something is."""

    erase: Callable[[Team], None]
    prepare: Callable[[Team], None] | None = None


_ERASERS: list[Eraser] = []


def register(eraser: Eraser) -> None:
    """Add what an app erases."""
    _ERASERS.append(eraser)


def erasers() -> list[Eraser]:
    """The apps above first: what they keep hold of is then free."""
    return _ERASERS[::-1]
