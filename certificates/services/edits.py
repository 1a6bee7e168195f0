"""What was mended by hand, kept beside the file: the file itself stays as it came, and reading it again loses nothing."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from certificates.ingest.problems import error
from certificates.ingest.row_stream import RowStream
from certificates.ingest.source import DEFAULT_LIMITS, CheckedRow, ReadOptions, SourceRow
from certificates.models import BulkGenerationJob

LEFT_OUT = error(
    "left_out", "You left this row out.", mend="Take it back in if it is to get a certificate after all."
)


@dataclass(frozen=True, slots=True)
class Cell:
    """The text that stood in the file, and the one that stands for it now."""

    was: str
    now: str


@dataclass(slots=True)
class Edit:
    """The changes of one row; `cells` by index of the column, from 0."""

    cells: dict[int, Cell] = field(default_factory=dict)
    is_left_out: bool = False

    def change(self, column: int, *, was: str, now: str) -> None:
        """Note a new text; the file's own text again is no change. `was` is what stands there at this moment."""
        known = self.cells.pop(column, None)
        original = known.was if known else was
        if now != original:
            self.cells[column] = Cell(original, now)

    def applied(self, row: SourceRow, options: ReadOptions) -> SourceRow:
        """The row of the file with the changes in it, fitted to the header as the reader does."""
        if not self.cells:
            return row
        cells = list(row.cells) + [""] * (max(self.cells) + 1 - len(row.cells))
        for column, cell in self.cells.items():
            cells[column] = cell.now
        numeric = row.numeric - set(self.cells)
        return fitted(replace(row, cells=tuple(cells), numeric=numeric, problems=()), options)

    def to_json(self) -> dict[str, Any]:
        cells = {str(column): [cell.was, cell.now] for column, cell in self.cells.items()}
        return {"cells": cells, "left_out": self.is_left_out}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls({int(key): Cell(*pair) for key, pair in data["cells"].items()}, data["left_out"])


def fitted(row: SourceRow, options: ReadOptions) -> SourceRow:
    """The row as the reader would give it: too many cells, or too long ones, are a problem again. A row without any
    text stays a row: its owner emptied it by hand, and the checks say what is missing."""
    return next(RowStream(iter([row]), options, DEFAULT_LIMITS), row)


def edits_of(job: BulkGenerationJob) -> dict[int, Edit]:
    """The changes of a job's rows, by line."""
    return {int(line): Edit.from_json(data) for line, data in job.source.get("edits", {}).items()}


def keep(job: BulkGenerationJob, line: int, edit: Edit) -> None:
    """Write the changes of one row onto the job, which the caller has locked and saves."""
    kept = job.source.setdefault("edits", {})
    if edit.cells or edit.is_left_out:
        kept[str(line)] = edit.to_json()
    else:
        kept.pop(str(line), None)


def left_out(row: CheckedRow) -> CheckedRow:
    """The row, held back because its owner said so."""
    return replace(row, problems=(LEFT_OUT.at(line=row.line),))
