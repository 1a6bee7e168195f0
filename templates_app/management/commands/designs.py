"""List the designs that certificates can be issued with."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.models import Team
from templates_app import selectors
from templates_app.document import fields_of
from templates_app.document.units import page_size_name
from templates_app.models import Template

_HEADINGS = ("slug", "name", "page", "fields")


class Command(BaseCommand):
    help = "List slug, name, page size and fields of each design. Required fields are marked with *."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
        parser.add_argument("--team", metavar="SLUG", help="also list the published designs of this team")

    def handle(self, *args: Any, **options: Any) -> None:
        designs = [describe(design) for design in selectors.designs(team=_team(options["team"]))]
        if options["json"]:
            self.stdout.write(json.dumps(designs, ensure_ascii=False, indent=2))
        elif designs:
            self._print_table(designs)
        else:
            self.stdout.write(
                "There are no designs yet. `manage.py install_designs` brings in the shipped ones."
            )

    def _print_table(self, designs: list[dict[str, Any]]) -> None:
        rows = [_HEADINGS, *(_cells(design) for design in designs)]
        widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADINGS) - 1)]
        for row in rows:
            fixed = (cell.ljust(width) for cell, width in zip(row, widths, strict=False))
            self.stdout.write("  ".join((*fixed, row[-1])).rstrip())


def describe(design: Template) -> dict[str, Any]:
    """What a script needs to issue with a design. Sizes are in mm, of the first page."""
    version = design.current_version
    assert version is not None
    page = version.document["pages"][0]
    return {
        "slug": design.slug,
        "name": design.name,
        "version": version.number,
        "page": {
            "name": page_size_name(page["width"], page["height"]),
            "width_mm": page["width"],
            "height_mm": page["height"],
            "count": len(version.document["pages"]),
        },
        "fields": [
            {
                "key": field.key,
                "label": field.label,
                "type": field.type,
                "required": field.required,
                "sample": field.sample,
            }
            for field in fields_of(version.document)
        ],
    }


def _cells(design: dict[str, Any]) -> tuple[str, ...]:
    fields = ", ".join(f"{field['key']}{'*' if field['required'] else ''}" for field in design["fields"])
    return design["slug"], design["name"], design["page"]["name"], fields


def _team(slug: str | None) -> Team | None:
    if slug is None:
        return None
    team = Team.objects.filter(slug=slug).first()
    if team is None:
        raise CommandError(f"There is no team {slug!r}.")
    return team
