"""What somebody called a thing, as it can be kept and shown. Pure."""

from unicodedata import category

# Control characters, halves of characters, and ends of lines: the first two no database keeps.
_UNFIT = ("Cc", "Cs", "Zl", "Zp")


def one_line(said: str) -> str:
    """A name on one line. Joiners and marks of direction stay: Persian, Hindi and emoji are written with them."""
    return "".join(_kept(sign) for sign in said).strip()


def _kept(sign: str) -> str:
    if category(sign) not in _UNFIT:
        return sign
    return " " if sign.isspace() else ""
