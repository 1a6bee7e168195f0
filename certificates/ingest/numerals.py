"""Read numbers as people of many countries write them, into plain decimals: "1.234,50" → "1234.5"."""

import re
import unicodedata

from .problems import Problem, error, warning

# The primary languages whose decimal mark is a comma (Unicode CLDR 48, symbols of the default numbering system).
_COMMA_LANGUAGES_WORDS = """
    af az be bg bs ca cs da de el es et eu fi fr gl hr hu hy id is it ka kk ky lt lv mk mn nb nl nn no pl pt
    ro ru sk sl sq sr sv tr uk uz vi
"""
_COMMA_LANGUAGES = frozenset(_COMMA_LANGUAGES_WORDS.split())
_POINT_REGIONS_WORDS = "es-mx es-us es-gt es-hn es-ni es-pa es-pr es-sv es-do es-pe de-ch de-li it-ch"
_POINT_REGIONS = frozenset(_POINT_REGIONS_WORDS.split())
_LONGEST = 40
_GROUPS = " \u00a0\u202f\u2009'\u2019\u066c"
_PLAIN = re.compile(r"([-+]?)([0-9]+)(?:\.([0-9]+))?")
_SHAPE = re.compile(rf"([-+\u2212]?)([0-9](?:[0-9.,{_GROUPS}]*[0-9])?)\s?(%?)")


def has_decimal_comma(language: str) -> bool:
    """Whether people who write `language` (BCP 47) write 1,5 for one and a half."""
    tag = language.lower().replace("_", "-")
    return tag.split("-")[0] in _COMMA_LANGUAGES and tag not in _POINT_REGIONS


def read_number(value: str, *, language: str) -> tuple[str, list[Problem]]:
    """The number as a plain decimal with a point, and what was doubtful. An error if it is no number.

    Where one mark is followed by exactly three digits ("1.234"), the language decides, with a warning if it is
    read as a decimal. "95%" is 0.95, as spreadsheets keep it, with a warning.
    """
    if len(value) > _LONGEST:
        return value, [_not_a_number(value)]
    if found := _PLAIN.fullmatch(value):
        if found[3] and len(found[3]) == 3 and len(found[2]) <= 3 and found[2] != "0":
            return _one_mark(value, ".", language)
        return _tidy(value), []
    found = _SHAPE.fullmatch(_ascii_digits(value))
    text, problems = _unmarked(found[2], language) if found else ("", [])
    if not found or not text:
        return value, [_not_a_number(value)]
    sign = "-" if found[1] in ("-", "\u2212") and found[1] else ""
    if found[3]:
        text = _hundredth(text)
        problems = [*problems, _percent(value, sign + text)]
    return _tidy(sign + text), problems


def _ascii_digits(value: str) -> str:
    """Digits of every script as 0-9, the Arabic decimal mark as a point; "٤٠" → "40"."""
    if value.isascii():
        return value
    digits = (
        str(digit) if (digit := unicodedata.decimal(char, None)) is not None else char for char in value
    )
    return "".join(digits).replace("\u066b", ".")


def _unmarked(text: str, language: str) -> tuple[str, list[Problem]]:
    for mark in _GROUPS:
        if mark in text:
            if not re.fullmatch(rf"\d{{1,3}}(?:{mark}\d{{2,3}})*{mark}\d{{3}}(?:[.,]\d+)?", text):
                return "", []
            return text.replace(mark, "").replace(",", "."), []
    points, commas = text.count("."), text.count(",")
    if points and commas:
        return _two_marks(text, points, commas), []
    if points + commas > 1:
        return (
            text.replace(".", "").replace(",", "") if _is_grouped(text, "." if points else ",") else ""
        ), []
    if points or commas:
        return _one_mark(text, "." if points else ",", language)
    return text, []


def _two_marks(text: str, points: int, commas: int) -> str:
    """The last of the two is the decimal mark and stands once; the other divides groups."""
    decimal, group = (".", ",") if text.rindex(".") > text.rindex(",") else (",", ".")
    whole, _, fraction = text.rpartition(decimal)
    if (points if decimal == "." else commas) > 1 or not fraction or not _is_grouped(whole, group):
        return ""
    return f"{whole.replace(group, '')}.{fraction}"


def _is_grouped(text: str, mark: str) -> bool:
    """Groups of three, or of two before the last (1,23,456 as in India)."""
    return bool(re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{2,3}})*{re.escape(mark)}\d{{3}}", text))


def _one_mark(text: str, mark: str, language: str) -> tuple[str, list[Problem]]:
    whole, _, fraction = text.partition(mark)
    if not fraction:
        return "", []
    looks_grouped = len(fraction) == 3 and len(whole.lstrip("+-")) <= 3 and not whole.startswith("0")
    is_decimal_mark = (mark == ",") == has_decimal_comma(language)
    if looks_grouped and not is_decimal_mark:
        return _tidy(whole + fraction), []
    number = _tidy(f"{whole}.{fraction}")
    return number, [_ambiguous(text, number, _tidy(whole + fraction))] if looks_grouped else []


def _tidy(text: str) -> str:
    """No plus, no superfluous zeros: "+007.50" → "7.5"."""
    sign = "-" if text.startswith("-") else ""
    whole, _, fraction = text.lstrip("+-").partition(".")
    whole, fraction = whole.lstrip("0") or "0", fraction.rstrip("0")
    number = f"{whole}.{fraction}" if fraction else whole
    return number if number == "0" else sign + number


def _hundredth(text: str) -> str:
    whole, _, fraction = text.partition(".")
    padded = whole.zfill(3)
    return f"{padded[:-2]}.{padded[-2:]}{fraction}"


def _not_a_number(value: str) -> Problem:
    return error(
        "not_a_number", f"'{value[:60]}' is not a number.", mend="Write digits only, such as 40 or 37.5."
    )


def _ambiguous(value: str, number: str, other: str) -> Problem:
    return warning(
        "ambiguous_number",
        f"'{value}' was read as {number}, not {other}.",
        mend="If that is wrong, write it without a mark between the thousands.",
    )


def _percent(value: str, number: str) -> Problem:
    return warning(
        "percent",
        f"'{value}' was read as {number}.",
        mend="Write the number without % if the design prints it as it is.",
    )
