"""Prints chunks. One that fails is halved until the bad row stands alone; a dead browser is tried again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Error as PlaywrightError

from .chromium import Chromium
from .errors import BrowserGone
from .layout_page import Design, LayoutPage, Pictures, Values, script_fault
from .results import RenderFailure

# So many rows in a row that end a browser, each alone: it is the browser or the design, not the rows.
FAILURES_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class PrintedRows:
    """Rows that are in one print, in order: their indices and what is on their pages."""

    content: bytes
    indices: tuple[int, ...]
    pages: tuple[list[dict[str, Any]], ...]


@dataclass(slots=True)
class Printer:
    """Prints rows of one design."""

    chromium: Chromium
    layout: LayoutPage
    design: Design
    _dead_in_a_row: int = field(default=0)

    def print(
        self, rows: Sequence[tuple[int, Values]], pictures: Pictures
    ) -> list[PrintedRows | RenderFailure]:
        """Print numbered rows. Raises `BrowserGone` when no row can be printed at all."""
        try:
            return self._attempt(rows, pictures)
        except (BrowserGone, PlaywrightError) as error:
            return self._again(rows, pictures, error)

    def _attempt(
        self, rows: Sequence[tuple[int, Values]], pictures: Pictures
    ) -> list[PrintedRows | RenderFailure]:
        values = [row for _, row in rows]
        content, facts = self.chromium.run(
            lambda page: self.layout.print_rows(page, self.design, values, pictures)
        )
        self._dead_in_a_row = 0
        return _sorted_out(content, [index for index, _ in rows], facts)

    def _again(
        self, rows: Sequence[tuple[int, Values]], pictures: Pictures, error: Exception
    ) -> list[PrintedRows | RenderFailure]:
        if len(rows) > 1:
            middle = len(rows) // 2
            return self.print(rows[:middle], pictures) + self.print(rows[middle:], pictures)
        if isinstance(error, BrowserGone) and error.code == BrowserGone.code:
            # Perhaps it was not this row: any browser may be killed at any moment.
            try:
                return self._attempt(rows, pictures)
            except (BrowserGone, PlaywrightError) as second:
                error = second
        self._dead_in_a_row += 1
        if self._dead_in_a_row >= FAILURES_IN_A_ROW and isinstance(error, BrowserGone):
            raise error
        return [_failure(rows[0][0], error)]


def _failure(index: int, error: Exception) -> RenderFailure:
    if isinstance(error, PlaywrightError):
        return RenderFailure(index, "layout", script_fault(error))
    return RenderFailure(index, getattr(error, "code", "layout"), str(error))


def _sorted_out(
    content: bytes, indices: Sequence[int], facts: Sequence[Mapping[str, Any]]
) -> list[PrintedRows | RenderFailure]:
    good = [(index, row["pages"]) for index, row in zip(indices, facts, strict=True) if "pages" in row]
    bad = [
        RenderFailure(index, row["error"]["code"], row["error"]["message"])
        for index, row in zip(indices, facts, strict=True)
        if "error" in row
    ]
    printed: list[PrintedRows | RenderFailure] = []
    if good:
        printed.append(
            PrintedRows(content, tuple(index for index, _ in good), tuple(pages for _, pages in good))
        )
    return printed + list(bad)
