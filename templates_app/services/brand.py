"""The brand kit of a team: fonts, colours, logos. Administrators edit it, designs use it."""

import re
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string

from accounts import audit
from accounts.models import Team, User
from iconikcerts.common.errors import Conflict
from templates_app import selectors
from templates_app.fonts.catalogue import families
from templates_app.fonts.files import LONGEST_NAME, MAX_BYTES, BadFont, FontFile, read_font
from templates_app.models import BrandColour, BrandFont, BrandLogo, Template
from templates_app.rendering import OwnFonts
from templates_app.services import assets, storage
from templates_app.services.in_use import require_unused

MOST_FONTS, MOST_COLOURS, MOST_LOGOS = 60, 24, 12
LICENCE = (
    "Our licence for this font allows us to use it in certificates: it is kept on this service, sent to those who edit "
    "our designs, and embedded in every PDF."
)
# As documents name families (`font.family` of the schema): a font of another name could be in no design.
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._-]*")


def add_font(*, team: Team, file: "File[bytes]", by: User, is_licensed: bool, family: str = "") -> BrandFont:
    """Take a font in. `family` is another name for it than it has; `is_licensed`: `by` confirms LICENCE, in its words.

    Raises BadFont for a file that cannot be used, Conflict without a licence, for a name that is taken and when there are
    too many, or the team may keep no more.
    """
    if not is_licensed:
        raise Conflict(
            "A font needs a licence.", mend="Confirm that your licence allows this.", code="no_licence"
        )
    font = read_font(file.read(MAX_BYTES + 1))
    storage.require_room(team=team, size=len(font.content))
    name = _family_name(family or font.family)
    with transaction.atomic():
        _require_room(team, BrandFont.objects.for_team(team), MOST_FONTS, "fonts")
        _require_free(team, name, font)
        made = _store(team=team, font=font, family=_as_written(team, name), by=by)
        audit.record(
            team=team,
            by=by,
            action="brand.font_add",
            target=made,
            family=made.family,
            weight=made.weight,
            style=made.style,
            sha256=made.sha256,
            licence=LICENCE,
        )
    return made


def _family_name(said: str) -> str:
    name = " ".join(said.split())
    if not name or len(name) > LONGEST_NAME or not _NAME.fullmatch(name):
        raise BadFont(
            "The font needs a name that designs can write.",
            mend=f"Give it one of up to {LONGEST_NAME} letters from A to Z, digits, spaces, dots and hyphens.",
            code="bad_name",
        )
    return name


def _require_room(team: Team, there: QuerySet[Any], most: int, things: str) -> None:
    # Counted once nobody else can add one.
    Team.objects.select_for_update().get(pk=team.pk)
    if there.count() >= most:
        raise Conflict(f"A brand kit holds {most} {things} at most.", mend="Remove one first.", code="full")


def _require_free(team: Team, family: str, font: FontFile) -> None:
    if family.casefold() in {shipped.casefold() for shipped in families()}:
        raise Conflict(
            f"“{family}” is shipped already, for every team.",
            mend="Use that one, or give yours another name.",
            code="name_taken",
        )
    there = BrandFont.objects.for_team(team).filter(
        family__iexact=family, weight=font.weight, style=font.style
    )
    if there.exists():
        raise Conflict(
            f"Your brand kit has “{family}” in this weight and style already.",
            mend="Designs keep the font they were made with: delete that one first, or give this one another name.",
            code="name_taken",
        )


def _as_written(team: Team, family: str) -> str:
    """Faces of one family are of one spelling: that of the first."""
    first = BrandFont.objects.for_team(team).filter(family__iexact=family).order_by("created_at").first()
    return first.family if first else family


def _store(*, team: Team, font: FontFile, family: str, by: User) -> BrandFont:
    # A name of its own for each upload: who deletes the same font at this moment removes another file.
    key = f"fonts/{team.pk}/{font.sha256}-{get_random_string(12)}.woff2"
    key = default_storage.save(key, ContentFile(font.content))
    return BrandFont.objects.create(
        team=team,
        family=family,
        weight=font.weight,
        style=font.style,
        category=font.category,
        fallback=font.fallback,
        characters=font.characters,
        file=key,
        sha256=font.sha256,
        size=len(font.content),
        licence=LICENCE,
        confirmed_by=by,
        confirmed_name=by.get_full_name() or by.email,
        confirmed_at=timezone.now(),
    )


@transaction.atomic
def delete_font(*, font: BrandFont, by: User) -> None:
    """Delete a face that no version of a design may need. Raises Conflict, which says where its family is used."""
    # Who is about to save a design waits, and is then told that the font is gone.
    list(Template.objects.owned_by(font.team).select_for_update().values_list("pk"))
    designs = selectors.designs_with_family(team=font.team, family=font.family)
    require_unused(font.family, designs, keeps="fonts")
    key = str(font.file)
    audit.record(team=font.team, by=by, action="brand.font_delete", target=font, name=str(font))
    font.delete()
    transaction.on_commit(lambda: _forget(key))


def _forget(key: str) -> None:
    # Files of earlier versions of the product were called by their content alone, and several fonts shared one.
    if not BrandFont.objects.filter(file=key).exists():
        default_storage.delete(key)


def own_fonts(template: Template) -> OwnFonts:
    """What the engine may draw a design with beside the shipped fonts: those of its team. Shipped designs have none."""
    fonts = selectors.brand_fonts(team=template.team) if template.team else []
    files = {font.sha256: font for font in fonts}

    def read(name: str) -> bytes:
        with files[name].file.open("rb") as stored:
            content: bytes = stored.read()
            return content

    return OwnFonts(selectors.family_entries(fonts, lambda font: font.sha256), read)


@transaction.atomic
def add_colour(*, team: Team, name: str, colour: str, by: User) -> BrandColour:
    """Raises Conflict for a name that there is, and when there are too many."""
    there = BrandColour.objects.filter(team=team)
    _require_room(team, there, MOST_COLOURS, "colours")
    if there.filter(name__iexact=name).exists():
        raise Conflict(f"There is a colour “{name}” already.", mend="Choose another name.", code="name_taken")
    made = BrandColour.objects.create(team=team, name=name, colour=colour.lower())
    audit.record(team=team, by=by, action="brand.colour_add", target=made, name=name, colour=made.colour)
    return made


@transaction.atomic
def remove_colour(*, colour: BrandColour, by: User) -> None:
    """Designs keep the colour: they hold it themselves."""
    audit.record(team=colour.team, by=by, action="brand.colour_remove", target=colour, name=colour.name)
    colour.delete()


def add_logo(*, team: Team, file: "File[bytes]", by: User) -> BrandLogo:
    """Store an upload as a picture of the team, and offer it first. Raises BadPicture; Conflict when there are too many."""
    asset = assets.upload(team=team, file=file, by=by)
    with transaction.atomic():
        others = BrandLogo.objects.filter(team=team).exclude(asset=asset)
        _require_room(team, others, MOST_LOGOS, "logos")
        logo, is_new = BrandLogo.objects.get_or_create(asset=asset, defaults={"team": team})
        if is_new:
            audit.record(team=team, by=by, action="brand.logo_add", target=asset, name=asset.name)
    return logo


@transaction.atomic
def remove_logo(*, logo: BrandLogo, by: User) -> None:
    """Take a picture out of the kit; the picture stays."""
    audit.record(team=logo.team, by=by, action="brand.logo_remove", target=logo.asset, name=logo.asset.name)
    logo.delete()
