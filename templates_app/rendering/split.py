"""One print of many certificates → one PDF each: exact boxes, metadata, language, links.

Streams are copied as they are, so fonts and pictures that the print shares stay shared until a file is written.
Boxes after ISO 32000-1, 14.11.2; link annotations 12.5.6.5; language 14.9.2.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from templates_app.document.units import mm_to_pt

from .reading_order import ReadingOrder

PT_PER_PX = 72 / 96
# Browsers print on whole pixels, and on an ISO size where the page is close to one.
ROUNDING_PT = 1.5
PRODUCER = "IconikCerts"


@dataclass(frozen=True, slots=True)
class PageSize:
    """A trimmed page in mm, with the bleed that the print has on each side."""

    width: float
    height: float
    bleed: float = 0

    def box(self, bleed: float) -> tuple[float, float, float, float]:
        """The trimmed page grown by `bleed`, in pt, its lower left corner at the origin of the printed sheet."""
        inset = mm_to_pt(self.bleed - bleed)
        width, height = (mm_to_pt(side + 2 * self.bleed) for side in (self.width, self.height))
        return (inset, inset, width - inset, height - inset)


@dataclass(frozen=True, slots=True)
class CertificatePlan:
    """What one file is to say about itself. `links` of each page: `{"url", "corners"}` in px from the trim."""

    title: str
    author: str
    language: str
    links: Sequence[Sequence[Mapping[str, Any]]]


def is_print_of(content: bytes, pages: Sequence[PageSize], count: int) -> bool:
    """Does a print hold `count` certificates of these pages, in their sizes but for the browser's rounding?"""
    with pikepdf.open(BytesIO(content)) as print_:
        if len(print_.pages) != count * len(pages):
            return False
        for number, size in enumerate(pages):
            _, _, width, height = size.box(size.bleed)
            printed = print_.pages[number].MediaBox
            if abs(float(printed[2]) - width) > ROUNDING_PT or abs(float(printed[3]) - height) > ROUNDING_PT:
                return False
        return True


def split(
    content: bytes,
    pages: Sequence[PageSize],
    plans: Sequence[CertificatePlan],
    shadows: frozenset[tuple[float, float]] = frozenset(),
) -> Iterator[bytes]:
    """Cut a print into files of `len(pages)` pages each, one for each plan, in order. Yields them one by one.

    `shadows`: how far those of texts fall, in px (`text_copies.shadows_of`).
    """
    with pikepdf.open(BytesIO(content)) as print_:
        order = ReadingOrder(print_, shadows)
        for page in print_.pages:
            order.mend(page.obj)
        order.finish()
        for number, plan in enumerate(plans):
            start = number * len(pages)
            places = range(start, start + len(pages))
            yield _one_file(print_, places, pages, plan)


def _one_file(print_: pikepdf.Pdf, places: range, pages: Sequence[PageSize], plan: CertificatePlan) -> bytes:
    with pikepdf.new() as pdf:
        for place, size, links in zip(places, pages, plan.links, strict=True):
            pdf.pages.append(print_.pages[place])
            _finish_page(pdf, pdf.pages[-1].obj, size, links)
        pdf.Root.Lang = pikepdf.String(plan.language)
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        info = {"/Title": plan.title, "/Author": plan.author, "/Creator": PRODUCER}
        for key, text in info.items():
            if text:
                pdf.docinfo[key] = pikepdf.String(text)
        for key in ("/CreationDate", "/ModDate", "/Producer"):
            if key in print_.docinfo:
                pdf.docinfo[key] = str(print_.docinfo[key])
        target = BytesIO()
        pdf.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate, min_version="1.7")
        return target.getvalue()


def _finish_page(
    pdf: pikepdf.Pdf, page: pikepdf.Dictionary, size: PageSize, links: Sequence[Mapping[str, Any]]
) -> None:
    for key in ("/Annots", "/StructParents", "/Tabs", "/CropBox"):
        if key in page:
            del page[key]
    media = size.box(size.bleed)
    printed_height = float(page.MediaBox[3])
    # The sheet was printed on whole pixels: bring the top left corner of the design to that of the exact page.
    shift = pikepdf.Stream(pdf, b"q 1 0 0 1 0 %.4f cm" % (media[3] - printed_height))
    page.Contents = pikepdf.Array([pdf.make_indirect(shift), page.Contents, pdf.make_stream(b"Q")])
    page.MediaBox = _rectangle(media)
    if size.bleed:
        page.BleedBox = _rectangle(media)
    page.TrimBox = _rectangle(size.box(0))
    if links:
        page.Annots = pikepdf.Array([pdf.make_indirect(_link(link, size)) for link in links])


def _rectangle(box: Sequence[float]) -> pikepdf.Array:
    return pikepdf.Array([round(edge, 4) for edge in box])


def _link(link: Mapping[str, Any], size: PageSize) -> pikepdf.Dictionary:
    left, _, _, top = size.box(0)
    points = [(left + x * PT_PER_PX, top - y * PT_PER_PX) for x, y in link["corners"]]
    across, up = zip(*points, strict=True)
    # Quadrilateral from the lower left, as viewers read it; corners come clockwise from the top left.
    quad = [edge for corner in (3, 2, 0, 1) for edge in points[corner]]
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Link,
        Rect=_rectangle((min(across), min(up), max(across), max(up))),
        QuadPoints=_rectangle(quad),
        Border=pikepdf.Array([0, 0, 0]),
        F=4,
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(link["url"])),
    )
