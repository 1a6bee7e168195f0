"""How long the team of the pictures keeps things: a rule that counts, one that waits, and what earlier runs deleted."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from accounts.models import RetentionRule, RetentionRun, Team
from accounts.periods import Period
from accounts.services import retention
from accounts.services.retention import Wish

DELETED = ((1, {}), (2, {"lists": 12, "messages": 1340}), (9, {"verifications": 4210}))


def rules(team: Team) -> None:
    """By the owner, the first of them long ago."""
    owner = team.owner
    assert owner is not None
    retention.set_rules(team=team, wishes={"verifications": Wish(Period(30, "days"))}, by=owner)
    now = timezone.now()
    RetentionRule.objects.filter(team=team).update(starts_at=now - timedelta(days=60))
    retention.set_rules(team=team, wishes={"lists": Wish(Period(6, "months"))}, by=owner)
    for days, counts in DELETED:
        then = now - timedelta(days=days)
        RetentionRun.objects.create(team=team, day=then.date(), counts=counts, finished_at=then)


def pause(team: Team) -> None:
    """A legal hold over a rule."""
    owner = team.owner
    assert owner is not None
    retention.set_rules(team=team, wishes={"drafts": Wish(Period(90, "days"))}, by=owner)
    retention.hold(team=team, reason="Dispute over the courses of 2025, file 7/2026", by=owner)
