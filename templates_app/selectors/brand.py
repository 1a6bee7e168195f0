"""Reads of the brand kit of a team."""

from collections.abc import Callable
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast

from accounts.models import Team
from iconikcerts.common.errors import NotFound
from templates_app.document import families_of
from templates_app.models import BrandColour, BrandFont, BrandLogo, TemplateVersion

_MEND = "Choose one of the brand kit."


def brand_fonts(*, team: Team) -> list[BrandFont]:
    """The faces of the team by family and weight."""
    return list(BrandFont.objects.for_team(team).order_by("family", "weight", "-style"))


def brand_font(*, team: Team, font_id: UUID) -> BrandFont:
    """Raises NotFound."""
    found = BrandFont.objects.for_team(team).filter(pk=font_id).first()
    if found is None:
        raise NotFound("There is no such font.", mend=_MEND)
    return found


def brand_colours(*, team: Team) -> list[BrandColour]:
    """In the order in which they were added."""
    return list(BrandColour.objects.filter(team=team).order_by("created_at"))


def brand_colour(*, team: Team, colour_id: UUID) -> BrandColour:
    """Raises NotFound."""
    found = BrandColour.objects.filter(team=team, pk=colour_id).first()
    if found is None:
        raise NotFound("There is no such colour.", mend=_MEND)
    return found


def brand_logos(*, team: Team) -> list[BrandLogo]:
    """In the order in which they were added, each with its picture."""
    return list(BrandLogo.objects.filter(team=team).select_related("asset").order_by("created_at"))


def brand_logo(*, team: Team, logo_id: UUID) -> BrandLogo:
    """Raises NotFound."""
    found = BrandLogo.objects.filter(team=team, pk=logo_id).select_related("asset").first()
    if found is None:
        raise NotFound("There is no such logo.", mend=_MEND)
    return found


def brand_families(*, team: Team | None) -> frozenset[str]:
    """The names of the families of a team; shipped designs have none of their own."""
    if team is None:
        return frozenset()
    return frozenset(BrandFont.objects.for_team(team).values_list("family", flat=True))


def family_entries(fonts: list[BrandFont], file_name: Callable[[BrandFont], str]) -> list[dict[str, Any]]:
    """The families of `fonts`, which are in order of family, as the font catalogue writes them, `isBrand` beside.

    `file_name` says what a face's file is called where they go.
    """
    entries = []
    for family, faces in groupby(fonts, key=lambda font: font.family):
        listed = list(faces)
        entries.append(
            {
                "family": family,
                "category": listed[0].category,
                "fallback": listed[0].fallback,
                "isBrand": True,
                "faces": [
                    {
                        "weight": font.weight,
                        "style": font.style,
                        "files": [{"file": file_name(font), "unicodeRange": font.characters}],
                    }
                    for font in listed
                ],
            }
        )
    return entries


def designs_with_family(*, team: Team, family: str) -> list[str]:
    """Names of the team's designs of which any version, a draft or a former one too, is set in a family."""
    versions = TemplateVersion.objects.filter(template__team=team)
    if family.isascii():  # databases write other letters of JSON in ways of their own
        versions = versions.annotate(written=Cast("document", TextField())).filter(written__contains=family)
    found = versions.values_list("template__name", "document")
    return sorted({name for name, document in found if family in families_of(document)})
