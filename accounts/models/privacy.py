"""What a person asks for about their own data: a copy of it, and that it goes."""

from django.db import models
from django.db.models import Q

from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class DataExport(BaseModel):
    """A copy of a person's data, made by a worker, kept for a few days and then deleted with its row."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Being packed"
        READY = "ready", "Ready"
        FAILED = "failed", "Not made"

    UNDER_WAY = (State.WAITING, State.WORKING)

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="data_exports")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    file = models.FileField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField(default=0)  # bytes
    ready_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state__in=["waiting", "working"]), name="export_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state="ready") | Q(ready_at__isnull=False, expires_at__isnull=False),
                name="export_ready_has_times",
            ),
        ]
        indexes = [models.Index(fields=["user", "-created_at"], name="export_user_recent")]

    def __str__(self) -> str:
        return f"export {self.pk}: {self.state}"


class ErasureReceipt(BaseModel):
    """That something was erased, when, and how much of what. It names nobody, and points to nobody."""

    class Kind(models.TextChoices):
        ACCOUNT = "account", "An account"
        RECIPIENT = "recipient", "A recipient’s data in certificates"

    code = models.CharField(max_length=32, unique=True)
    kind = models.CharField(max_length=10, choices=Kind)
    # How many records of each source went: {"account": 3, …}.
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"erasure of {self.kind}, {self.created_at:%Y-%m-%d}"
