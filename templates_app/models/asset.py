"""A picture that designs of a team use."""

from django.db import models

from accounts.models import Team, User
from iconikcerts.common.models import BaseModel


class AssetQuerySet(models.QuerySet["Asset"]):
    def for_team(self, team: Team) -> "AssetQuerySet":
        return self.filter(team=team)


class Asset(BaseModel):
    """A PNG, JPEG or SVG of our own making: uploads are decoded and written anew. Its bytes never change."""

    class ContentType(models.TextChoices):
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"
        SVG = "image/svg+xml", "SVG"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="assets")
    creator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    name = models.CharField(max_length=200)
    file = models.FileField(upload_to="assets/", max_length=255)
    content_type = models.CharField(max_length=16, choices=ContentType)
    sha256 = models.CharField(max_length=64)
    # Pixels and bytes of the file as stored; those of an SVG say its proportions alone.
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField()

    objects = AssetQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "sha256"], name="asset_once_per_team"),
        ]
        indexes = [models.Index(fields=["team", "-created_at"], name="asset_team_recent")]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls it."""
        return self.name

    @property
    def is_vector(self) -> bool:
        return self.content_type == self.ContentType.SVG
