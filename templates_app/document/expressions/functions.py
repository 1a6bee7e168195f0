"""The functions by name: what they take, what they give, and what they do with values that are not empty."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from .values import UNIT, Number, Value, divided, read_date, read_number, to_text

MAX_TEXT = 5000
_MOST = 20
_WIDEST = 64
_FARTHEST = 1_000_000
_SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"


class Refused(Exception):
    """A value that a function cannot take: the index of the argument, and why."""

    def __init__(self, argument: int, message: str) -> None:
        super().__init__(message)
        self.argument = argument
        self.message = message


@dataclass(frozen=True, slots=True)
class Function:
    """`takes`: types of the arguments, the last one for all further ones; "any" is any, "same" (`gives`) theirs.

    `work` gets arguments that are not empty: of an empty one nothing comes but empty, unless `takes_empty`.
    """

    takes: tuple[str, ...]
    gives: str
    least: int
    most: int
    usage: str
    work: Callable[..., Value]
    takes_empty: bool = False


def _whole(value: Number, low: int, high: int, argument: int = 1) -> int:
    number = value.whole
    if number is None or not low <= number <= high:
        raise Refused(argument, f"must be a whole number from {low:,} to {high:,}, found {to_text(value)}")
    return number


def sized(text: str) -> Value:
    if len(text) > MAX_TEXT:
        raise Refused(0, f"makes a text of more than {MAX_TEXT:,} characters; shorten it by left")
    return text or None


def _pad(value: Value, width: Number, fill: str = "0") -> Value:
    if len(fill) != 1:
        raise Refused(2, "must be one character")
    return to_text(value).rjust(_whole(width, 0, _WIDEST), fill)


def _right(text: str, count: Number) -> Value:
    return text[max(0, len(text) - _whole(count, 0, MAX_TEXT)) :] or None


def _replace(text: Value, old: Value, new: Value) -> Value:
    if not isinstance(text, str) or not isinstance(old, str):
        return text
    return sized(text.replace(old, to_text(new)))


def _joined(separator: Value, *parts: Value) -> Value:
    return sized(to_text(separator).join(to_text(part) for part in parts if part is not None))


def _round(number: Number, decimals: Number = Number(0)) -> Value:  # noqa: B008 -- it cannot be changed
    step = 10 ** (12 - _whole(decimals, 0, 12))
    return Number(divided(number.units, step) * step)


def _shifted(day: date, months: int) -> date:
    month = day.year * 12 + day.month - 1 + months
    year, month = month // 12, month % 12 + 1
    if not 1 <= year <= 9999:
        raise Refused(1, "leads beyond the years 1 to 9999")
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def _add_days(day: date, days: Number) -> Value:
    try:
        return day + timedelta(days=_whole(days, -_FARTHEST, _FARTHEST))
    except OverflowError:
        raise Refused(1, "leads beyond the years 1 to 9999") from None


def _number_of(count: int) -> Number:
    return Number(count * UNIT)


def _text_function(work: Callable[[str], str]) -> Function:
    return Function(("text",), "text", 1, 1, "a text", lambda text: sized(work(text)))


def _part_of(work: Callable[[Number], int]) -> Function:
    return Function(("number",), "number", 1, 1, "a number", lambda number: Number(work(number)))


def _of_day(name: str) -> Function:
    return Function(("date",), "number", 1, 1, "a date", lambda day: _number_of(getattr(day, name)))


def _adding(what: str, work: Callable[[date, Number], Value]) -> Function:
    return Function(("date", "number"), "date", 2, 2, f"a date and a number of {what}", work)


def _of_two_texts(work: Callable[[str, str], bool]) -> Function:
    return Function(("text", "text"), "boolean", 2, 2, "two texts", work)


def _lazy(takes: tuple[str, ...], least: int, most: int, usage: str) -> Function:
    """Worked out by the evaluator: not all of its arguments are."""
    return Function(takes, "same", least, most, usage, lambda *_: None, takes_empty=True)


FUNCTIONS: dict[str, Function] = {
    "if": _lazy(("boolean", "any"), 2, 3, "a condition, what holds if it is true, and else"),
    "coalesce": _lazy(("any",), 2, _MOST, "two to 20 values"),
    "is_empty": Function(("any",), "boolean", 1, 1, "a value", lambda value: value is None, takes_empty=True),
    "text": Function(("any",), "text", 1, 1, "a value", to_text),
    "number": Function(("text",), "number", 1, 1, "a text", lambda text: read_number(text.strip(_SPACES))),
    "date": Function(
        ("text",), "date", 1, 1, "a text such as 2026-11-21", lambda text: read_date(text.strip(_SPACES))
    ),
    "upper": _text_function(str.upper),
    "lower": _text_function(str.lower),
    "trim": _text_function(lambda text: text.strip(_SPACES)),
    "length": Function(
        ("text",),
        "number",
        1,
        1,
        "a text",
        lambda text: _number_of(len(text or "")),
        takes_empty=True,
    ),
    "left": Function(
        ("text", "number"),
        "text",
        2,
        2,
        "a text and a number of characters",
        lambda text, count: text[: _whole(count, 0, MAX_TEXT)] or None,
    ),
    "right": Function(("text", "number"), "text", 2, 2, "a text and a number of characters", _right),
    "contains": _of_two_texts(lambda text, part: part in text),
    "starts_with": _of_two_texts(str.startswith),
    "ends_with": _of_two_texts(str.endswith),
    "replace": Function(
        ("text", "text", "text"),
        "text",
        3,
        3,
        "a text, what to replace, and by what",
        _replace,
        takes_empty=True,
    ),
    "concat": Function(
        ("any",), "text", 1, _MOST, "one to 20 values", lambda *parts: _joined(None, *parts), takes_empty=True
    ),
    "join": Function(("text", "any"), "text", 2, _MOST, "a separator and values", _joined, takes_empty=True),
    "pad": Function(
        ("any", "number", "text"), "text", 2, 3, "a value, a width and perhaps a character", _pad
    ),
    "round": Function(("number", "number"), "number", 1, 2, "a number and perhaps decimals", _round),
    "floor": _part_of(lambda number: number.units // UNIT * UNIT),
    "ceil": _part_of(lambda number: -(-number.units // UNIT) * UNIT),
    "abs": _part_of(lambda number: abs(number.units)),
    "min": Function(("number",), "number", 1, _MOST, "one to 20 numbers", lambda *numbers: min(numbers)),
    "max": Function(("number",), "number", 1, _MOST, "one to 20 numbers", lambda *numbers: max(numbers)),
    "year": _of_day("year"),
    "month": _of_day("month"),
    "day": _of_day("day"),
    "add_years": _adding("years", lambda day, count: _shifted(day, 12 * _whole(count, -9999, 9999))),
    "add_months": _adding("months", lambda day, count: _shifted(day, _whole(count, -_FARTHEST, _FARTHEST))),
    "add_days": _adding("days", _add_days),
    "days_between": Function(
        ("date", "date"),
        "number",
        2,
        2,
        "two dates, the earlier one first",
        lambda first, last: _number_of((last - first).days),
    ),
}
