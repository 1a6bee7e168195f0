"""What is wrong with an expression, and at which character; and the name that was probably meant."""

from collections.abc import Iterable

_LONGEST_WORD = 24
_MOST_CHANGES = 2


class ExpressionError(Exception):
    """`at` counts characters (code points) from 0; the message says what is wrong and what to do."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


def quoted(word: str) -> str:
    """A word of the expression for a message, cut where it is long."""
    return f"'{word}'" if len(word) <= _LONGEST_WORD else f"'{word[:_LONGEST_WORD]}…'"


def closest(word: str, known: Iterable[str]) -> str:
    """The known name that a word is the end of, or that is at most two changes away; "" when none is."""
    ends = [name for name in sorted(known) if name.endswith(f".{word.lower()}")]
    if ends:
        return ends[0]
    best, fewest = "", _MOST_CHANGES + 1
    for name in sorted(known):
        if abs(len(name) - len(word)) < fewest:
            changes = _changes(word.lower(), name)
            if changes < min(fewest, len(name)):
                best, fewest = name, changes
    return best


def _changes(one: str, other: str) -> int:
    """Levenshtein's distance: letters to change, add or take away."""
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        before, row[0] = row[0], at
        for place, target in enumerate(other, start=1):
            before, row[place] = (
                row[place],
                min(row[place] + 1, row[place - 1] + 1, before + (letter != target)),
            )
    return row[-1]
