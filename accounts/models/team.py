"""Teams own everything; a person alone is a personal team of one."""

from django.db import models

from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class TeamQuerySet(models.QuerySet["Team"]):
    def of_user(self, user: User) -> "TeamQuerySet":
        return self.filter(members__user=user)


class Team(BaseModel):
    """The owner of designs, jobs and certificates, and the issuer that a certificate names."""

    class Tier(models.TextChoices):
        FREE = "free", "Free"
        TEAM = "team", "Team"
        ENTERPRISE = "enterprise", "Enterprise"

    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60, unique=True)
    description = models.TextField(blank=True)
    # Null once the team is erased, and never before.
    owner = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_teams"
    )
    tier = models.CharField(max_length=16, choices=Tier, default=Tier.FREE)
    is_personal = models.BooleanField(default=False)
    # When it is to be erased, from the moment that the owner has asked for it; and when it was.
    erase_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    # Whether members must have an authenticator app or a passkey to work in the team.
    requires_second_factor = models.BooleanField(default=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner"], condition=models.Q(is_personal=True), name="team_one_personal_per_user"
            ),
            models.CheckConstraint(
                condition=models.Q(owner__isnull=False) | models.Q(erased_at__isnull=False),
                name="team_has_an_owner",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TeamMember(BaseModel):
    """A person's place in a team. What each role may stands in `accounts.permissions`.

    The owner is whom `Team.owner` names: that column says that there is one, the constraint below that there are not
    two, and `services.ownership` writes both at once.
    """

    class Role(models.TextChoices):
        VIEWER = "viewer", "Viewer"
        EDITOR = "editor", "Editor"
        ADMIN = "admin", "Administrator"
        OWNER = "owner", "Owner"

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="members")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=16, choices=Role, default=Role.VIEWER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "user"], name="member_once_per_team"),
            models.UniqueConstraint(
                fields=["team"], condition=models.Q(role="owner"), name="member_one_owner_per_team"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.team_id} as {self.role}"
