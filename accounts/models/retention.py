"""How long a team keeps things about people: its rules, its pauses, and what the rules did."""

from typing import cast

from django.db import models
from django.db.models import Q

from accounts.models.team import Team
from accounts.models.user import User
from accounts.periods import UNITS, Period, Unit
from iconikcerts.common.models import BaseModel


class RetentionRule(BaseModel):
    """That things of a kind (`accounts.retention`) go after a while. No row: they are kept as the operator has it.

    A rule counts from `starts_at` on. A stricter one waits there for its days of grace beside the one that counts
    meanwhile; of those whose time has come the latest counts.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="retention_rules")
    kind = models.CharField(max_length=32)
    amount = models.PositiveIntegerField()
    unit = models.CharField(max_length=6, choices=[(unit, unit.capitalize()) for unit in UNITS])
    # What the age counts from, for kinds that have more than one such day.
    basis = models.CharField(max_length=16, blank=True)
    starts_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "kind", "starts_at"], name="retention_rule_once"),
            models.CheckConstraint(condition=Q(amount__gte=1), name="retention_rule_of_one_at_least"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.team_id}: {self.period}"

    @property
    def period(self) -> Period:
        return Period(self.amount, cast(Unit, self.unit))


class RetentionHold(BaseModel):
    """That a team's rules rest (a legal hold), from `created_at` until `ended_at`."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="retention_holds")
    reason = models.CharField(max_length=500)
    begun_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team"], condition=Q(ended_at=None), name="retention_hold_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"hold of {self.team_id}"


class RetentionRun(BaseModel):
    """One day's work of the rules of a team, or of the operator's settings for `team` None: how many of each kind went.

    `counts` is written in the transaction of each batch, so that a run that was killed goes on where it was.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="retention_runs")
    day = models.DateField()
    counts = models.JSONField(default=dict)
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "day"], name="retention_run_once_a_day")]

    def __str__(self) -> str:
        return f"run of {self.day}"
