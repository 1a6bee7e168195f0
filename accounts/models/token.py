"""API tokens of a team, and how much they are used."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models.team import Team
from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def for_team(self, team: Team) -> "ApiTokenQuerySet":
        return self.filter(team=team)


class ApiToken(BaseModel):
    """Acts for its team, as far as its scopes go and its maker may. The token itself is not kept: `accounts.token_text`."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="api_tokens")
    # Whose rights it uses. Without its maker it does nothing any more.
    maker = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=20)
    sha256 = models.CharField(max_length=64, unique=True)
    # Names of capabilities.
    scopes = models.JSONField(default=list)
    per_minute = models.PositiveIntegerField()
    expires_at = models.DateTimeField()
    # To the minute: `services.token_use`.
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(per_minute__gte=1), name="api_token_may_ask"),
        ]
        indexes = [models.Index(fields=["team", "-created_at"], name="api_token_team_recent")]

    def __str__(self) -> str:
        return self.prefix

    @property
    def audit_label(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    def is_valid_at(self, now: datetime) -> bool:
        """Neither revoked nor run out. Whether its maker may still do anything is asked at each use."""
        return self.revoked_at is None and now < self.expires_at


class ApiTokenUse(models.Model):
    """How often a token was used on one day (UTC); `limited`: how many of the requests were too many."""

    token = models.ForeignKey(ApiToken, on_delete=models.CASCADE, related_name="uses")
    day = models.DateField()
    requests = models.PositiveIntegerField(default=0)
    limited = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["token", "day"], name="api_token_use_once_per_day")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.day}"
