"""The clock's work: once a day what is older than the operator's settings and the teams' rules say goes, in batches.

A batch, its count and nothing else is one transaction, so that a run that was killed goes on where it was, and a second
worker finds nothing to do twice.
"""

import logging
import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts import audit, retention
from accounts.models import RetentionHold, RetentionRun, Team
from accounts.retention import Kind
from accounts.services import retention as rules

log = logging.getLogger(__name__)
# Less than the task may take (`accounts.tasks.apply_retention`); the next beat goes on.
MOST_S = 3000


def run_due(*, now: datetime | None = None) -> None:
    """Everything that is due today and was not done yet: for the whole site, then for each team with rules.

    A fault of one team holds no other up; its run stays open, and the next beat tries it again.
    """
    now, ends = now or timezone.now(), time.monotonic() + MOST_S
    for run in _due(now):
        try:
            _work(run, now, ends)
        except Exception:
            log.exception("retention run %s is not finished", run.pk)
        if time.monotonic() > ends:
            log.warning("retention took its time; the next beat goes on")
            return


def _due(now: datetime) -> Iterator[RetentionRun]:
    """Runs that are open, then those of today that were not begun yet."""
    yield from RetentionRun.objects.filter(finished_at=None).select_related("team").order_by("day")
    today = now.date()
    if not RetentionRun.objects.filter(team=None, day=today).exists():
        yield RetentionRun.objects.create(day=today)
    waiting = (
        Team.objects.filter(erased_at=None, retention_rules__starts_at__lte=now)
        .exclude(retention_holds__in=RetentionHold.objects.filter(ended_at=None))
        .exclude(retention_runs__in=RetentionRun.objects.filter(day=today))
    )
    for team in list(waiting.distinct()):
        yield RetentionRun.objects.get_or_create(team=team, day=today)[0]


def _work(run: RetentionRun, now: datetime, ends: float) -> None:
    faults = 0
    for kind in retention.kinds():
        try:
            while _batch(run, kind, now):
                if time.monotonic() > ends:
                    return
        except Exception:
            log.exception("retention of %s failed in run %s", kind.key, run.pk)
            faults += 1
    if not faults:
        _finish(run)


def _batch(run: RetentionRun, kind: Kind, now: datetime) -> int:
    """Delete the next things of a kind. Returns how many went; 0 when nothing more is due, or the rule is gone meanwhile."""
    with transaction.atomic():
        mine = RetentionRun.objects.select_for_update().filter(pk=run.pk, finished_at=None).first()
        due = _due_of(run.team, kind, now) if mine else None
        if mine is None or due is None:
            return 0
        ids = list(due.values_list("pk", flat=True)[: kind.batch])
        gone = kind.forget(ids) if ids else 0
        if gone:
            mine.counts[kind.key] = mine.counts.get(kind.key, 0) + gone
            mine.save(update_fields=["counts", "updated_at"])
    return gone


def _due_of(team: Team | None, kind: Kind, now: datetime) -> QuerySet[Any] | None:
    if team is None:
        return kind.due(team=None, before=kind.usual.before(now)) if kind.usual else None
    rule = rules.in_force(team=team, now=now).get(kind.key)
    if rule is None or rules.hold_of(team=team):
        return None
    return kind.due(team=team, before=rule.period.before(now), basis=rule.basis)


@transaction.atomic
def _finish(run: RetentionRun) -> None:
    won = RetentionRun.objects.filter(pk=run.pk, finished_at=None).update(
        finished_at=timezone.now(), updated_at=timezone.now()
    )
    if won:
        run.refresh_from_db()
        audit.record(
            team=run.team,
            by=None,
            action="retention.run",
            target=run,
            day=run.day.isoformat(),
            gone=run.counts,
        )


def reports(*, team: Team) -> QuerySet[RetentionRun]:
    """The runs of a team that deleted something, and the last one, newest first."""
    mine = RetentionRun.objects.filter(team=team)
    last = mine.order_by("-day").values("pk")[:1]
    return mine.filter(~Q(counts={}) | Q(pk__in=list(last.values_list("pk", flat=True)))).order_by("-day")
