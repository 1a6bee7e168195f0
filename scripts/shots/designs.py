"""Designs that the team has begun and not published."""

from __future__ import annotations

from accounts.models import Team
from scripts.shots import accounts, brand
from templates_app.document.blank import BLANK_SIZES
from templates_app.models import Template
from templates_app.selectors import design_by_slug, newest_version
from templates_app.services import copies, templates


def begin(team: Team) -> dict[str, str]:
    """Copies of shipped designs and a blank one, and a full brand kit, as facts. One is of a team without any picture."""
    width, height = BLANK_SIZES["a4-portrait"]
    blank = copies.begin_blank(
        team=team, by=team.owner, name="Chess club, juniors", width=width, height=height
    )
    copied = _copy("classic-guilloche", team)
    brand.fill(team)
    return {
        "begun.copy": str(copied.pk),
        "begun.blank": str(blank.pk),
        "begun.branded": str(_copy("academic-seal", team).pk),
        "begun.signed": str(_copy("company-training", team).pk),
        "begun.alone": str(_copy("modern-minimal", Team.objects.get(name=accounts.CLUB)).pk),
        "begun.versions": _with_versions(team),
    }


def _copy(slug: str, team: Team) -> Template:
    return copies.customise(template=design_by_slug(slug=slug), team=team, by=team.owner)


def _with_versions(team: Team) -> str:
    """A design with two published versions and a draft; returns its id."""
    made = _copy("modern-minimal", team)
    version = newest_version(template=made)
    templates.publish(template=made, by=team.owner, name="Swimming badge", version_name="Spring 2026")
    for title, note in (
        ("Swimming, bronze", "The board wanted the title in full."),
        ("Swimming, silver", ""),
    ):
        document = {**version.document, "title": title}
        templates.save_draft(template=made, document=document, by=team.owner)
        if note:
            templates.publish(template=made, by=team.owner, note=note)
    return str(made.pk)
