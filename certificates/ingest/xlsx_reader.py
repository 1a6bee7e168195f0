"""Read the rows of a workbook (.xlsx; .xls and .ods too) through python-calamine, as texts that do not change.

Dates come as ISO 8601, numbers as plain decimals without noise (Excel keeps 15 digits), formulas as the value that
was saved with them. Error cells hold back their row.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine as calamine

from .file_type import damaged, protected
from .problems import Problem, UnusableFile, error
from .sheet_scan import SheetFacts, refuse_size
from .source import Kind, Limits, SourceRow
from .workbook_guard import inspect_ods, inspect_xlsx, refuse_bomb

Cell = int | float | str | bool | date | datetime | time | timedelta


@dataclass(frozen=True, slots=True)
class Workbook:
    """`sheets`: names of the worksheets, in order; `hidden`: those that a user does not see."""

    path: Path
    kind: Kind
    sheets: tuple[str, ...]
    hidden: frozenset[str]

    def choose(self, sheet: str = "") -> str:
        """The named sheet, else the first that is visible. Raises `UnusableFile` if there is none of that name."""
        if sheet and sheet not in self.sheets:
            raise UnusableFile(
                f"The workbook has no sheet '{sheet}'.",
                mend=f"Choose one of: {', '.join(self.sheets)}.",
                code="sheet_not_found",
            )
        return sheet or next((name for name in self.sheets if name not in self.hidden), self.sheets[0])


def open_workbook(path: Path, kind: Kind, limits: Limits) -> Workbook:
    """The list of sheets. Raises `UnusableFile` for a workbook that is damaged, protected or without sheets."""
    if kind != "xls":
        refuse_bomb(path, limits)
    if kind == "ods":
        inspect_ods(path, limits)
    with _faults_named(), calamine.load_workbook(path) as book:
        kept = [meta for meta in book.sheets_metadata if meta.typ == calamine.SheetTypeEnum.WorkSheet]
    if not kept:
        raise UnusableFile(
            "The workbook has no sheet with cells.", mend="Put the list on a sheet.", code="no_sheets"
        )
    visible = calamine.SheetVisibleEnum.Visible
    hidden = frozenset(meta.name for meta in kept if meta.visible != visible)
    return Workbook(path, kind, tuple(meta.name for meta in kept), hidden)


def read_sheet(book: Workbook, sheet: str, limits: Limits) -> Iterator[SourceRow]:
    """Every row of the sheet down to the last used one, blank ones too, with its row number."""
    facts = inspect_xlsx(book.path, sheet, limits) if book.kind == "xlsx" else SheetFacts()
    noted = {row for row, _ in facts.errors} | {row for row, _ in facts.uncalculated}
    with _faults_named(), calamine.load_workbook(book.path) as workbook:
        cells = workbook.get_sheet_by_name(sheet)
        last_row, last_column = cells.end or (0, 0)
        refuse_size(last_row + 1, last_column + 1, limits)
        # The reader leaves out empty columns at the left, but not empty rows at the top.
        offset = cells.start[1] if cells.start else 0
        for number, row in enumerate(cells.iter_rows(), start=1):
            yield _source_row(number, row, offset, facts if number in noted else None)


@contextmanager
def _faults_named() -> Iterator[None]:
    try:
        yield
    except calamine.PasswordError as fault:
        raise protected() from fault
    except calamine.CalamineError as fault:
        raise damaged(str(fault)[:80]) from fault
    except BaseException as fault:
        # A panic of the Rust reader on a crafted file is a `BaseException` of no public class.
        if type(fault).__name__ == "PanicException":
            raise damaged() from fault
        raise


def _source_row(number: int, row: list[Cell], offset: int, facts: SheetFacts | None) -> SourceRow:
    cells = [""] * offset + [_text(cell) for cell in row]
    numeric = frozenset(
        index
        for index, cell in enumerate(row, start=offset)
        if isinstance(cell, int | float) and not isinstance(cell, bool)
    )
    problems = tuple(_noted(number, cells, facts)) if facts else ()
    return SourceRow(number, tuple(cells), problems, numeric)


def _noted(number: int, cells: list[str], facts: SheetFacts) -> Iterator[Problem]:
    """The texts of error cells are put back, so that the report shows them; checks refuse them where they matter."""
    for column in range(1, len(cells) + 1):
        if value := facts.errors.get((number, column)):
            cells[column - 1] = value
        if (number, column) in facts.uncalculated:
            found = error(
                "uncalculated_formula",
                "The cell is a formula whose result was not saved.",
                mend="Open the workbook in your spreadsheet program, save it and upload it again.",
            )
            yield found.at(line=number, column=column)


def _text(cell: Cell) -> str:
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return plain_decimal(cell)
    if isinstance(cell, datetime):
        midnight = cell.time() == time()
        return cell.date().isoformat() if midnight else cell.isoformat(timespec="seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.isoformat(timespec="auto") if cell.second else cell.strftime("%H:%M")
    minutes, seconds = divmod(int(cell.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def plain_decimal(number: float) -> str:
    """15 significant digits, as Excel keeps; no exponent, no ".0": 40.0 → "40", 0.1 + 0.2 → "0.3"."""
    text = format(Decimal(format(number, ".15g")), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
