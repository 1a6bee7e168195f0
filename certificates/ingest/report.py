"""Files that go back to the user: the rows that were held back, with notes; a blank list to fill in.

Every cell that a spreadsheet program could run as a formula is defused.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Literal

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from iconikcerts.common.cells import defuse

from .problems import Problem

ReportKind = Literal["csv", "xlsx"]

NOTE_COLUMNS = ("Line", "Problem", "What to do")
_XLSX_CELL = 32_767  # characters, the limit of the format
_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")
_HEADER_FONT, _HEADER_FILL = Font(bold=True), PatternFill("solid", fgColor="FFEDEFF3")
_NOTE_FILL = PatternFill("solid", fgColor="FFFFF4E5")


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A row as the user gave it, and what was wrong with it."""

    line: int
    cells: Sequence[str]
    problems: Sequence[Problem]


def write_report(
    out: IO[bytes],
    header: Sequence[str],
    rows: Iterable[ReportRow],
    *,
    kind: ReportKind = "csv",
    delimiter: str = ",",
) -> int:
    """Write the rows with the user's own columns in their order, then NOTE_COLUMNS. Returns the number of rows.

    CSV is UTF-8 with a mark, CRLF, and the delimiter of the user's own file, so that their Excel opens it as it
    opened theirs. Cells beyond the header stand after the notes, so that nothing is lost. Corrected, the file can be uploaded as it is: the notes are columns that no field is matched to.
    """
    table = (_cells(row, len(header)) for row in rows)
    titles = [defuse(title) for title in header] + list(NOTE_COLUMNS)
    if kind == "xlsx":
        return _write_xlsx(out, titles, table, len(header))
    return _write_csv(out, titles, table, delimiter or ",")


def _cells(row: ReportRow, width: int) -> list[str]:
    own = [defuse(cell) for cell in row.cells]
    own += [""] * (width - len(own))
    what = " ".join(dict.fromkeys(_located(problem) for problem in row.problems))
    mend = " ".join(dict.fromkeys(problem.mend for problem in row.problems if problem.mend))
    return [*own[:width], str(row.line), defuse(what), defuse(mend), *own[width:]]


def _located(problem: Problem) -> str:
    return f"{problem.column_name}: {problem.message}" if problem.column_name else problem.message


def _write_csv(out: IO[bytes], titles: list[str], table: Iterable[list[str]], delimiter: str) -> int:
    text = io.TextIOWrapper(out, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(titles)
    count = 0
    for cells in table:
        writer.writerow(cells)
        count += 1
    text.flush()
    text.detach()  # the caller's stream stays open
    return count


def _write_xlsx(out: IO[bytes], titles: list[str], table: Iterable[list[str]], width: int) -> int:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Rows to correct")
    sheet.freeze_panes = "A2"
    for index in range(1, len(titles) + 1):
        sheet.column_dimensions[get_column_letter(index)].width = 48 if index > width + 1 else 20
    sheet.append(list(_styled(sheet, titles, width, is_header=True)))
    count = 0
    for cells in table:
        sheet.append(list(_styled(sheet, cells, width, is_header=False)))
        count += 1
    book.save(out)
    return count


def _styled(sheet: WriteOnlyWorksheet, values: list[str], width: int, *, is_header: bool) -> Iterator[Cell]:
    for index, value in enumerate(values):
        cell = WriteOnlyCell(sheet, _NOT_IN_XML.sub("\ufffd", value)[:_XLSX_CELL])
        cell.data_type = "s"  # never a formula, whatever it begins with
        if is_header:
            cell.font, cell.fill = _HEADER_FONT, _HEADER_FILL
        elif index >= width:
            cell.fill = _NOTE_FILL
            cell.alignment = Alignment(wrap_text=index > width, vertical="top")
        yield cell
