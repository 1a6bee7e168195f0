"""Which app holds which personal data, how a copy of it is made, and how it is erased.

Accounts know nothing of the apps above them (the order of the apps). Each app registers at start-up what it holds; a
test walks all tables and fails for a column that looks personal and that nobody has registered or excused.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from accounts.models import User


@dataclass(frozen=True, slots=True)
class Rows:
    """Records for the copy: `name`.json, or `name`.csv with one line each where they are many (`is_table`)."""

    name: str
    rows: Iterable[Mapping[str, Any]]
    is_table: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """A file for the copy; `name` with its ending, `stored`: its name in the default storage."""

    name: str
    stored: str


Export = Callable[[User], Iterable[Rows | Stored]]
Erase = Callable[[User], int]
InTheWay = Callable[[User], list[str]]


def _nothing(user: User) -> list[str]:
    return []


@dataclass(frozen=True, slots=True)
class Source:
    """The personal data of one kind.

    `holds`: columns as "app.Model.field". `export` yields what goes into the folder `name` of the copy. `erase` is
    called in the transaction of the erasure, takes away what can go, and returns how many records it touched; files
    go after the commit. `in_the_way`: sentences that say what has to be done before an account can be erased.
    `goes`, `stays`: what the person reads before.
    """

    name: str
    label: str
    holds: Collection[str]
    export: Export
    erase: Erase
    in_the_way: InTheWay = _nothing
    goes: str = ""
    stays: str = ""


_sources: dict[str, Source] = {}
_excused: dict[str, str] = {}


def register(source: Source) -> None:
    """Name a source. Safe to call twice."""
    _sources[source.name] = source


def excuse(reasons: Mapping[str, str]) -> None:
    """Columns ("app.Model.field") that look personal, with the reason why neither copy nor erasure is about them."""
    _excused.update(reasons)


def sources() -> list[Source]:
    """From the lowest app up, in the order in which the apps start."""
    return list(_sources.values())


def excused() -> dict[str, str]:
    return dict(_excused)


def things_in_the_way(user: User) -> list[str]:
    """What has to be done before this account can be erased; empty when nothing has."""
    return [sentence for source in sources() for sentence in source.in_the_way(user)]
