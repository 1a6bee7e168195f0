"""A design: a name around a row of versions."""

from django.db import models
from django.db.models import Q

from accounts.models import Team, TeamMember, User
from iconikcerts.common.models import BaseModel


class TemplateQuerySet(models.QuerySet["Template"]):
    def for_team(self, team: Team) -> "TemplateQuerySet":
        """What a team may see and issue with: its own designs and the shipped ones."""
        return self.filter(Q(team=team) | Q(is_shipped=True))

    def owned_by(self, team: Team) -> "TemplateQuerySet":
        """What a team may change."""
        return self.filter(team=team)

    def shipped(self) -> "TemplateQuerySet":
        return self.filter(is_shipped=True)


class Template(BaseModel):
    """A design of a team, or one that ships with the product: that one has no team, and nobody edits it."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True, related_name="templates")
    creator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    is_shipped = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    slug = models.SlugField(max_length=60)
    description = models.TextField(blank=True)
    category = models.CharField(max_length=40, blank=True)
    tags = models.JSONField(default=list, blank=True)
    is_public = models.BooleanField(default=False)
    is_marketplace = models.BooleanField(default=False)
    # Offered to the team as something to begin a new design with.
    is_starter = models.BooleanField(default=False, db_default=False)
    # Out of the way: not offered for new certificates. Those issued with it stay as they are.
    archived_at = models.DateTimeField(null=True, blank=True)
    # The newest published version; null until the first is published.
    current_version = models.ForeignKey(
        "templates_app.TemplateVersion", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = TemplateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_shipped=True, team__isnull=True) | Q(is_shipped=False, team__isnull=False),
                name="template_of_a_team_or_shipped",
            ),
            models.UniqueConstraint(fields=["team", "slug"], name="template_slug_once_per_team"),
            # Databases hold two NULL teams to be different, so shipped designs need a rule of their own.
            models.UniqueConstraint(
                fields=["slug"], condition=Q(is_shipped=True), name="template_shipped_slug_unique"
            ),
        ]
        indexes = [models.Index(fields=["team", "-updated_at"], name="template_team_recent")]

    def __str__(self) -> str:
        return self.name

    def granted_to(self, member: TeamMember) -> set[str]:
        """What this member was granted on this design (`accounts.permissions.Grantable`)."""
        return {name for grant in self.grants.filter(member=member) for name in grant.capabilities}

    @property
    def audit_label(self) -> str:
        """What the audit trail calls it."""
        return self.name
