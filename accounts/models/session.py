"""Where a person is logged in."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class SignInQuerySet(models.QuerySet["SignIn"]):
    def of(self, user: User) -> "SignInQuerySet":
        return self.filter(user=user)

    def alive(self) -> "SignInQuerySet":
        """Neither ended nor run out."""
        used, begun = limits()
        return self.filter(ended_at=None, last_seen_at__gt=used, created_at__gt=begun)


class SignIn(BaseModel):
    """One log-in on one device, from `created_at` on. Django's session of the same key carries it; this row says whose it is."""

    class Ending(models.TextChoices):
        LOGGED_OUT = "logged_out", "Logged out"
        ELSEWHERE = "elsewhere", "Logged out from another device"
        CROWDED = "crowded", "Logged in on too many devices"
        PASSWORD = "password", "The password was changed"
        OPERATOR = "operator", "Ended by an operator"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    # Changes with the password and with each confirmation; kept after the end, so that its next request learns why.
    session_key = models.CharField(max_length=40, unique=True)
    address = models.GenericIPAddressField(null=True)
    user_agent = models.CharField(max_length=400, blank=True)
    last_seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.CharField(max_length=16, choices=Ending, blank=True)

    objects = SignInQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["user", "-last_seen_at"], name="sign_in_recent")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at=None, ending="")
                | models.Q(ended_at__isnull=False) & ~models.Q(ending=""),
                name="sign_in_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} since {self.created_at:%Y-%m-%d %H:%M}"


def limits() -> tuple[datetime, datetime]:
    """Used last before the first, or begun before the second, a session has run out."""
    now = timezone.now()
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES)
    return now - idle, now - timedelta(days=settings.SESSION_MAX_DAYS)
