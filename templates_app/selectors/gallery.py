"""Designs to look through: narrowed by what their documents say, without loading the documents.

A document may hold megabytes of paths; the database reads the few values of it that a gallery shows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, FloatField, Q, QuerySet, Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce

from accounts.models import Team
from templates_app.document.units import orientation, paper_name
from templates_app.models import Template

_DOCUMENT = "current_version__document"


@dataclass(frozen=True, slots=True)
class DesignFilter:
    """What the gallery is narrowed to; an empty text narrows nothing.

    `text`: words that must all occur · `orientation`: landscape, portrait or square · `paper`: as `paper_name` says it
    · `direction`: ltr or rtl · `origin`: "team" for the team's own designs, "shipped" for the product's.
    """

    text: str = ""
    orientation: str = ""
    paper: str = ""
    category: str = ""
    direction: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Facet:
    """What at least one visible design is like. Lengths of its first page in mm."""

    category: str
    direction: str
    width: float
    height: float


def facets(*, team: Team | None) -> list[Facet]:
    """The combinations that occur among the designs that a team, or a visitor without one, may issue with."""
    rows = _visible(team).order_by().values_list("category", "direction", "page_width", "page_height")
    return [Facet(*row) for row in rows.distinct()]


def gallery(*, team: Team | None, wanted: DesignFilter, known: Iterable[Facet]) -> QuerySet[Template]:
    """The designs that match, the team's own first, then by name; `known` are the `facets` of the same team.

    Each carries `page_width`, `page_height`, `direction` and `declared`, the fields of its document, which is not loaded.
    """
    found = _visible(team).select_related("current_version").defer(_DOCUMENT)
    for word in wanted.text.split():
        found = found.filter(
            Q(name__icontains=word)
            | Q(description__icontains=word)
            | Q(category__icontains=word)
            | Q(tags__icontains=word)
        )
    if wanted.category:
        found = found.filter(category=wanted.category)
    if wanted.direction:
        found = found.filter(direction=wanted.direction)
    if wanted.origin:
        found = found.filter(is_shipped=wanted.origin == "shipped")
    if wanted.orientation or wanted.paper:
        found = found.filter(_of_sizes(wanted, known))
    return found.order_by("is_shipped", "name", "pk")


def _visible(team: Team | None) -> QuerySet[Any]:
    """The designs that can be issued with, each with the values of its document that are shown.

    `Any`, for the checker of types knows no annotations that are read from JSON.
    """
    visible = Template.objects.for_team(team) if team else Template.objects.shipped()
    return visible.filter(current_version__isnull=False, archived_at=None).annotate(
        page_width=Cast(_of_first_page("width"), FloatField()),
        page_height=Cast(_of_first_page("height"), FloatField()),
        direction=Coalesce(KeyTextTransform("direction", _DOCUMENT), Value("ltr"), output_field=CharField()),
        declared=KeyTransform("fields", _DOCUMENT),
    )


def _of_first_page(key: str) -> KeyTextTransform:
    return KeyTextTransform(key, KeyTransform(0, KeyTransform("pages", _DOCUMENT)))


def _of_sizes(wanted: DesignFilter, known: Iterable[Facet]) -> Q:
    """The sizes that are meant, as the database holds them: what a page is called is decided in one place."""
    meant = Q(pk__in=[])
    for width, height in {(facet.width, facet.height) for facet in known}:
        is_meant = (not wanted.paper or paper_name(width, height) == wanted.paper) and (
            not wanted.orientation or orientation(width, height) == wanted.orientation
        )
        if is_meant:
            meant |= Q(page_width=width, page_height=height)
    return meant
