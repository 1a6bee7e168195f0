"""Find the header of a list, name its columns, and say what is odd about it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .columns import guess_type
from .problems import Problem, UnusableFile, warning
from .source import Limits, SourceRow

_MOST_TITLE_ROWS = 15
_NAME_CHARACTERS = 200
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_VALUES = ("number", "date", "email", "url")


@dataclass(frozen=True, slots=True)
class Header:
    """`names` are unique and never empty. `line` is 0 if the file has no header."""

    names: tuple[str, ...]
    line: int
    problems: tuple[Problem, ...] = ()


def find_header(rows: Sequence[SourceRow], limits: Limits, *, line: int | None = None) -> Header:
    """`rows`: the first rows that are not blank, at least one. `line` chooses the header; 0 means there is none.

    Raises `UnusableFile` if the header has more columns than the limit or `line` is not among the rows.
    """
    chosen = _row_at(rows, line) if line else _likely_header(rows)
    has_header = line != 0 and (line is not None or not _looks_like_values(chosen))
    below = [row for row in rows if row.line > chosen.line] if has_header else list(rows)
    cells = chosen.cells if has_header else ()
    width = max(_filled_width(chosen.cells), _usual_width(below))
    if width > limits.columns:
        raise UnusableFile(
            f"The file has {width:,} columns; the limit is {limits.columns:,}.",
            mend="Delete the columns that are not needed, and check that the delimiter is right.",
            code="too_many_columns",
        )
    names, problems = _names([*cells[:width], *[""] * (width - len(cells))], chosen.line if has_header else 0)
    if not has_header:
        problems = [_no_header()] if line is None else []
    else:
        problems.extend(chosen.problems)
    if has_header and chosen.line != rows[0].line:
        problems.insert(0, _title_rows(chosen.line))
    return Header(names, chosen.line if has_header else 0, tuple(problems))


def _row_at(rows: Sequence[SourceRow], line: int) -> SourceRow:
    for row in rows:
        if row.line == line:
            return row
    raise UnusableFile(
        f"Line {line} is no header: it is blank or too far down.",
        mend="Choose another line.",
        code="header_not_found",
    )


def _likely_header(rows: Sequence[SourceRow]) -> SourceRow:
    """The first row that is nearly as wide as the list usually is. Rows above it are titles and notes."""
    usual = _usual_width(rows)
    for row in rows[:_MOST_TITLE_ROWS]:
        filled = sum(1 for cell in row.cells if cell.strip())
        if filled >= 2 and filled >= 0.6 * usual:
            return row
    return rows[0]


def _looks_like_values(row: SourceRow) -> bool:
    """No header holds an address, a date or a link. A number may be a header (a year, the number of a question)."""
    return any(guess_type([cell]) in ("email", "date", "url") for cell in row.cells)


def _filled_width(cells: Sequence[str]) -> int:
    return max((index for index, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _usual_width(rows: Sequence[SourceRow]) -> int:
    """The width that more than half of the rows reach, so that one overlong row does not widen the list."""
    widths = sorted((_filled_width(row.cells) for row in rows), reverse=True)
    return widths[len(widths) // 2] if widths else 0


def _names(cells: Sequence[str], line: int) -> tuple[tuple[str, ...], list[Problem]]:
    """Unique names: nameless columns are "Column 3", the second "Name" is "Name (2)"."""
    problems: list[Problem] = []
    plain = [_SPACE.sub(" ", cell).strip()[:_NAME_CHARACTERS] for cell in cells]
    taken = set(plain)
    seen: Counter[str] = Counter()
    names: list[str] = []
    for number, name in enumerate(plain, start=1):
        wanted = name or f"Column {number}"
        seen[wanted.casefold()] += 1
        if seen[wanted.casefold()] > 1:
            wanted = _free_name(wanted, seen[wanted.casefold()], taken)
            problems.append(_duplicate(name, wanted).at(line=line, column=number, column_name=wanted))
        taken.add(wanted)
        names.append(wanted)
    return tuple(names), problems


def _free_name(name: str, count: int, taken: set[str]) -> str:
    while f"{name} ({count})" in taken:
        count += 1
    return f"{name} ({count})"


def _duplicate(name: str, renamed: str) -> Problem:
    return warning(
        "duplicate_header",
        f"There are several columns '{name}'; this one is called '{renamed}' here.",
        mend="Give each column a name of its own, and check which one is used.",
    )


def _no_header() -> Problem:
    return warning(
        "no_header",
        "The first row seems to be a recipient, not a header; the columns are called Column 1, Column 2 and so on.",
        mend="Match the columns by hand, or add a first row with their names.",
        line=1,
    )


def _title_rows(line: int) -> Problem:
    return warning(
        "title_rows",
        f"The header was found on line {line}; what stands above it was left out.",
        mend="If that is wrong, choose the line of the header.",
        line=line,
    )
