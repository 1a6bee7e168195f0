"""An invitation into a team, by e-mail."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models.team import Team, TeamMember
from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def for_team(self, team: Team) -> "InvitationQuerySet":
        return self.filter(team=team)

    def open(self) -> "InvitationQuerySet":
        """Neither answered nor withdrawn; the time of some may be over."""
        return self.filter(state=Invitation.State.OPEN)


class Invitation(BaseModel):
    """A place in a team that waits for whoever owns `email`. Of the link only a hash is kept: the mail has the link."""

    class State(models.TextChoices):
        OPEN = "open", "Sent"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"
        WITHDRAWN = "withdrawn", "Withdrawn"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)  # in small letters
    role = models.CharField(max_length=16, choices=TeamMember.Role, default=TeamMember.Role.VIEWER)
    token_sha256 = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    answered_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["team", "email"], condition=Q(state="open"), name="invitation_one_open_per_address"
            ),
            models.CheckConstraint(condition=~Q(role="owner"), name="invitation_makes_no_owner"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="invitation_closed_has_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk} into {self.team_id}"

    def is_expired(self, now: datetime) -> bool:
        return self.state == self.State.OPEN and self.expires_at <= now
