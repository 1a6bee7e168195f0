"""Clean a value for print: what is invisible, or turns text around, goes; what letters need stays."""

import re
import unicodedata

from iconikcerts.common.cells import is_formula

from .problems import Problem, error, warning

# What Excel shows for a formula that failed. Exported to CSV, it is plain text.
_CELL_ERRORS_WORDS = """
    #N/A #REF! #VALUE! #DIV/0! #NAME? #NULL! #NUM! #SPILL! #CALC! #ERROR #ERROR! #GETTING_DATA Err:502
    Err:508
"""
CELL_ERRORS = frozenset(_CELL_ERRORS_WORDS.split())
_SPACE = re.compile(r"\s+")
_LINE_END = re.compile(r"\r\n?|[\n\v\f\x85\u2028\u2029]")
_BLANKS = " \u2800\u3164\u115f"
_UNUSUAL = re.compile(r"[^\x20-\x7e]|  |^ | $")
_BIDI = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
_INVISIBLE = re.compile(r"[\u200b\u2060-\u2064\ufeff\u00ad\u200e\u200f\u061c\ufff9-\ufffb]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]|[\ud800-\udfff]|[\U000e0000-\U000e001f]")
_JOINERS = re.compile(r"[\u200c\u200d]+")
# UTF-8 read as Windows-1252 and saved again: "Ã©" for "é", "â€™" for "’".
_TWICE_ENCODED = re.compile(r"[ÃÂÐÑ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[™œ\x9d“”˜¦]")
_LOST = re.compile(r"\?{2,}|\w\?\w")


def clean(value: str, *, keeps_lines: bool = False) -> tuple[str, list[Problem]]:
    """The value as it will be printed (NFC, trimmed, single spaces), and what had to be removed or looks wrong.
    `keeps_lines`: its lines stay lines.

    Zero-width joiners stay between letters, where Persian, Indic scripts and emoji need them. Bidirectional
    overrides, embeddings and isolates go with a warning, for they make a name read as another; so do control
    characters. Other invisible characters go in silence.
    """
    if _is_guarded(value):
        value = value[1:]
    if not _UNUSUAL.search(value):
        return value, []
    problems: list[Problem] = []
    if _BIDI.search(value):
        problems.append(_removed("bidi_removed", "Hidden characters that change the direction of text"))
        value = _BIDI.sub("", value)
    if _CONTROL.search(value):
        problems.append(_removed("control_removed", "Control characters, which cannot be printed,"))
        value = _CONTROL.sub("", value)
    value = _JOINERS.sub(_needed_joiner, _INVISIBLE.sub("", value))
    plain = unicodedata.normalize("NFC", value)
    lines = _LINE_END.split(plain) if keeps_lines else [plain]
    text = "\n".join(_SPACE.sub(" ", line).strip(_BLANKS) for line in lines).strip("\n")
    if _TWICE_ENCODED.search(text):
        problems.append(_twice_encoded(text))
    return text, problems


def lost_letters(value: str) -> Problem | None:
    """A name does not hold question marks; a program that could not write its letters put them there."""
    if not _LOST.search(value):
        return None
    return warning(
        "letters_lost",
        f"'{_short(value)}' holds question marks; letters may have been lost when the list was saved.",
        mend="Check the name, and save the list as 'CSV UTF-8' or .xlsx.",
    )


def cell_error(value: str) -> Problem | None:
    """The cell shows the error of a formula instead of a value."""
    if value not in CELL_ERRORS:
        return None
    return error(
        "cell_error",
        f"The cell holds the formula error {value}.",
        mend="Correct the formula or type the value.",
    )


def too_long(value: str, longest: int) -> Problem | None:
    """`longest`: characters as a reader counts them, close enough: combining marks do not count."""
    if len(value) <= longest:
        return None
    length = sum(1 for char in value if not unicodedata.combining(char))
    if length <= longest:
        return None
    return error(
        "too_long",
        f"'{_short(value)}' has {length:,} characters; at most {longest:,} fit.",
        mend="Shorten it.",
    )


def _is_guarded(value: str) -> bool:
    """An apostrophe before a formula sign is the mark of text in spreadsheets, and in the reports that we write."""
    return value.startswith("'") and is_formula(value[1:])


def _needed_joiner(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return found[0][0] if _may_join(before) and _may_join(after) else ""


def _may_join(char: str) -> bool:
    """Letters and marks beyond Latin, Greek and Cyrillic; symbols, for emoji are joined too."""
    return char > "\u05ff" and unicodedata.category(char)[0] in "LMS"


def _removed(code: str, what: str) -> Problem:
    return warning(code, f"{what} were removed.", mend="Check that the value still reads as it should.")


def _twice_encoded(text: str) -> Problem:
    return warning(
        "encoded_twice",
        f"'{_short(text)}' looks as if its letters were garbled before the list was saved.",
        mend="Compare it with the original list, and export that as 'CSV UTF-8' or .xlsx.",
    )


def _short(value: str) -> str:
    return value if len(value) <= 60 else f"{value[:57]}..."
