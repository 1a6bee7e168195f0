"""An empty list to fill in, made for one design: its columns, what belongs in them, one row as a sample."""

from collections.abc import Sequence
from datetime import date
from typing import IO, cast

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from iconikcerts.common.cells import defuse
from templates_app.document.fields import Field

_LAST_ROW = 100_001
_LONGEST_LIST = 255  # characters in a list of a data validation
_REQUIRED_FILL, _OPTIONAL_FILL = (
    PatternFill("solid", fgColor="FFDCE6F7"),
    PatternFill("solid", fgColor="FFEDEFF3"),
)
_SAMPLE_FONT = Font(italic=True, color="FF6B7280")
_FORMATS = {"date": "yyyy-mm-dd", "number": "General"}
_NOTES = {
    "text": "Text.",
    "long_text": "Text, of several lines if you like.",
    "choice": "One of the values of the list.",
    "image": "The file name of a picture of your team, such as ana.jpg.",
    "boolean": "yes or no.",
    "number": "A number, such as 40 or 37.5.",
    "date": "A date, such as 2026-03-31.",
    "email": "One email address.",
    "url": "A web address that begins with https://.",
}


def write_blank(out: IO[bytes], fields: Sequence[Field]) -> None:
    """Write an .xlsx: a header of labels that `mapping.guess` matches, typed columns, a sample row, and a sheet of notes."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Recipients"
    sheet.freeze_panes = "A2"
    titles = _titles(fields)
    for column, (wanted, title) in enumerate(zip(fields, titles, strict=True), start=1):
        _write_column(sheet, column, wanted, title)
    _write_notes(book.create_sheet("Notes"), fields, titles)
    book.save(out)


def _titles(fields: Sequence[Field]) -> list[str]:
    """Labels; the key where two fields have the same label."""
    labels = [wanted.label.casefold() for wanted in fields]
    return [wanted.label if labels.count(wanted.label.casefold()) == 1 else wanted.key for wanted in fields]


def _write_column(sheet: Worksheet, column: int, wanted: Field, title: str) -> None:
    letter = get_column_letter(column)
    sheet.column_dimensions[letter].width = max(
        16, min(48, len(title) + 4, 48), min(48, len(wanted.sample) + 4)
    )
    sheet.column_dimensions[letter].number_format = _FORMATS.get(wanted.type, "@")
    header = _text(sheet, 1, column, title)
    header.font = Font(bold=True)
    header.fill = _REQUIRED_FILL if wanted.required else _OPTIONAL_FILL
    header.comment = Comment(_note(wanted), "IconikCerts")
    _write_sample(sheet, column, wanted)
    if wanted.type == "date":
        rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        rule.error, rule.errorTitle = "Enter a date, such as 2026-03-31.", title[:32]
        rule.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.add_data_validation(rule)
    if listed := _listed(wanted):
        choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
        choice.error, choice.errorTitle = "Choose one of the list.", title[:32]
        choice.add(f"{letter}2:{letter}{_LAST_ROW}")
        sheet.add_data_validation(choice)


def _listed(wanted: Field) -> str:
    """The values of a choice as a spreadsheet takes them; "" where it could not hold them."""
    values = ("yes", "no") if wanted.type == "boolean" else wanted.options
    listed = ",".join(values)
    fits = len(listed) <= _LONGEST_LIST and not any(sign in value for value in values for sign in ',"')
    return listed if fits else ""


def _write_sample(sheet: Worksheet, column: int, wanted: Field) -> None:
    cell = _text(sheet, 2, column, wanted.sample)
    if wanted.type == "date" and (day := _iso_date(wanted.sample)):
        cell.value = day
    elif wanted.type == "number" and wanted.sample.replace(".", "", 1).isdecimal():
        cell.value = float(wanted.sample) if "." in wanted.sample else int(wanted.sample)
    cell.number_format = _FORMATS.get(wanted.type, "@")
    cell.font = _SAMPLE_FONT


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _write_notes(sheet: Worksheet, fields: Sequence[Field], titles: Sequence[str]) -> None:
    rows = [("Column", "Needed", "What to write", "Sample")]
    for wanted, title in zip(fields, titles, strict=True):
        rows.append((title, "yes" if wanted.required else "no", _what(wanted), wanted.sample))
    rows.append(("", "", "Replace the sample row by your own; add one row for each recipient.", ""))
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            cell = _text(sheet, number, column, value)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for letter, width in zip("ABCD", (28, 10, 48, 36), strict=True):
        sheet.column_dimensions[letter].width = width


def _note(wanted: Field) -> str:
    needed = "Needed in each row." if wanted.required else "May be left empty."
    longest = f" At most {wanted.max_length} characters." if wanted.max_length else ""
    return f"{_what(wanted)} {needed}{longest}"


def _what(wanted: Field) -> str:
    """What belongs in a cell, with the choices or the limits where there are some."""
    if wanted.options:
        return f"One of: {', '.join(wanted.options)}."
    limits = [f"from {wanted.min}"] if wanted.min else []
    limits += [f"to {wanted.max}"] if wanted.max else []
    note = _NOTES.get(wanted.type, "")
    return f"{note} {' '.join(limits).capitalize()}." if limits else note


def _text(sheet: Worksheet, row: int, column: int, value: str) -> Cell:
    cell = cast(Cell, sheet.cell(row=row, column=column))  # never a merged one: the book is new
    cell.value = defuse(value)
    if value:
        cell.data_type = "s"  # a label such as "=x" stays text
    return cell
