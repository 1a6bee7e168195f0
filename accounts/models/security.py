"""Something unusual that somebody should look at."""

from django.db import models
from django.db.models import Q

from accounts.models.team import Team
from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class SecurityEvent(BaseModel):
    """What the rules of `services.anomalies` found, once for each kind, day, team and person; `times` counts on.

    About a person's account (`person`), about a team's data (`team`, and then `person` is who did it), or about the
    site (neither). `facts` holds counts and words, no addresses.
    """

    class Kind(models.TextChoices):
        NEW_DEVICE = "new_device", "Sign-in from a new device"
        NEW_PLACE = "new_place", "Sign-in from a new place"
        MANY_FAILURES = "many_failures", "Many failed sign-ins"
        MASS_DOWNLOAD = "mass_download", "Many certificates downloaded"
        TOKEN_REUSED = "token_reused", "Sign-in of an app ended"
        ISSUE_VOLUME = "issue_volume", "Many certificates issued"

    # "kind:day:team:person": a unique key over columns that can be null would not hold on every database.
    key = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=16, choices=Kind)
    day = models.DateField()
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="security_events")
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="security_events")
    times = models.PositiveIntegerField(default=1)
    facts = models.JSONField(default=dict, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(
                fields=["team", "-created_at"],
                name="security_open_of_team",
                condition=Q(acknowledged_at=None),
            ),
            models.Index(
                fields=["person", "-created_at"],
                name="security_open_of_person",
                condition=Q(acknowledged_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.day}"
