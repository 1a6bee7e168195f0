"""What a team wants a second person for, and what was asked and decided."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from accounts.models.team import Team
from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class ApprovalRule(BaseModel):
    """That a team asks for a second person before an act on more than `threshold` things. No row: no rule.

    `act` is the key of an act that an app has registered (`accounts.approvals`).
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="approval_rules")
    act = models.CharField(max_length=64)
    threshold = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["team", "act"], name="approval_rule_once_per_act")]

    def __str__(self) -> str:
        return f"{self.act} over {self.threshold} in {self.team_id}"


class ApprovalRequestQuerySet(models.QuerySet["ApprovalRequest"]):
    def for_team(self, team: Team) -> "ApprovalRequestQuerySet":
        return self.filter(team=team)

    def open(self) -> "ApprovalRequestQuerySet":
        return self.filter(state=ApprovalRequest.State.OPEN)


class ApprovalRequest(BaseModel):
    """An act that waits for a second person, or how that ended.

    `payload` holds ids and choices, never recipients' data. `fingerprint` says what the thing was when somebody asked:
    when it is another at the decision, nothing is done.
    """

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        APPROVED = "approved", "Approved"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"
        STALE = "stale", "Outdated"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="approval_requests")
    act = models.CharField(max_length=64)
    label = models.CharField(max_length=200)  # what it is done to, as people call it
    count = models.PositiveIntegerField(default=1)
    payload = models.JSONField(default=dict, blank=True)
    fingerprint = models.CharField(max_length=64)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    expires_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    objects = ApprovalRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="approval_decided_has_a_time",
            ),
            # Nobody approves their own request. (Either may be null later, when a person is gone.)
            models.CheckConstraint(
                condition=~Q(state="approved") | ~Q(decided_by=F("asked_by")) | Q(decided_by=None),
                name="approval_by_a_second_person",
            ),
        ]
        indexes = [models.Index(fields=["team", "state", "-created_at"], name="approval_team_state")]

    def __str__(self) -> str:
        return f"{self.act} on {self.label}: {self.state}"

    def is_waiting(self, now: datetime) -> bool:
        return self.state == self.State.OPEN and not self.is_expired(now)

    def is_expired(self, now: datetime) -> bool:
        return self.state == self.State.OPEN and self.expires_at <= now


class ApprovalTarget(models.Model):
    """One thing that a request is about, so that its page can say so. Ids of any app: `accounts` names no model of them."""

    request = models.ForeignKey(ApprovalRequest, on_delete=models.CASCADE, related_name="targets")
    target_id = models.UUIDField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "target_id"], name="approval_target_once")]
        indexes = [models.Index(fields=["target_id"], name="approval_target")]

    def __str__(self) -> str:
        return f"{self.request_id}: {self.target_id}"
