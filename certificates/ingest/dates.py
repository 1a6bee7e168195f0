"""Read dates as people write them, into ISO 8601. Where 03/04/2026 could be two days, the whole column decides."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from templates_app.document.rules import FIRST_YEAR, LAST_YEAR

from .month_names import FILLER_WORDS, MONTHS
from .problems import Problem, error, warning

_TWO_DIGIT_PIVOT = 68  # 00-68 is 2000-2068, 69-99 is 1969-1999 (POSIX strptime, %y)
_EXCEL_EPOCH = date(1899, 12, 30)  # day 0 of serials after February 1900 (the 1900 date system)
_SERIALS = range(15_000, 80_000)  # 1941 to 2119; other numbers are not taken for dates

_TIME = re.compile(
    r"[T ]+\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s?([ap]\.?m\.?)?\s?(Z|UTC|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
_YEAR_FIRST = re.compile(r"(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})\.?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_YEAR_LAST = re.compile(r"(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})\.?")
_EAST_ASIAN = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]?")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_TOKENS = re.compile(r"\d+|[^\W\d_]+(?:[\u0300-\u036f\u0900-\u097f\u0e31-\u0e4e]+[^\W\d_]*)*")
_MEND = "Write it as 2026-03-31."


class DateOrder(StrEnum):
    """`DAY_FIRST` and `MONTH_FIRST` are proven by a column; the guesses come from the language."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"
    GUESSED_DAY_FIRST = "guessed_day_first"
    GUESSED_MONTH_FIRST = "guessed_month_first"

    @property
    def is_month_first(self) -> bool:
        return self in (DateOrder.MONTH_FIRST, DateOrder.GUESSED_MONTH_FIRST)

    @property
    def is_guessed(self) -> bool:
        return self in (DateOrder.GUESSED_DAY_FIRST, DateOrder.GUESSED_MONTH_FIRST)


def order_of_language(language: str) -> DateOrder:
    """Month first in the English of the United States (and in English of no region), and in Filipino (CLDR 48)."""
    tag = language.lower().replace("_", "-")
    month_first = tag in ("en", "en-us", "en-ph", "en-pr", "es-us", "es-pr", "fil", "fil-ph")
    return DateOrder.GUESSED_MONTH_FIRST if month_first else DateOrder.GUESSED_DAY_FIRST


def order_of_column(values: Iterable[str], *, language: str) -> DateOrder:
    """A day above 12 anywhere in the column settles the order of all of it. Contradictions settle nothing."""
    day_first = month_first = False
    for value in values:
        found = _YEAR_LAST.fullmatch(_TIME.sub("", value.strip()))
        if found and found[2] != ".":
            day_first = day_first or int(found[1]) > 12 >= int(found[3])
            month_first = month_first or int(found[3]) > 12 >= int(found[1])
    if day_first != month_first:
        return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
    return order_of_language(language)


def read_date(value: str, *, order: DateOrder) -> tuple[str, list[Problem]]:
    """`YYYY-MM-DD`, and what was doubtful; an error for what is no date, or a day that never was. Times are dropped."""
    text = _ascii_digits(_TIME.sub("", value.strip()))
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(value, int(found[1]), int(found[3]), int(found[4]))
    if found := _COMPACT.fullmatch(text) or _EAST_ASIAN.fullmatch(text):
        return _date(value, int(found[1]), int(found[2]), int(found[3]))
    if found := _YEAR_LAST.fullmatch(text):
        return _year_last(value, found, order)
    if found := _SERIAL.fullmatch(text):
        return _serial(value, int(found[1]))
    return _with_month_name(value, text)


def _ascii_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(d) if (d := unicodedata.decimal(char, None)) is not None else char for char in text)


def _year_last(value: str, found: re.Match[str], order: DateOrder) -> tuple[str, list[Problem]]:
    """Dots mean day first everywhere; with slashes and dashes a number above 12 tells, else the order of the column."""
    first, second = int(found[1]), int(found[3])
    year, problems = _full_year(value, found[4])
    month_first = order.is_month_first and found[2] != "."
    if first > 12 or second > 12:
        month_first = second > 12
    elif found[2] != "." and order.is_guessed and first != second:
        problems = [*problems, _ambiguous(value, year, first, second, month_first)]
    month, day = (first, second) if month_first else (second, first)
    text, faults = _date(value, year, month, day)
    return text, faults or problems


def _full_year(value: str, digits: str) -> tuple[int, list[Problem]]:
    if len(digits) == 4:
        return int(digits), []
    year = int(digits) + (2000 if int(digits) <= _TWO_DIGIT_PIVOT else 1900)
    return year, [
        warning(
            "two_digit_year", f"The year of '{value}' was read as {year}.", mend=f"If that is wrong: {_MEND}"
        )
    ]


def _serial(value: str, days: int) -> tuple[str, list[Problem]]:
    if days not in _SERIALS:
        return value, [_not_a_date(value)]
    text = (_EXCEL_EPOCH + timedelta(days)).isoformat()
    return text, [
        warning(
            "date_serial",
            f"'{value}' is a day number of Excel and was read as {text}.",
            mend="Format the cell as a date.",
        )
    ]


def _with_month_name(value: str, text: str) -> tuple[str, list[Problem]]:
    """ "12 March 2026", "March 12th, 2026", "le 12 mars 2026", "12-Mar-26": two numbers and one month, in any order."""
    numbers: list[str] = []
    months: list[int] = []
    for token in _TOKENS.findall(text.casefold()) if len(text) <= 60 else ():
        if token.isdecimal():
            numbers.append(token)
        elif (month := _month(token)) is not None:
            months.append(month)
        elif token not in FILLER_WORDS:
            return value, [_not_a_date(value)]
    if len(numbers) != 2 or len(months) != 1:
        return value, [_not_a_date(value)]
    day, year = reversed(numbers) if len(numbers[0]) == 4 else numbers
    if len(day) > 2 or len(year) not in (2, 4):
        return value, [_not_a_date(value)]
    full_year, problems = _full_year(value, year)
    result, faults = _date(value, full_year, months[0], int(day))
    return result, faults or problems


def _month(token: str) -> int | None:
    letters = unicodedata.normalize("NFKD", token)
    return MONTHS.get("".join(char for char in letters if not "\u0300" <= char <= "\u036f"))


def _date(value: str, year: int, month: int, day: int) -> tuple[str, list[Problem]]:
    if 2443 <= year <= 2743:
        return value, [_year(value, year, f"It seems to be of the Buddhist calendar: {year - 543}?")]
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return value, [_year(value, year, f"Years from {FIRST_YEAR} to {LAST_YEAR} are taken.")]
    try:
        return date(year, month, day).isoformat(), []
    except ValueError:
        fault = error(
            "impossible_date", f"There is no day '{value[:60]}' in the calendar.", mend=f"Check it. {_MEND}"
        )
        return value, [fault]


def _year(value: str, year: int, hint: str) -> Problem:
    return error(
        "implausible_year", f"The year {year} in '{value[:60]}' cannot be right.", mend=f"{hint} {_MEND}"
    )


def _not_a_date(value: str) -> Problem:
    return error("not_a_date", f"'{value[:60]}' is not a date.", mend=_MEND)


def _ambiguous(value: str, year: int, first: int, second: int, month_first: bool) -> Problem:
    readings = [f"{year}-{second:02}-{first:02}", f"{year}-{first:02}-{second:02}"]
    taken, other = reversed(readings) if month_first else readings
    return warning(
        "ambiguous_date",
        f"'{value}' was read as {taken}; it could be {other}.",
        mend=f"If that is wrong: {_MEND}",
    )
