"""From a row of the file to the values of a certificate, with every doubt said in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from templates_app.document.fields import Field
from templates_app.document.formulas import Formulas
from templates_app.document.rules import breach_of, longest_of

from . import text
from .addresses import read_email, read_url
from .dates import DateOrder, order_of_column, order_of_language, read_date
from .duplicates import Duplicates
from .languages import read_language
from .mapping import ColumnMapping
from .numerals import read_number
from .problems import Problem, error, warning
from .readers import read_rows
from .source import DEFAULT_LIMITS, CheckedRow, Limits, ReadOptions, SourceRow
from .words import read_boolean, read_option, read_picture


class RowChecker:
    """Checks rows of one file against the fields of one design. Make one for a file, for it prepares its work.

    `language` (BCP 47) decides what "1,5" and "03/04/2026" mean where nothing else does. `date_orders`: what
    `date_orders()` found in the date columns; without it, each value that could be two days is decided by language.
    `is_picture` tells whether a value names a picture of the team.
    `formulas`: the computed fields of the design; those that the list alone decides are tried with each good row.
    """

    def __init__(
        self,
        mapping: ColumnMapping,
        fields: Sequence[Field],
        *,
        language: str,
        limits: Limits = DEFAULT_LIMITS,
        date_orders: Mapping[str, DateOrder] | None = None,
        formulas: Formulas | None = None,
        is_picture: Callable[[str], bool] = lambda said: True,
    ) -> None:
        orders = date_orders or {}
        self._formulas = formulas.of_lists() if formulas else None
        self._limits = limits
        self._header = mapping.header
        self._used = {column for source in mapping.sources.values() for column in source.columns}
        self._cells = [
            _CellCheck(
                wanted,
                mapping,
                language,
                limits,
                orders.get(wanted.key, order_of_language(language)),
                is_picture,
            )
            for wanted in fields
            if wanted.key in mapping.sources or wanted.required
        ]
        samples = {
            wanted.key: wanted.sample for wanted in fields if wanted.key in mapping.sources and wanted.sample
        }
        self._samples = samples if len(samples) >= 2 else {}

    def check(self, row: SourceRow) -> CheckedRow:
        values: dict[str, str] = {}
        problems = [self._named(problem) for problem in row.problems if self._matters(problem)]
        is_whole = not any(problem.is_error and not problem.column for problem in problems)
        for cell in self._cells:
            value, found = cell.check(row)
            values[cell.field.key] = value
            if found and is_whole:  # cells of a row that could not be told apart are not judged
                problems.extend(cell.placed(problem, row.line) for problem in found)
        if self._samples and all(values[key] == sample for key, sample in self._samples.items()):
            problems.append(_sample_row(row.line))
        if self._formulas and not any(problem.is_error for problem in problems):
            problems.extend(self._uncomputable(self._formulas, values, row.line))
        return CheckedRow(row.line, values, tuple(problems), row)

    def _uncomputable(self, formulas: Formulas, values: Mapping[str, str], line: int) -> Iterator[Problem]:
        for fault in formulas.work_out(values)[1]:
            problem = error(
                "bad_formula",
                f"{fault.label} cannot be computed: {fault.message}.",
                mend="Change the values that it is computed from, or the formula of the design.",
            )
            cell = next((cell for cell in self._cells if cell.field.key in fault.names), None)
            yield cell.placed(problem, line) if cell else replace(problem, line=line)

    def _matters(self, problem: Problem) -> bool:
        return not problem.column or problem.column - 1 in self._used

    def _named(self, problem: Problem) -> Problem:
        if problem.column and not problem.column_name and problem.column <= len(self._header):
            return replace(problem, column_name=self._header[problem.column - 1])
        return problem


class _CellCheck:
    """The way of one field: join its columns, clean, read by type."""

    def __init__(
        self,
        wanted: Field,
        mapping: ColumnMapping,
        language: str,
        limits: Limits,
        order: DateOrder,
        is_picture: Callable[[str], bool],
    ) -> None:
        self.field = wanted
        self._columns = mapping.columns_of(wanted.key)
        self._name = mapping.names_of(wanted.key)
        self._language = language
        self._order = order
        self._is_name = wanted.key == "recipient.name"
        self._longest = longest_of(wanted, limits.cell_characters)
        readers: dict[str, Callable[[str], tuple[str, list[Problem]]]] = {
            "number": lambda value: read_number(value, language=language),
            "date": lambda value: read_date(value, order=order),
            "email": read_email,
            "url": read_url,
            "boolean": read_boolean,
            "choice": lambda value: read_option(value, wanted.options),
            "image": lambda value: read_picture(value, is_picture),
        }
        self._read = read_language if wanted.key == "certificate.language" else readers.get(wanted.type)

    def check(self, row: SourceRow) -> tuple[str, list[Problem]]:
        columns = self._columns
        if len(columns) == 1:
            raw = row.cells[columns[0]] if columns[0] < len(row.cells) else ""
        else:
            raw = joined([row.cells[column] for column in columns if column < len(row.cells)])
        value, problems = text.clean(raw, keeps_lines=self.field.type == "long_text")
        if not value:
            return "", [*problems, self._missing()] if self.field.required else problems
        if fault := text.cell_error(value) or text.too_long(value, self._longest):
            return value, [*problems, fault]
        if self._read and not (self.field.type == "number" and columns[0] in row.numeric):
            value, found = self._read(value)
            problems = [*problems, *found]
        if self._is_name:
            problems = [*problems, *_doubts_of_name(value)]
        if not any(problem.is_error for problem in problems) and (breach := breach_of(self.field, value)):
            problems = [*problems, error(breach.code, breach.message, mend=breach.mend)]
        return value, problems

    def placed(self, problem: Problem, line: int) -> Problem:
        column = self._columns[0] + 1 if self._columns else 0
        return problem.at(line=line, column=column, column_name=self._name, field=self.field.key)

    def _missing(self) -> Problem:
        where = f"Fill in '{self._name}'" if self._name else "Choose its column"
        return error(
            "missing_value", f"There is no {self.field.label.lower()}.", mend=f"{where} or remove the row."
        )


def joined(parts: Sequence[str]) -> str:
    """The cells of several columns as one value: a space between them, but none between parts in Chinese, Japanese
    or Korean letters; empty ones are left out."""
    filled = [part.strip() for part in parts if part.strip()]
    is_unjoined = len(filled) > 1 and all(_is_east_asian(part) for part in filled)
    return ("" if is_unjoined else " ").join(filled)


def _is_east_asian(part: str) -> bool:
    return all("\u3040" <= char <= "\u9fff" or "\uac00" <= char <= "\ud7a3" for char in part)


def _doubts_of_name(value: str) -> Iterator[Problem]:
    if lost := text.lost_letters(value):
        yield lost
    if not any(char.isalpha() for char in value):
        yield warning(
            "name_without_letters", f"The name '{value[:60]}' has no letters.", mend="Check the column."
        )


def _sample_row(line: int) -> Problem:
    return warning(
        "sample_row",
        "This is the sample row of the design.",
        mend="Remove it if nobody of that name is to get a certificate.",
        line=line,
    )


def check_row(
    row: SourceRow,
    mapping: ColumnMapping,
    fields: Sequence[Field],
    *,
    language: str = "en",
    limits: Limits = DEFAULT_LIMITS,
    formulas: Formulas | None = None,
    is_picture: Callable[[str], bool] = lambda said: True,
) -> CheckedRow:
    """Check one row alone (a pasted one). For a file, `check_file` knows more."""
    checker = RowChecker(
        mapping, fields, language=language, limits=limits, formulas=formulas, is_picture=is_picture
    )
    return checker.check(row)


def date_orders(
    rows: Iterable[SourceRow], mapping: ColumnMapping, fields: Sequence[Field], *, language: str
) -> dict[str, DateOrder]:
    """For each mapped date field, whether its column as a whole puts the day or the month first."""
    columns = {
        wanted.key: mapping.columns_of(wanted.key)[0]
        for wanted in fields
        if wanted.type == "date" and mapping.columns_of(wanted.key)
    }
    if not columns:
        return {}
    values: dict[str, dict[str, None]] = {key: {} for key in columns}  # distinct ones, which are few
    for row in rows:
        for key, column in columns.items():
            values[key][row.cells[column]] = None
    return {key: order_of_column(found, language=language) for key, found in values.items()}


def check_file(
    path: Path,
    options: ReadOptions,
    mapping: ColumnMapping,
    fields: Sequence[Field],
    *,
    language: str = "en",
    limits: Limits = DEFAULT_LIMITS,
    formulas: Formulas | None = None,
    is_picture: Callable[[str], bool] = lambda said: True,
) -> Iterator[CheckedRow]:
    """Every row of the file, checked, duplicates too, in the order of the file; memory stays flat for CSV.

    Reads the file twice if it has date columns. Raises `UnusableFile` if it is not what `peek` saw.
    """
    has_dates = any(wanted.type == "date" and wanted.key in mapping.sources for wanted in fields)
    first_pass = read_rows(path, options, limits=limits) if has_dates else ()
    orders = date_orders(first_pass, mapping, fields, language=language)
    checker = RowChecker(
        mapping,
        fields,
        language=language,
        limits=limits,
        date_orders=orders,
        formulas=formulas,
        is_picture=is_picture,
    )
    duplicates = Duplicates()
    for row in read_rows(path, options, limits=limits):
        yield duplicates.noted(checker.check(row))
