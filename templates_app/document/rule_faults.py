"""Checks of the rules that a field declares: that they fit its type, do not contradict each other, nor its sample."""

from collections.abc import Iterator, Mapping
from typing import Any

from .expressions.values import read_date, read_number
from .faults import Fault, Path, describe, format_path
from .fields import Field, limit_text
from .patterns import PatternError, read_pattern
from .rules import breach_of
from .walk import is_number

_WORDED = ("text", "long_text", "email", "url")
# Which types a rule is for; `max_length` and `required` are for all.
_FOR_TYPES = {
    "options": ("choice",),
    "pattern": _WORDED,
    "min": ("number", "date"),
    "max": ("number", "date"),
    "min_length": _WORDED,
}
_OF_LISTS = (*_FOR_TYPES, "max_length")


def rule_faults(path: Path, field: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the rules of one field of any shape."""
    kind = field.get("type")
    if not isinstance(kind, str):
        return
    found = list(_of_computed(path, field) if "formula" in field else _of_supplied(path, field, kind))
    yield from found
    sample = field.get("sample")
    if not found and "formula" not in field and isinstance(sample, str):
        yield from _of_sample(path, field, kind, sample)


def _of_computed(path: Path, field: Mapping[str, Any]) -> Iterator[Fault]:
    names = [name for name in _OF_LISTS if name in field] + ["required"] * (field.get("required") is True)
    for name in names:
        yield _fault(path, name, "is a rule for values of a list, and this field is computed; remove it")


def _of_supplied(path: Path, field: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    for name, types in _FOR_TYPES.items():
        if name in field and kind not in types:
            yield _fault(
                path, name, f"is for fields of type {' or '.join(types)}; remove it or change the type"
            )
    if kind == "choice":
        yield from _options(path, field)
    if kind in ("number", "date"):
        yield from _limits(path, field, kind)
    if kind in _WORDED:
        yield from _words(path, field)


def _options(path: Path, field: Mapping[str, Any]) -> Iterator[Fault]:
    options = field.get("options")
    if options is None:
        yield _fault(path, "options", "is missing; list the values of the choice")
    if not isinstance(options, list):
        return
    seen: dict[str, int] = {}
    for index, option in enumerate(options):
        plain = option.strip().casefold() if isinstance(option, str) else ""
        if isinstance(option, str) and option != option.strip():
            yield _fault((*path, "options"), index, "begins or ends with a space; remove it")
        elif plain in seen and plain:
            yield _fault((*path, "options"), index, f"is the same as option {seen[plain] + 1}; remove one")
        seen.setdefault(plain, index)


def _limits(path: Path, field: Mapping[str, Any], kind: str) -> Iterator[Fault]:
    is_right = is_number if kind == "number" else _is_day
    wanted = "a number" if kind == "number" else "a day such as 2026-11-21"
    wrong = [name for name in ("min", "max") if name in field and not is_right(field[name])]
    for name in wrong:
        yield _fault(path, name, f"must be {wanted}, found {describe(field[name])}")
    if not wrong and "min" in field and "max" in field and field["min"] > field["max"]:
        yield _fault(path, "min", f"must not be greater than max, {describe(field['max'])}")


def _is_day(value: object) -> bool:
    return isinstance(value, str) and read_date(value) is not None


def _words(path: Path, field: Mapping[str, Any]) -> Iterator[Fault]:
    least, most, pattern = (field.get(name) for name in ("min_length", "max_length", "pattern"))
    if is_number(least) and is_number(most) and least > most:
        yield _fault(path, "min_length", f"must not be greater than max_length, {most}")
    if isinstance(pattern, str) and pattern:
        try:
            read_pattern(pattern)
        except PatternError as error:
            yield _fault(path, "pattern", f"at character {error.at + 1}: {error.message}")


def _of_sample(path: Path, field: Mapping[str, Any], kind: str, sample: str) -> Iterator[Fault]:
    """The sample by the rules that rows are checked by; one that is not of its type is told already."""
    options, least, pattern = (field.get(name) for name in ("options", "min_length", "pattern"))
    readers = {"number": read_number, "date": read_date}
    if kind in readers and readers[kind](sample) is None:
        return
    breach = breach_of(
        Field(
            key="",
            label=str(field.get("label", ""))[:80],
            type=kind,
            min_length=least if isinstance(least, int) else None,
            min=limit_text(field.get("min")),
            max=limit_text(field.get("max")),
            options=tuple(each for each in options if isinstance(each, str))
            if isinstance(options, list)
            else (),
            pattern=pattern if isinstance(pattern, str) else "",
        ),
        sample,
    )
    if breach:
        yield _fault(path, "sample", f"breaks a rule of its own field: {breach.message} {breach.mend}")


def _fault(path: Path, name: str | int, message: str) -> Fault:
    return Fault(format_path((*path, name)), message)
