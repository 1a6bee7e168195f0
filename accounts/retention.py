"""What is kept about people, kind by kind, and how long: the list that the clock works through and the pages are made from.

Accounts know nothing of the apps above them (the order of the apps). Each app registers its kinds at start-up. The
operator's settings and the rules of teams are both periods over the same kinds: `services.retention_runs` applies them.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from accounts.models import Team
from accounts.periods import Period

# The longest rule, in days: a century by mistake would be "for ever" without saying so.
MOST_DAYS = 50 * 366


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that is kept.

    `kept`: everything of the kind that time may delete, of all teams. `since`: by basis, the field or annotation that its
    age counts from; most kinds have the basis "" alone. `of_team`: which of it is a team's; None where no team has a say.
    `forget` deletes the things with these ids and returns how many went; called in a transaction, safe to run twice, files
    before rows. `setting`: the operator's setting (days, 0 for ever), which no team's rule can exceed; "" where the operator
    sets nothing. `batch`: how many go in one transaction. `unit`: one thing and many. `goes`, `stays`: what people read.
    """

    key: str
    label: str
    unit: tuple[str, str]
    kept: Callable[[], QuerySet[Any]]
    since: Mapping[str, str]
    forget: Callable[[Collection[UUID]], int]
    goes: str
    stays: str = ""
    of_team: Callable[[Team], Q] | None = None
    setting: str = ""
    least_days: int = 1
    batch: int = 500
    bases: Mapping[str, str] = field(default_factory=dict)

    @property
    def usual(self) -> Period | None:
        """The operator's period; None: for ever."""
        days = getattr(settings, self.setting) if self.setting else 0
        return Period(days, "days") if days else None

    @property
    def is_teams(self) -> bool:
        """Whether teams can have a rule for it."""
        return self.of_team is not None

    @property
    def most_days(self) -> int:
        """What a team's rule may have at most."""
        return self.usual.amount if self.usual else MOST_DAYS

    def due(self, *, team: Team | None, before: datetime, basis: str = "") -> QuerySet[Any]:
        """What is older than `before`: of a team, or of all for None."""
        found = self.kept().filter(**{f"{self.since[basis]}__lt": before})
        if team is None:
            return found
        return found.filter(self.of_team(team)) if self.of_team else found.none()

    def counted(self, count: int) -> str:
        """ "1 list", "1,240 lists"."""
        return f"{count:,} {self.unit[count != 1]}"


@dataclass(frozen=True, slots=True)
class Fixed:
    """What no rule of a team touches; `says` gives the sentence as the settings stand."""

    label: str
    says: Callable[[], str]


_kinds: dict[str, Kind] = {}
_fixed: dict[str, Fixed] = {}


def register(kind: Kind) -> None:
    """Add a kind. Safe to call twice."""
    _kinds[kind.key] = kind


def state(fixed: Fixed) -> None:
    """Add a sentence about what no rule touches. Safe to call twice."""
    _fixed[fixed.label] = fixed


def kinds() -> list[Kind]:
    """All kinds: first those of the highest apps, which people think of first."""
    return list(_kinds.values())[::-1]


def of_teams() -> list[Kind]:
    """The kinds that teams can have a rule for."""
    return [kind for kind in kinds() if kind.is_teams]


def kind(key: str) -> Kind:
    """The kind of that key; a KeyError is a bug, or an app that is gone left rules behind."""
    return _kinds[key]


def fixed() -> list[Fixed]:
    return list(_fixed.values())
