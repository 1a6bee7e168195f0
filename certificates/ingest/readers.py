"""Open a list of recipients of any supported type: look at it (`peek`), then stream its rows (`read_rows`)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from .columns import ColumnType, guess_type
from .csv_reader import read_records
from .dialect import find_delimiter
from .encoding import How, decide_encoding, display_name
from .file_type import file_size, kind_of, refuse_oversize, unreadable_file
from .header import find_header
from .problems import Problem, UnusableFile, error
from .source import DEFAULT_LIMITS, Kind, Limits, ReadOptions, SourceRow
from .xlsx_reader import open_workbook, read_sheet

_HEAD_ROWS = 50
_TYPE_ROWS = 1_000
_KEPT_PROBLEMS = 100
_SHOWN_CHARACTERS = 500


@dataclass(frozen=True, slots=True)
class Peek:
    """What a file holds, before anything is done with it.

    `encoding`: Python codec name ("" for workbooks), `encoding_how` how it was decided, `encoding_confidence` 0..1.
    `rows`: recipients in the file, blank rows not counted; `blank_rows` those left out. `header_line` 0: no header.
    `problems`: of the file and its header first, then of rows (the first hundred), in order of lines.
    """

    filename: str
    kind: Kind
    header: tuple[str, ...]
    header_line: int
    types: tuple[ColumnType, ...]
    sample: tuple[SourceRow, ...]
    rows: int
    blank_rows: int
    problems: tuple[Problem, ...]
    encoding: str = ""
    encoding_how: How | str = ""
    encoding_confidence: float = 1.0
    delimiter: str = ""
    sheets: tuple[str, ...] = ()
    sheet: str = ""

    @property
    def options(self) -> ReadOptions:
        """What `read_rows` needs to read the same rows again."""
        return ReadOptions(
            kind=self.kind,
            width=len(self.header),
            header_line=self.header_line,
            encoding=self.encoding,
            delimiter=self.delimiter,
            sheet=self.sheet,
            filename=self.filename,
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "filename": self.filename,
            "kind": self.kind,
            "encoding": self.encoding,
            "encoding_name": display_name(self.encoding) if self.encoding else "",
            "encoding_how": self.encoding_how,
            "encoding_confidence": self.encoding_confidence,
            "delimiter": self.delimiter,
            "sheets": list(self.sheets),
            "sheet": self.sheet,
            "header": list(self.header),
            "header_line": self.header_line,
            "types": list(self.types),
            "rows": self.rows,
            "blank_rows": self.blank_rows,
            "sample": [
                {"line": row.line, "cells": [cell[:_SHOWN_CHARACTERS] for cell in row.cells]}
                for row in self.sample
            ],
            "problems": [problem.to_json() for problem in self.problems],
        }


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


def peek(
    path: Path,
    *,
    filename: str = "",
    sheet: str | None = None,
    limit: int = 20,
    encoding: str = "",
    delimiter: str | None = None,
    header_line: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Peek:
    """Read the file once and say what is in it. `encoding`, `delimiter` and `header_line` override what is found.

    `limit`: rows of the sample. `header_line` 0: the file has none. Raises `UnusableFile`, which names the file, if
    no row can be had: wrong type, damaged, empty, a header without rows, or over a limit.
    """
    name = filename or path.name
    with _faults_of(name):
        refuse_oversize(file_size(path), limits)
        kind = kind_of(path)
        if kind == "csv":
            return _peek_csv(path, name, limit, encoding, delimiter, header_line, limits)
        return _peek_workbook(path, name, kind, sheet or "", limit, header_line, limits)


def read_rows(path: Path, source: Peek | ReadOptions, *, limits: Limits = DEFAULT_LIMITS) -> RowStream:
    """Stream the rows that `peek` saw. Memory stays flat for CSV; a workbook is held while it is read.

    Raises `UnusableFile` while iterating, if the file is no longer what it was.
    """
    options = source.options if isinstance(source, Peek) else source
    return RowStream(_records(path, options, limits), options, limits)


def _records(path: Path, options: ReadOptions, limits: Limits) -> Iterator[SourceRow]:
    with _faults_of(options.filename):
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
def _faults_of(filename: str) -> Iterator[None]:
    """Whatever goes wrong with the file says which file it was."""
    try:
        yield
    except UnusableFile as fault:
        fault.where = filename
        raise
    except OSError as fault:
        raise unreadable_file(fault.strerror or "unknown", filename) from fault


def _peek_csv(
    path: Path,
    name: str,
    limit: int,
    encoding: str,
    delimiter: str | None,
    header_line: int | None,
    limits: Limits,
) -> Peek:
    decided = decide_encoding(path, chosen=encoding)
    if delimiter is None:
        delimiter = find_delimiter(path, encoding=decided.name, limits=limits)
    options = ReadOptions("csv", 0, 0, encoding=decided.name, delimiter=delimiter, filename=name)
    found = _look(path, options, limit, header_line, limits)
    return replace(
        found,
        encoding_how=decided.how,
        encoding_confidence=decided.confidence,
        problems=(*decided.problems, *found.problems),
    )


def _peek_workbook(
    path: Path, name: str, kind: Kind, sheet: str, limit: int, header_line: int | None, limits: Limits
) -> Peek:
    book = open_workbook(path, kind, limits)
    options = ReadOptions(kind, 0, 0, sheet=book.choose(sheet), filename=name)
    return replace(_look(path, options, limit, header_line, limits), sheets=book.sheets)


def _look(path: Path, options: ReadOptions, limit: int, header_line: int | None, limits: Limits) -> Peek:
    records = _records(path, options, limits)
    head = _head(records, limits)
    header = find_header([record for record in head if not record.is_blank], limits, line=header_line)
    options = replace(options, header_line=header.line, width=len(header.names))
    # A workbook is costly to open; CSV is read again, for its reader mends more once it knows the width.
    again = chain(head, records) if options.kind != "csv" else _records(path, options, limits)
    rows = RowStream(again, options, limits)
    kept = list(islice(rows, max(limit, _TYPE_ROWS)))
    problems = [problem for row in kept for problem in row.problems]
    for row in rows:
        if len(problems) < _KEPT_PROBLEMS:
            problems.extend(row.problems)
    if not rows.rows:
        raise UnusableFile(
            "The file has a header but no rows.", mend="Add a row for each recipient.", code="no_rows"
        )
    return Peek(
        filename=options.filename,
        kind=options.kind,
        header=header.names,
        header_line=header.line,
        types=tuple(guess_type(row.cells[i] for row in kept) for i in range(options.width)),
        sample=tuple(kept[:limit]),
        rows=rows.rows,
        blank_rows=rows.blank_rows,
        problems=(*header.problems, *problems[:_KEPT_PROBLEMS]),
        encoding=options.encoding,
        delimiter=options.delimiter,
        sheet=options.sheet,
    )


def _head(records: Iterator[SourceRow], limits: Limits) -> list[SourceRow]:
    """The first records, blank ones too, until there are enough of the others to tell the header."""
    head: list[SourceRow] = []
    filled = 0
    for record in records:
        head.append(record)
        filled += not record.is_blank
        if filled == _HEAD_ROWS or (filled == 1 and len(record.cells) > limits.columns):
            break  # 60,000 columns: one row is enough to refuse them
    if not filled:
        raise UnusableFile(
            "The file holds nothing but blank rows.",
            mend="Upload a list with a header line and rows.",
            code="empty_file",
        )
    return head


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
