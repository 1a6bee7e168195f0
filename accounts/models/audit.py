"""Who did what, to which thing, when. Written in the transaction of the deed."""

from django.db import models

from accounts.models.team import Team
from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class AuditEvent(BaseModel):
    """One deed. `data` holds ids and counts, never recipients' data."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="audit_events")
    actor = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    action = models.CharField(max_length=64)
    target_type = models.CharField(max_length=64)
    target_id = models.CharField(max_length=64)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["team", "-created_at"], name="audit_team_recent"),
            models.Index(fields=["team", "target_id", "-created_at"], name="audit_target_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"
