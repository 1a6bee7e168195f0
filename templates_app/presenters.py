"""What pages show of a design."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from templates_app.document import fields_of
from templates_app.document.units import page_size_name
from templates_app.models import Template


@dataclass(frozen=True, slots=True)
class DesignCard:
    """A design to choose. `page_label` is like "A4 landscape", `columns_label` lists what a spreadsheet supplies."""

    slug: str
    name: str
    preview_url: str
    page_label: str
    columns_label: str


def card(design: Template) -> DesignCard:
    """`design` comes with its current version, which must exist. The picture's address names the version."""
    version = design.current_version
    assert version is not None
    page = version.document["pages"][0]
    return DesignCard(
        slug=design.slug,
        name=design.name,
        preview_url=f"{reverse('designs:preview', args=[design.slug])}?v={version.number}",
        page_label=page_size_name(page["width"], page["height"]),
        columns_label=", ".join(field.label for field in fields_of(version.document)),
    )


def cards(designs: Iterable[Template]) -> list[DesignCard]:
    return [card(design) for design in designs]
