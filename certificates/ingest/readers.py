"""Open a list of recipients of any supported type: look at it (`peek`), then stream its rows (`read_rows`)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from pathlib import Path
from typing import Any

from .columns import ColumnType, guess_type
from .dialect import check_delimiter, find_delimiter
from .encoding import How, decide_encoding, display_name
from .file_type import file_size, kind_of, refuse_oversize
from .header import Header, find_header
from .problems import Problem, UnusableFile
from .row_stream import RowStream, faults_of, open_records
from .source import DEFAULT_LIMITS, Kind, Limits, ReadOptions, SourceRow
from .xlsx_reader import open_workbook

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


@dataclass(frozen=True, slots=True)
class _Wishes:
    """What the caller of `peek` asked for, beyond the file."""

    sheet: str
    sample: int
    encoding: str
    delimiter: str | None
    header_line: int | None
    limits: Limits


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
    wishes = _Wishes(sheet or "", limit, encoding, delimiter, header_line, limits)
    with faults_of(name):
        refuse_oversize(file_size(path), limits)
        kind = kind_of(path)
        return _peek_csv(path, name, wishes) if kind == "csv" else _peek_workbook(path, name, kind, wishes)


def read_rows(path: Path, source: Peek | ReadOptions, *, limits: Limits = DEFAULT_LIMITS) -> RowStream:
    """Stream the rows that `peek` saw. Memory stays flat for CSV; a workbook is held while it is read.

    Raises `UnusableFile` while iterating, if the file is no longer what it was.
    """
    options = source.options if isinstance(source, Peek) else source
    return RowStream(open_records(path, options, limits), options, limits)


def _peek_csv(path: Path, name: str, wishes: _Wishes) -> Peek:
    decided = decide_encoding(path, chosen=wishes.encoding)
    delimiter = wishes.delimiter
    if delimiter is None:
        delimiter = find_delimiter(path, encoding=decided.name, limits=wishes.limits)
    check_delimiter(delimiter)
    options = ReadOptions("csv", 0, 0, encoding=decided.name, delimiter=delimiter, filename=name)
    found = _look(path, options, wishes)
    return replace(
        found,
        encoding_how=decided.how,
        encoding_confidence=decided.confidence,
        problems=(*decided.problems, *found.problems),
    )


def _peek_workbook(path: Path, name: str, kind: Kind, wishes: _Wishes) -> Peek:
    book = open_workbook(path, kind, wishes.limits)
    options = ReadOptions(kind, 0, 0, sheet=book.choose(wishes.sheet), filename=name)
    return replace(_look(path, options, wishes), sheets=book.sheets)


def _look(path: Path, options: ReadOptions, wishes: _Wishes) -> Peek:
    limits = wishes.limits
    records = open_records(path, options, limits)
    head = _head(records, limits)
    filled = [record for record in head if not record.is_blank]
    header = find_header(filled, limits, line=wishes.header_line)
    options = replace(options, header_line=header.line, width=len(header.names))
    # A workbook is costly to open; CSV is read again, for its reader mends more once it knows the width.
    again = chain(head, records) if options.kind != "csv" else open_records(path, options, limits)
    return _peek_of(RowStream(again, options, limits), header, options, wishes.sample)


def _peek_of(rows: RowStream, header: Header, options: ReadOptions, sample: int) -> Peek:
    kept = list(islice(rows, max(sample, _TYPE_ROWS)))
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
        sample=tuple(kept[:sample]),
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
