"""Reads of designs and their versions, always narrowed to what a team may see."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import FloatField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast

from accounts.models import Team
from iconikcerts.common.errors import NotAllowed, NotFound
from templates_app.models import Template, TemplateVersion

_MEND = "Choose one from your library."


def library(*, team: Team, category: str = "") -> QuerySet[Template]:
    """The team's own designs, latest change first, then the shipped ones by name. Documents are not loaded."""
    designs = Template.objects.for_team(team).order_by("is_shipped", "-updated_at", "name")
    if category:
        designs = designs.filter(category=category)
    return designs.select_related("current_version").defer("current_version__document")


def shipped() -> QuerySet[Template]:
    """The shipped designs by name, ready to draw: each with its current version."""
    return Template.objects.shipped().select_related("current_version").order_by("name")


def shipped_named(slugs: Sequence[str]) -> list[Template]:
    """Those of the shipped designs that are installed, in the order of the slugs. No version is loaded."""
    found = {design.slug: design for design in Template.objects.shipped().filter(slug__in=slugs)}
    return [found[slug] for slug in slugs if slug in found]


def designs(*, team: Team | None = None) -> QuerySet[Template]:
    """All designs that certificates can be issued with, each with its current version and document."""
    visible = Template.objects.for_team(team) if team else Template.objects.shipped()
    return (
        visible.filter(current_version__isnull=False, archived_at=None)
        .select_related("current_version")
        .order_by("is_shipped", "slug")
    )


def template(*, team: Team, template_id: UUID) -> Template:
    """A design that the team may see, with its current version. Raises NotFound."""
    found = Template.objects.for_team(team).select_related("current_version").filter(pk=template_id).first()
    if found is None:
        raise NotFound("There is no such design.", mend=_MEND)
    return found


def own_template(*, team: Team, template_id: UUID) -> Template:
    """A design that the team may change. Raises NotFound, NotAllowed for shipped ones."""
    found = template(team=team, template_id=template_id)
    if found.is_shipped:
        raise NotAllowed("Shipped designs cannot be changed.", mend="Copy the design and change the copy.")
    return found


def newest_version(*, template: Template) -> TemplateVersion:
    """The draft when there is one, for its number is always the last, else what is published; with who changed it."""
    in_use = template.versions.exclude(status=TemplateVersion.Status.ASIDE)
    return in_use.select_related("changed_by").latest("number")


def unpublished(*, team: Team) -> QuerySet[Any]:
    """The drafts of the team's designs that were never published, latest change first, each with its design and who
    changed it. Documents are not loaded."""
    drafts = TemplateVersion.objects.filter(
        template__team=team,
        template__current_version__isnull=True,
        template__archived_at=None,
        status=TemplateVersion.Status.DRAFT,
    )
    drafts = drafts.select_related("template", "changed_by").defer("document")
    return _with_sizes(drafts).order_by("-updated_at", "pk")


def starters(*, team: Team) -> QuerySet[Any]:
    """What the team offers itself to begin a design with, by name: the newest version of each, without its document."""
    newest = (
        TemplateVersion.objects.filter(template=OuterRef("template"))
        .exclude(status=TemplateVersion.Status.ASIDE)
        .order_by("-number")
    )
    offered = TemplateVersion.objects.filter(
        template__team=team,
        template__is_starter=True,
        template__archived_at=None,
        pk=Subquery(newest.values("pk")[:1]),
    )
    return _with_sizes(offered.select_related("template").defer("document")).order_by("template__name", "pk")


def archived(*, team: Team) -> QuerySet[Template]:
    """The designs that the team has put out of the way, the latest first."""
    return Template.objects.owned_by(team).exclude(archived_at=None).order_by("-archived_at", "pk")


def _with_sizes(versions: QuerySet[TemplateVersion]) -> QuerySet[Any]:
    """Each version with `page_width` and `page_height` of its first page in mm, read from the document by the database.

    `Any`, for the checker of types knows no annotations that are read from JSON.
    """
    page = KeyTransform(0, KeyTransform("pages", "document"))
    sizes = {side: Cast(KeyTextTransform(side, page), FloatField()) for side in ("width", "height")}
    return versions.annotate(page_width=sizes["width"], page_height=sizes["height"])


def design_by_slug(*, slug: str, team: Team | None = None) -> Template:
    """The design that can be issued with and has this slug; the team's own goes before a shipped one.

    Raises NotFound.
    """
    found = designs(team=team).filter(slug=slug).first()
    if found is None:
        raise NotFound(f"There is no design {slug!r}.", mend="`manage.py designs` lists them all.")
    return found


def version(*, team: Team, version_id: UUID) -> TemplateVersion:
    """A version of a design that the team may see. Raises NotFound."""
    found = TemplateVersion.objects.for_team(team).select_related("template").filter(pk=version_id).first()
    if found is None:
        raise NotFound("There is no such version of a design.", mend=_MEND)
    return found


def versions(*, template: Template) -> QuerySet[TemplateVersion]:
    """The versions of a design, newest first, with who wrote them. Documents are not loaded."""
    return template.versions.select_related("creator", "changed_by").defer("document").order_by("-number")


def versions_with_sizes(*, template: Template) -> QuerySet[Any]:
    """The same, each with `page_width` and `page_height` of its first page in mm."""
    return _with_sizes(versions(template=template))


def numbered_version(*, template: Template, number: int) -> TemplateVersion:
    """One version of a design that was found for its team. Raises NotFound."""
    found = template.versions.select_related("changed_by").filter(number=number).first()
    if found is None:
        raise NotFound(f"This design has no version {number}.", mend="Choose one from its list of versions.")
    found.template = template
    return found
