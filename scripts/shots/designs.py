"""Designs that the team has begun and not published."""

from __future__ import annotations

from accounts.models import Team
from templates_app.document.blank import BLANK_SIZES
from templates_app.selectors import design_by_slug
from templates_app.services import copies


def begin(team: Team) -> dict[str, str]:
    """A copy of a shipped design and a blank one, as facts."""
    width, height = BLANK_SIZES["a4-portrait"]
    blank = copies.begin_blank(
        team=team, by=team.owner, name="Chess club, juniors", width=width, height=height
    )
    copied = copies.customise(template=design_by_slug(slug="classic-guilloche"), team=team, by=team.owner)
    return {"begun.copy": str(copied.pk), "begun.blank": str(blank.pk)}
