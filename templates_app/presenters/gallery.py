"""What pages show of a design."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from templates_app.document import Field, families_of, fields_of
from templates_app.document.blank import BLANK_SIZES, LEAST_MM, MOST_MM, OWN_SIZE, OWN_SIZE_LABEL
from templates_app.document.registry import TYPE_NAMES
from templates_app.document.units import page_size_name
from templates_app.models import Template
from templates_app.preview_files import CARD_SIZE, SMALL_WIDTH, WIDTH

DESK = (420, 315)  # mm
_OWN_SHEET = (230, 170)  # mm, how a page of any size is drawn


@dataclass(frozen=True, slots=True)
class DesignCard:
    """A design to choose. `page_label` is like "A4 landscape", `columns_label` lists what a spreadsheet supplies.

    The picture is `picture_width` × `picture_height` px, the one of `small_url` `small_width` px wide.
    """

    slug: str
    name: str
    preview_url: str
    small_url: str
    small_width: int
    page_label: str
    columns_label: str
    picture_width: int
    picture_height: int
    is_shipped: bool


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page of a design: `label` is "" where there is only one."""

    url: str
    label: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class BlankSheet:
    """A page to begin with; `key` is the form's. It is drawn in the middle of DESK, all to one scale: lengths in mm."""

    key: str
    label: str
    size_label: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class DesignField:
    """A column that a spreadsheet supplies."""

    label: str
    type_label: str
    required: bool
    sample: str


@dataclass(frozen=True, slots=True)
class DesignSheet:
    """All that the page of one design says. `card` is what networks show. `size_label` is "" where `page_label` says the size already."""

    slug: str
    name: str
    description: str
    category: str
    tags: list[str]
    is_shipped: bool
    pages: list[PagePicture]
    card: PagePicture
    page_label: str
    size_label: str
    bleed_mm: float
    direction_label: str
    fonts: list[str]
    fields: list[DesignField]


def card(design: Template) -> DesignCard:
    """`design` comes with its current version, which must exist. The picture's address names the version."""
    version = design.current_version
    assert version is not None
    page = version.document["pages"][0]
    return _card(design, page["width"], page["height"], fields_of(version.document))


def gallery_card(design: Template) -> DesignCard:
    """The same of a design of `selectors.gallery`, whose document is not loaded."""
    return _card(
        design,
        design.page_width,  # type: ignore[attr-defined]
        design.page_height,  # type: ignore[attr-defined]
        fields_of({"fields": design.declared or []}),  # type: ignore[attr-defined]
    )


def _card(design: Template, width: float, height: float, fields: list[Field]) -> DesignCard:
    return DesignCard(
        slug=design.slug,
        name=design.name,
        preview_url=_picture_url(design, 0),
        small_url=f"{_picture_url(design, 0)}&size=small",
        small_width=SMALL_WIDTH,
        page_label=page_size_name(width, height),
        columns_label=", ".join(field.label for field in fields),
        picture_width=WIDTH,
        picture_height=round(WIDTH * height / width),
        is_shipped=design.is_shipped,
    )


def cards(designs: Iterable[Template]) -> list[DesignCard]:
    return [card(design) for design in designs]


def sheet(design: Template) -> DesignSheet:
    """`design` comes with its current version, which must exist."""
    version = design.current_version
    assert version is not None
    document = version.document
    first = document["pages"][0]
    name = page_size_name(first["width"], first["height"])
    return DesignSheet(
        slug=design.slug,
        name=design.name,
        description=design.description,
        category=design.category,
        tags=design.tags,
        is_shipped=design.is_shipped,
        pages=[_page(design, number, page) for number, page in enumerate(document["pages"])],
        card=PagePicture(f"{_picture_url(design, 0)}&size=card", "", *CARD_SIZE),
        page_label=name,
        size_label="" if name.endswith(" mm") else f"{first['width']:g} × {first['height']:g} mm",
        bleed_mm=document.get("bleed", 0),
        direction_label="Right to left" if document.get("direction") == "rtl" else "Left to right",
        fonts=families_of(document),
        fields=[
            DesignField(field.label, TYPE_NAMES[field.type], field.required, field.sample)
            for field in fields_of(document)
        ],
    )


def blank_sheets() -> list[BlankSheet]:
    """The pages that a blank design may have, that of any size last."""
    named = [
        _blank(key, page_size_name(*sides), f"{sides[0]:g} × {sides[1]:g} mm", sides)
        for key, sides in BLANK_SIZES.items()
    ]
    own = _blank(OWN_SIZE, OWN_SIZE_LABEL, f"{LEAST_MM} to {MOST_MM:,} mm a side", _OWN_SHEET)
    return [*named, own]


def _blank(key: str, label: str, size_label: str, sides: tuple[float, float]) -> BlankSheet:
    width, height = sides
    return BlankSheet(key, label, size_label, (DESK[0] - width) / 2, (DESK[1] - height) / 2, width, height)


def search_data(shown: DesignSheet) -> dict[str, Any]:
    """schema.org: where the page of a design lies in the site, and its picture."""

    def crumb(position: int, name: str, url: str) -> dict[str, Any]:
        return {"@type": "ListItem", "position": position, "name": name, "item": f"{settings.SITE_URL}{url}"}

    address = reverse("designs:design", args=[shown.slug])
    crumbs = [crumb(1, "Designs", reverse("designs:gallery")), crumb(2, shown.name, address)]
    work = {
        "@type": "CreativeWork",
        "name": shown.name,
        "description": shown.description,
        "image": f"{settings.SITE_URL}{shown.pages[0].url}",
        "url": f"{settings.SITE_URL}{address}",
    }
    return {
        "@context": "https://schema.org",
        "@graph": [work, {"@type": "BreadcrumbList", "itemListElement": crumbs}],
    }


def _page(design: Template, number: int, page: dict[str, Any]) -> PagePicture:
    assert design.current_version is not None
    is_only = len(design.current_version.document["pages"]) == 1
    return PagePicture(
        url=_picture_url(design, number),
        label="" if is_only else f"Page {number + 1}",
        width=WIDTH,
        height=round(WIDTH * page["height"] / page["width"]),
    )


def _picture_url(design: Template, page: int) -> str:
    version = design.current_version
    assert version is not None
    further = f"&page={page + 1}" if page else ""
    return f"{reverse('designs:preview', args=[design.slug])}?v={version.number}{further}"
