"""Rows of a draft: what is wrong with each, and what can be typed to mend it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from certificates.ingest.mapping import ColumnMapping
from certificates.ingest.problems import Problem, warning
from certificates.models import BulkGenerationJob, JobRow
from certificates.options import JobOptions
from certificates.presenters.progress import view_links
from certificates.selectors import rows
from certificates.services import edits, loading
from certificates.services.reports import problem_of


@dataclass(frozen=True, slots=True)
class CellField:
    """A cell to type into. `was`: the file's own text where it was changed, else None; `errors` about it."""

    index: int
    label: str
    text: str
    was: str | None
    errors: tuple[Problem, ...]

    @property
    def name(self) -> str:
        return f"cell-{self.index}"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row as the review shows it. `cells`: those at fault, or all that the design uses."""

    row: JobRow
    problems: tuple[Problem, ...]
    cells: tuple[CellField, ...]
    is_left_out: bool
    lacks_address: bool

    @property
    def needs_mending(self) -> bool:
        is_invalid = self.row.state == JobRow.State.INVALID
        return (is_invalid and not self.is_left_out) or self.lacks_address


def review_context(job: BulkGenerationJob, asked: Mapping[str, str]) -> dict[str, Any]:
    """The context of the review: counts, one page of one view. `asked`: `show` and `page`, as in the address."""
    views = rows.review_views(job)
    totals = rows.counts(job, views)
    view = rows.view_named(views, asked.get("show", ""))
    page = rows.page(job, view, totals[view.name], asked.get("page", ""))
    form = RowForm(job)
    return {
        "job": job,
        "totals": totals,
        "views": view_links(views, totals, view),
        "show": view.name,
        "page": page,
        "rows": [form.of(row, only_faults=True) for row in page],
        "has_report": bool(totals["bad"]),
    }


def row_context(job: BulkGenerationJob, row: JobRow, asked: Mapping[str, str]) -> dict[str, Any]:
    """The context of the page of one row; `asked`: `show`, the view that next and previous go through."""
    view = rows.view_named(rows.review_views(job), asked.get("show", ""))
    return {
        "job": job,
        "row": RowForm(job).of(row, only_faults=False),
        "show": view.name,
        "view": view,
        "beside": rows.neighbours(job, view, row.line),
        "pages": range(len(job.template_version.document["pages"])),
    }


class RowForm:
    """Makes rows of one job into what can be typed into. Reads the job once for all of them."""

    def __init__(self, job: BulkGenerationJob) -> None:
        self._mapping = ColumnMapping.from_json(job.mapping)
        self._edits = edits.edits_of(job)
        self._width = len(self._mapping.header)
        self._sends = JobOptions.from_json(job.options).send_email
        self._address_columns = self._mapping.columns_of("recipient.email")
        self._labels = {
            index: field.label
            for field in loading.fields_of(job)
            for index in self._mapping.columns_of(field.key)
        }

    def of(self, row: JobRow, *, only_faults: bool) -> ReviewRow:
        problems = tuple(problem_of(entry) for entry in row.problems)
        lacks_address = (
            self._sends and row.state == JobRow.State.READY and not row.values.get("recipient.email")
        )
        if lacks_address:
            problems += (self._no_address(row.line),)
        edit = self._edits.get(row.line) or edits.Edit()
        used = sorted(self._labels) + list(range(self._width, len(row.cells)))
        faulty = [index for index in used if self._faults(index, problems)]
        if lacks_address:
            faulty = list(self._address_columns)
        shown = faulty if only_faults and faulty else used
        return ReviewRow(
            row=row,
            problems=problems,
            cells=tuple(self._cell(index, row, edit, problems) for index in shown),
            is_left_out=edit.is_left_out,
            lacks_address=lacks_address and bool(self._address_columns),
        )

    def _no_address(self, line: int) -> Problem:
        """Not kept with the row: it is one only while the job is to send mails."""
        found = warning(
            "no_address",
            "There is no email address, so nobody gets a message.",
            mend="Add one or untick “Send by email”.",
        )
        name = self._mapping.names_of("recipient.email")
        return found.at(line=line, column_name=name, field="recipient.email")

    def _faults(self, index: int, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        if index >= self._width:
            return tuple(problem for problem in problems if problem.code == "extra_cells")
        return tuple(
            problem
            for problem in problems
            if problem.is_error and problem.field and index in self._mapping.columns_of(problem.field)
        )

    def _cell(self, index: int, row: JobRow, edit: edits.Edit, problems: tuple[Problem, ...]) -> CellField:
        known = edit.cells.get(index)
        header = (
            self._mapping.header[index] if index < self._width else f"Cell {index + 1}, beyond the header"
        )
        return CellField(
            index=index,
            label=header or self._labels.get(index, ""),
            text=row.cells[index] if index < len(row.cells) else "",
            was=known.was if known else None,
            errors=self._faults(index, problems),
        )
