"""What designs hold about the person who made them: the copy of it, and how it goes."""

from collections.abc import Iterator
from pathlib import Path

from django.db.models import Q

from accounts import personal_data
from accounts.models import Team, User
from accounts.personal_data import Rows, Source, Stored
from templates_app.models import (
    Asset,
    BrandFont,
    DesignGrant,
    Template,
    TemplateVersion,
)

NOBODY = "A person whose account was erased"
HOLDS = [
    "templates_app.Asset.creator",
    "templates_app.Asset.name",
    "templates_app.BrandFont.confirmed_by",
    "templates_app.BrandFont.confirmed_name",
    "templates_app.DesignGrant.granted_by",
    "templates_app.Template.creator",
    "templates_app.Template.name",
    "templates_app.TemplateVersion.creator",
    "templates_app.TemplateVersion.changed_by",
    "templates_app.TemplateVersion.name",
]
EXCUSED = {"templates_app.BrandColour.name": "what a team calls a colour"}


def register() -> None:
    """Name what designs hold; called at start-up."""
    personal_data.register(
        Source(
            name="designs",
            label="Designs and pictures",
            holds=HOLDS,
            export=export,
            erase=erase,
            goes="Designs of teams that close with your account and with which nothing was issued, and the pictures and fonts "
            "that none of the others needs; your name where you confirmed the licence of a font.",
            stays="Designs with which certificates were issued, for these show them, and all designs and pictures of teams of others.",
        )
    )
    personal_data.excuse(EXCUSED)


def export(user: User) -> Iterator[Rows | Stored]:
    """What the person made, and the pictures and fonts in teams of their own as files."""
    made = Template.objects.filter(creator=user)
    yield Rows("designs", made.values("id", "team_id", "name", "slug", "created_at", "archived_at"))
    versions = TemplateVersion.objects.filter(Q(creator=user) | Q(changed_by=user)).values(
        "id", "template_id", "number", "name", "note", "status", "created_at", "creator_id", "changed_by_id"
    )
    yield Rows("versions", versions.iterator(chunk_size=1000), is_table=True)
    pictures = Asset.objects.filter(creator=user)
    yield Rows("pictures", pictures.values("id", "team_id", "name", "content_type", "size", "created_at"))
    fonts = BrandFont.objects.filter(confirmed_by=user)
    yield Rows(
        "fonts", fonts.values("id", "team_id", "family", "weight", "style", "confirmed_name", "confirmed_at")
    )
    grants = DesignGrant.objects.filter(Q(member__user=user) | Q(granted_by=user))
    yield Rows("grants", grants.values("template_id", "may_publish", "created_at", "granted_by_id"))
    own = Team.objects.filter(owner=user)
    for asset in pictures.filter(team__in=own).iterator():
        yield Stored(f"pictures/{asset.pk}{Path(str(asset.file)).suffix}", str(asset.file))
    for font in fonts.filter(team__in=own).iterator():
        yield Stored(f"fonts/{font.pk}{Path(str(font.file)).suffix}", str(font.file))


def erase(user: User) -> int:
    """Take the person's name from what stays. What goes with a team that closes: `templates_app.services.erasure`."""
    return BrandFont.objects.filter(confirmed_by=user).update(confirmed_name=NOBODY)
