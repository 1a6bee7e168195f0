"""The shapes that pass between readers and checks: rows, limits, and how to read a file again."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self

from .problems import Problem

Kind = Literal["csv", "xlsx", "xls", "ods"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold. Each limit has an error that names it and says what to do instead."""

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 400_000_000  # of the parts of a workbook that are read, after decompression
    rows: int = 100_000
    columns: int = 1_000
    sheet_cells: int = 5_000_000  # the workbook reader holds the used rectangle of a sheet: 31 bytes a cell
    cell_characters: int = 5_000
    line_characters: int = 1_000_000


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One record of the file, as it stands there.

    `line`: the physical line on which the record starts (CSV, counted from 1, quoted line breaks included), or
    the row number of the sheet. `numeric`: indexes of cells that the workbook holds as numbers; their text has a
    decimal point whatever the language. `problems`: faults that the reader saw; an error holds the row back.
    """

    line: int
    cells: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    numeric: frozenset[int] = frozenset()

    @property
    def is_blank(self) -> bool:
        return not "".join(self.cells).strip()


@dataclass(frozen=True, slots=True)
class CheckedRow:
    """`values`: field key → text, for every mapped field ("" where there is none); dates ISO, numbers plain decimals.

    A row with an error is held back; `source` is the row as it came, for the report.
    """

    line: int
    values: Mapping[str, str]
    problems: tuple[Problem, ...]
    source: SourceRow

    @property
    def is_good(self) -> bool:
        return not any(problem.is_error for problem in self.problems)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.is_error)


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """All that is needed to read the same rows of the same file again. Plain JSON, so that a job can keep it.

    `encoding` is a Python codec name. `delimiter` is "" for a file of one column. `header_line` is 0 when the
    file has no header. `width`: the number of columns.
    """

    kind: Kind
    width: int
    header_line: int
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    filename: str = ""

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """Keys of a later version are left out, so that a rollback reads what a newer version kept."""
        known = {field.name for field in fields(cls)}
        return cls(**{key: value for key, value in data.items() if key in known})
