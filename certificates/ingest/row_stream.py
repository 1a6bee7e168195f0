"""The stream of rows under a header: blank ones left out, each fitted to the width, limits kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from .csv_reader import read_records
from .file_type import unreadable_file
from .problems import Problem, UnusableFile, error
from .source import Limits, ReadOptions, SourceRow
from .xlsx_reader import open_workbook, read_sheet


class RowStream(Iterator[SourceRow]):
    """The recipients' rows of a file, one after the other, each at least `width` cells wide (a row with
    an `extra_cells` error has more).

    Blank rows are left out and counted in `blank_rows`. Raises `UnusableFile` beyond the limit of rows.
    """

    def __init__(self, records: Iterator[SourceRow], options: ReadOptions, limits: Limits) -> None:
        self.rows = 0
        self.blank_rows = 0
        self._records = records
        self._options = options
        self._limits = limits

    def __next__(self) -> SourceRow:
        for record in self._records:
            if record.line <= self._options.header_line:
                continue
            if record.is_blank and not record.problems:
                self.blank_rows += 1
                continue
            self.rows += 1
            if self.rows > self._limits.rows:
                raise _too_many_rows(self._limits)
            return _fitted(record, self._options.width, self._limits)
        raise StopIteration


def open_records(path: Path, options: ReadOptions, limits: Limits) -> Iterator[SourceRow]:
    """Every record of the file as it stands there, header and blank ones too."""
    with faults_of(options.filename):
        if options.kind == "csv":
            yield from read_records(
                path,
                encoding=options.encoding,
                delimiter=options.delimiter,
                limits=limits,
                width=options.width,
            )
        else:
            yield from read_sheet(open_workbook(path, options.kind, limits), options.sheet, limits)


@contextmanager
def faults_of(filename: str) -> Iterator[None]:
    """Whatever goes wrong with the file becomes an `UnusableFile` that names it."""
    try:
        yield
    except UnusableFile as fault:
        fault.where = filename
        raise
    except OSError as fault:
        raise unreadable_file(fault.strerror or "unknown", filename) from fault


def _fitted(record: SourceRow, width: int, limits: Limits) -> SourceRow:
    """Missing cells are empty; empty cells beyond the header are dropped; filled ones there are an error, and kept."""
    cells, problems = record.cells, list(record.problems)
    if len(cells) < width:
        cells += ("",) * (width - len(cells))
    elif any(cell.strip() for cell in cells[width:]):
        problems = problems or [_extra_cells(record, width)]
    else:
        cells = cells[:width]
    if max(map(len, cells), default=0) > limits.cell_characters:
        for column, cell in enumerate(cells, start=1):
            if len(cell) > limits.cell_characters:
                problems.append(_long_cell(len(cell), limits).at(line=record.line, column=column))
    if cells is record.cells and not problems:
        return record
    return replace(record, cells=cells, problems=tuple(problems))


def _extra_cells(record: SourceRow, width: int) -> Problem:
    filled = max(index for index, cell in enumerate(record.cells, start=1) if cell.strip())
    return error(
        "extra_cells",
        f"The row has {filled} cells, the header {width}.",
        mend="If a value holds the delimiter, put it in double quotes; otherwise remove what is too much.",
        line=record.line,
    )


def _long_cell(length: int, limits: Limits) -> Problem:
    return error(
        "cell_too_long",
        f"The cell has {length:,} characters; the limit is {limits.cell_characters:,}.",
        mend="Shorten it.",
    )


def _too_many_rows(limits: Limits) -> UnusableFile:
    return UnusableFile(
        f"The file has more than {limits.rows:,} rows.",
        mend="Split the list into several files.",
        code="too_many_rows",
    )
