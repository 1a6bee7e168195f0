"""A list on its way from a file to checked rows, for as long as that takes."""

from django.db import models

from accounts.models import User
from certificates.models.job import BulkGenerationJob
from iconikcerts.common.models import BaseModel


class ListReading(BaseModel):
    """That a draft's list is being read, or why that came to nothing. Gone once its rows stand.

    Whoever asks for another reading makes a new one; a worker that finds its own gone, or claimed by somebody else,
    stops.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        WORKING = "working", "Reading"
        FAILED = "failed", "Not usable"

    UNDER_WAY = (State.WAITING, State.WORKING)

    job = models.OneToOneField(BulkGenerationJob, on_delete=models.CASCADE, related_name="reading")
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # What is to be read, and how: `certificates.services.readings.Wish`.
    wish = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    fault = models.TextField(blank=True)
    claim = models.UUIDField(null=True, blank=True)
    claimed_by = models.CharField(max_length=128, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    dispatched_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"reading of {self.job_id}: {self.state}"

    @property
    def is_under_way(self) -> bool:
        return self.state in self.UNDER_WAY
