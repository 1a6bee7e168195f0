"""Values in, one checked PDF each out: a chunk is printed while the one before is split and checked."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from .engine import close_browser, engine, picture_fields, prepare_design, row_pictures
from .fonts import OwnFonts
from .layout_page import AssetResolver, Design, Values
from .printing import PrintedRows, Printer
from .read_back import CheckFailed, Expectation, check_pdf
from .results import RenderedPdf, RenderFailure, RenderWarning
from .split import CertificatePlan, split
from .text_copies import shadows_of

__all__ = ["close_browser", "render_pdfs"]

Outcome = list[PrintedRows | RenderFailure]


def render_pdfs(
    document: Mapping[str, Any],
    values: Sequence[Values],
    *,
    assets: AssetResolver | None = None,
    fonts: OwnFonts | None = None,
    author: str = "",
    bleed: bool = False,
) -> Iterator[RenderedPdf | RenderFailure]:
    """One result for each row of values, in their order, one by one.

    `document` is valid (`templates_app.document.validate`); `fonts` are those it may name beside the shipped ones. The files are trimmed; with `bleed` they keep the
    document's bleed, with TrimBox and BleedBox for a printer. `author` goes into their metadata.

    Raises `RenderError` for a design that cannot be rendered for anybody, `BrowserMissing` without a browser,
    `BrowserGone` (worth another try) when it dies again and again.
    """
    running = engine()
    design = prepare_design(document, assets, fonts, bleed)
    numbered = list(enumerate(values))
    size = running.settings.chunk_size
    chunks = [numbered[start : start + size] for start in range(0, len(numbered), size)]
    printer = Printer(running.chromium, running.layout, design)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="print") as executor:

        def start(chunk: list[tuple[int, Values]]) -> Future[Outcome]:
            pictures = row_pictures(document, [row for _, row in chunk], assets)
            return executor.submit(printer.print, chunk, pictures)

        waiting = start(chunks[0]) if chunks else None
        for number, chunk in enumerate(chunks):
            assert waiting is not None
            outcome = waiting.result()
            waiting = start(chunks[number + 1]) if number + 1 < len(chunks) else None
            yield from _finished(outcome, dict(chunk), design, author)


def _finished(
    outcome: Outcome, rows: Mapping[int, Values], design: Design, author: str
) -> Iterator[RenderedPdf | RenderFailure]:
    failures = {found.index: found for found in outcome if isinstance(found, RenderFailure)}
    files = (
        result
        for found in outcome
        if isinstance(found, PrintedRows)
        for result in _files(found, rows, design, author)
    )
    for index in rows:
        yield failures[index] if index in failures else next(files)


def _files(
    printed: PrintedRows, rows: Mapping[int, Values], design: Design, author: str
) -> Iterator[RenderedPdf | RenderFailure]:
    sizes = design.page_sizes()
    plans = [
        _plan(design.document, rows[index], pages, author)
        for index, pages in zip(printed.indices, printed.pages, strict=True)
    ]
    files = split(printed.content, sizes, plans, shadows_of(design.document))
    running, own_pictures = engine(), bool(picture_fields(design.document))
    for number, (index, pages, content) in enumerate(zip(printed.indices, printed.pages, files, strict=True)):
        texts = tuple(text["text"] for page in pages for text in page["texts"])
        try:
            expected = [Expectation.of(size, page) for size, page in zip(sizes, pages, strict=True)]
            # Decoding a background takes as long as twenty certificates: once it was seen to leave the codes free.
            whole = running.seen_whole != design.key or (own_pictures and number == 0)
            check_pdf(content, expected, with_pictures=whole)
        except CheckFailed as error:
            yield RenderFailure(index, error.code, str(error))
            continue
        running.seen_whole = design.key
        warnings = tuple(
            RenderWarning(warning["code"], warning["message"], warning["element"])
            for page in pages
            for warning in page["warnings"]
        )
        yield RenderedPdf(index, content, texts, warnings)


def _plan(
    document: Mapping[str, Any], values: Values, pages: Sequence[Mapping[str, Any]], author: str
) -> CertificatePlan:
    name = values.get("recipient.name", "").strip()
    return CertificatePlan(
        title=f"{name} – {document['title']}" if name else document["title"],
        author=author or values.get("issuer.name", ""),
        language=values.get("certificate.language") or document["language"],
        links=[page["links"] for page in pages],
    )
