"""The ledger of use: reserved before a job runs, settled to what was really issued."""

from django.db import models

from accounts.models import Team
from iconikcerts.common.models import BaseModel


class UsageLog(BaseModel):
    """One use of the quota. `amount` is what counts: the reserved number, then the settled one.

    `reference` is opaque to billing ("job:<id>") and unique per team and action, so that a step that
    runs twice counts once.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="usage")
    action = models.CharField(max_length=64, default="issue_certificates")
    reference = models.CharField(max_length=100)
    amount = models.PositiveIntegerField()
    settled_at = models.DateTimeField(null=True, blank=True)
    meta = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "action", "reference"], name="usage_once_per_reference"),
        ]
        indexes = [models.Index(fields=["team", "created_at"], name="usage_team_month")]

    def __str__(self) -> str:
        return f"{self.action} {self.amount} for {self.reference}"
