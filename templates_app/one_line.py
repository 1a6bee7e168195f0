"""What somebody called a thing, as it can be kept and shown. Pure."""

from itertools import groupby
from unicodedata import category

# Control characters, halves of characters, and ends of lines: the first two no database keeps.
_UNFIT = ("Cc", "Cs", "Zl", "Zp")


def one_line(said: str) -> str:
    """A name on one line: what is unfit, with the spaces around it, becomes one space.

    Joiners and marks of direction stay: Persian, Hindi and emoji are written with them.
    """
    runs = ("".join(run) for _, run in groupby(said, lambda sign: sign.isspace() or _is_unfit(sign)))
    return "".join(" " if any(map(_is_unfit, run)) else run for run in runs).strip()


def _is_unfit(sign: str) -> bool:
    return category(sign) in _UNFIT
