"""What a team's page about keeping things shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.forms import BaseForm, BoundField

from accounts import retention
from accounts.models import RetentionRule, RetentionRun, Team
from accounts.retention import Kind
from accounts.services.retention import in_force, said, wanted, wish_of


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind on the team's page: for how long its things are kept now, and the rule that waits for its first run, if any.

    The fields are None for who may only look; `basis` is None where there is nothing to choose.
    """

    kind: Kind
    kept: str
    waits: RetentionRule | None
    wait_says: str
    amount: BoundField | None
    unit: BoundField | None
    basis: BoundField | None


def kind_lines(*, team: Team, form: BaseForm | None, now: datetime) -> list[KindLine]:
    """One for each kind, in the order of the page."""
    counting, last = in_force(team=team, now=now), wanted(team=team)
    lines = []
    for kind in retention.of_teams():
        rule = last.get(kind.key)
        waits = rule if rule and rule.starts_at > now else None
        lines.append(
            KindLine(
                kind,
                kept=said(kind, wish_of(counting.get(kind.key))),
                waits=waits,
                wait_says=said(kind, wish_of(waits)),
                amount=form[f"{kind.key}_amount"] if form else None,
                unit=form[f"{kind.key}_unit"] if form else None,
                basis=form[f"{kind.key}_basis"] if form and kind.bases else None,
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class RunLine:
    """A run in words: "12 lists, 340 addresses", "" for nothing."""

    run: RetentionRun
    gone: str


def run_lines(runs: Iterable[RetentionRun]) -> list[RunLine]:
    """A run of a kind that no app has any more is told by its key."""
    known = {kind.key: kind for kind in retention.kinds()}
    return [
        RunLine(
            run,
            ", ".join(
                known[key].counted(count) if key in known else f"{count:,} {key}"
                for key, count in run.counts.items()
            ),
        )
        for run in runs
    ]
