"""The brand kit of a team: fonts, colours and logos that all its designs use."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import Team, User
from iconikcerts.common.models import BaseModel
from templates_app.models.asset import Asset


class BrandFontQuerySet(models.QuerySet["BrandFont"]):
    def for_team(self, team: Team) -> "BrandFontQuerySet":
        return self.filter(team=team)


class BrandFont(BaseModel):
    """One face of a family of the team, as WOFF2 of our own making. Its bytes never change: published designs use them."""

    class Style(models.TextChoices):
        NORMAL = "normal", "Upright"
        ITALIC = "italic", "Italic"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="brand_fonts")
    family = models.CharField(max_length=60)
    weight = models.PositiveSmallIntegerField()
    style = models.CharField(max_length=6, choices=Style)
    # As in the catalogue of the shipped fonts.
    category = models.CharField(max_length=16)
    fallback = models.CharField(max_length=8)
    characters = models.TextField()
    file = models.FileField(upload_to="fonts/", max_length=255)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField()  # bytes
    # The words that somebody confirmed, who it was and when. Kept when the account is erased: the confirmation was given.
    licence = models.TextField()
    confirmed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_name = models.CharField(max_length=200)
    confirmed_at = models.DateTimeField()

    objects = BrandFontQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "team", Lower("family"), "weight", "style", name="brand_font_face_once_per_team"
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=100, weight__lte=900), name="brand_font_weight_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.weight}{' italic' if self.style == self.Style.ITALIC else ''}"


class BrandColour(BaseModel):
    """A colour with the name that the team has for it."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="brand_colours")
    name = models.CharField(max_length=40)
    colour = models.CharField(max_length=7, validators=[RegexValidator(r"\A#[0-9a-f]{6}\Z")])

    class Meta:
        constraints = [models.UniqueConstraint("team", Lower("name"), name="brand_colour_name_once_per_team")]

    def __str__(self) -> str:
        return f"{self.name} {self.colour}"


class BrandLogo(BaseModel):
    """A picture of the team that is offered first. Deleting the picture takes it out of the kit too."""

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="brand_logos")
    asset = models.OneToOneField(Asset, on_delete=models.CASCADE, related_name="logo")

    def __str__(self) -> str:
        return self.asset.name
