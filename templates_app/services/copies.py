"""Designs to begin with: a copy of another, or a blank page."""

import re

from django.db import transaction

from accounts.models import Team, User
from templates_app import selectors
from templates_app.document.blank import blank
from templates_app.models import Template
from templates_app.services import templates

_COPY = re.compile(r" \(copy(?: \d+)?\)\Z")
_LONGEST = 120  # characters, of Template.name
_ROOM = len(" (copy 9999)")


@transaction.atomic
def customise(*, template: Template, team: Team, by: User | None) -> Template:
    """Copy a design that the team may see into a draft of the team, under a name that tells the two apart.

    Raises NotFound when the team may not see it.
    """
    return templates.duplicate(template=template, team=team, by=by, name=_name_of_copy(team, template.name))


@transaction.atomic
def duplicate(*, template: Template, team: Team, by: User | None) -> Template:
    """Copy a design of the team as it stands, a draft too, under a name that tells the two apart. Raises NotFound."""
    version = selectors.newest_version(template=selectors.template(team=team, template_id=template.pk))
    return templates.create(
        team=team,
        name=_name_of_copy(team, template.name),
        document=version.document,
        by=by,
        description=template.description,
        category=template.category,
        tags=template.tags,
    )


def begin_blank(*, team: Team, by: User | None, name: str, width: float, height: float) -> Template:
    """A design of the team with one page of `width` × `height` mm. Raises InvalidDocument for a page of no use."""
    document = blank(title=name, width=width, height=height)
    return templates.create(team=team, name=name, document=document, by=by)


def _name_of_copy(team: Team, name: str) -> str:
    """`Diploma (copy)`, then `Diploma (copy 2)`; a copy of a copy counts on."""
    stem = _COPY.sub("", name)[: _LONGEST - _ROOM].rstrip()
    taken = set(Template.objects.owned_by(team).filter(name__startswith=stem).values_list("name", flat=True))
    wanted, number = f"{stem} (copy)", 1
    while wanted in taken:
        number += 1
        wanted = f"{stem} (copy {number})"
    return wanted
