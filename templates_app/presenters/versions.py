"""What the pages about versions show."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from templates_app import selectors, usage
from templates_app.document import Change, differences
from templates_app.document.difference_pages import match_pages
from templates_app.models import Template, TemplateVersion
from templates_app.preview_files import WIDTH
from templates_app.services import previews

Status = TemplateVersion.Status


@dataclass(frozen=True, slots=True)
class Figure:
    """The picture of a page of a version. `state`: ready, drawing (look again at `look_url`), failed (`fault` says why).

    `width` and `height` in px say its shape.
    """

    state: str
    url: str
    look_url: str
    alt: str
    width: int
    height: int
    fault: str = ""


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version in a list. `kind`: draft, published, aside; `issued` certificates of it."""

    number: int
    kind: str
    name: str
    note: str
    who: str
    when: datetime
    issued: int
    is_current: bool
    figure: Figure

    @property
    def title(self) -> str:
        """What selects and headings call it."""
        return title(self.number, self.kind, self.name)


@dataclass(frozen=True, slots=True)
class PagePair:
    """A page as it was and as it became, or only one of the two. `fits`: both have one shape, so that one can lie over the other."""

    label: str
    before: Figure | None
    after: Figure | None

    @property
    def fits(self) -> bool:
        before, after = self.before, self.after
        return bool(before and after and (before.width, before.height) == (after.width, after.height))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions beside each other, and what changed from `before` to `after`."""

    before: VersionRow
    after: VersionRow
    changes: list[Change]
    pages: list[PagePair]


def rows(template: Template, found: Sequence[Any]) -> list[VersionRow]:
    """Versions of a design (`selectors.versions_with_sizes`), with how many certificates each has."""
    issued = usage.issued_with([version.pk for version in found])
    return [_row(template, version, issued, version.page_width, version.page_height) for version in found]


def titles(template: Template) -> list[tuple[int, str]]:
    """The number of each version of a design and what lists call it, newest first."""
    return [
        (version.number, title(version.number, version.status, version.name))
        for version in selectors.versions(template=template)
    ]


def title(number: int, kind: str, name: str) -> str:
    """What lists and headings call a version."""
    called = {"draft": "Draft", "aside": f"Draft {number}, set aside"}.get(kind, f"Version {number}")
    return f"{called}: {name}" if name else called


def small_figures(versions: Iterable[Any]) -> list[tuple[TemplateVersion, Figure]]:
    """Versions with their sizes (`selectors.unpublished`, `starters`), each with the picture of its first page."""
    return [
        (version, figure(version.template, version, 0, version.page_width, version.page_height))
        for version in versions
    ]


def row(template: Template, version: TemplateVersion) -> VersionRow:
    page = version.document["pages"][0]
    return _row(template, version, usage.issued_with([version.pk]), page["width"], page["height"])


def _row(
    template: Template, version: TemplateVersion, issued: Mapping[Any, int], width: float, height: float
) -> VersionRow:
    return VersionRow(
        number=version.number,
        kind=version.status,
        name=version.name,
        note=version.note,
        who=version.changed_by.get_full_name() if version.changed_by else "",
        when=version.published_at or version.updated_at,
        issued=issued[version.pk],
        is_current=version.pk == template.current_version_id,
        figure=figure(template, version, 0, width, height),
    )


def figure(template: Template, version: TemplateVersion, page: int, width: float, height: float) -> Figure:
    """The picture of a page of `width` × `height` mm, as far as it is. Who is shown it has it drawn."""
    place = f"?page={page + 1}&of={version.document_sha256[:16]}"
    is_ready = previews.is_current(version)
    fault = "" if is_ready else previews.fault(version)
    if not is_ready and not fault:
        previews.ask(version=version)
    address = [template.pk, version.number]
    return Figure(
        state="ready" if is_ready else "failed" if fault else "drawing",
        url=reverse("designs:version_picture", args=address) + place,
        look_url=reverse("designs:version_figure", args=address) + f"?page={page + 1}",
        alt=f"Page {page + 1} of version {version.number}, filled with sample values",
        width=WIDTH,
        height=round(WIDTH * height / width),
        fault=fault,
    )


def page_figure(template: Template, version: TemplateVersion, page: int) -> Figure:
    shape = version.document["pages"][page]
    return figure(template, version, page, shape["width"], shape["height"])


def figures(template: Template, version: TemplateVersion) -> list[Figure]:
    return [page_figure(template, version, page) for page in range(len(version.document["pages"]))]


def compare(template: Template, before: TemplateVersion, after: TemplateVersion) -> Comparison:
    return Comparison(
        before=row(template, before),
        after=row(template, after),
        changes=differences(before.document, after.document),
        pages=list(_pairs(template, before, after)),
    )


def _pairs(template: Template, before: TemplateVersion, after: TemplateVersion) -> list[PagePair]:
    """The pages of the later version in their order, then those that went."""
    match = match_pages(before.document["pages"], after.document["pages"])
    pairs = []
    for page in range(len(after.document["pages"])):
        was = match.before_of(page)
        old = page_figure(template, before, was) if was is not None else None
        pairs.append(PagePair(f"Page {page + 1}", old, page_figure(template, after, page)))
    for page in range(len(before.document["pages"])):
        if match.after_of(page) is None:
            pairs.append(PagePair(f"Page {page + 1}, removed", page_figure(template, before, page), None))
    return pairs
