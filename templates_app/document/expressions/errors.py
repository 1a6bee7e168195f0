"""What is wrong with an expression, and at which character; and the name that was probably meant."""

from collections.abc import Iterable

_LONGEST_WORD = 24


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
    """The known name that a word is the end of, or that is one letter or one swap away; "" when none is."""
    plain = word.lower()
    names = sorted(known)
    ends = (name for name in names if name.endswith(f".{plain}"))
    return next(ends, "") or next((name for name in names if len(name) > 1 and _is_near(plain, name)), "")


def _is_near(one: str, other: str) -> bool:
    """Whether one letter was changed, added or left out, or two neighbours swapped. Nothing dearer: a design may hold
    thousands of wrong names, and each is compared with all right ones."""
    same = next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
    rest, wanted = one[same:], other[same:]
    is_swapped = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return is_swapped or rest[1:] in (wanted, wanted[1:]) or rest == wanted[1:]
