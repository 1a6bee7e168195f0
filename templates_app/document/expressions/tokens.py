"""From text to tokens."""

import re
from dataclasses import dataclass

from .errors import ExpressionError, quoted

MAX_LENGTH = 1000
_TOKEN = re.compile(
    r"""(?P<space>[ \t\n\r\u00a0]+)
    | (?P<number>[0-9]+(?:\.[0-9]+)?)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z0-9_]+)*)
    | (?P<text>"(?:[^"]|"")*"|'(?:[^']|'')*')
    | (?P<sign><=|>=|!=|<>|==|[-+*/&=<>(),])""",
    re.VERBOSE,
)
_SAME = {"==": "=", "<>": "!="}
# What people write who know another language, and what to write here.
_HINTS = {
    "{": "write a field without braces, as in course.score",
    "}": "write a field without braces, as in course.score",
    "“": 'write straight quotes: "text"',
    "”": 'write straight quotes: "text"',
    "≥": "write >=",
    "≤": "write <=",
    "≠": "write !=",
    "×": "write *",
    "÷": "write /",
    "−": "write -",
    "!": "write not",
    "|": "write or",
    "%": "write a share, such as 0.5",
    ";": "separate by a comma",
}


@dataclass(frozen=True, slots=True)
class Token:
    """`kind` is number, text, name, sign or end; the `text` of a text is what stands between its quotes."""

    kind: str
    text: str
    at: int


def tokens_of(source: str) -> list[Token]:
    """Take an expression apart; the last token is the end. Raises ExpressionError."""
    if len(source) > MAX_LENGTH:
        raise ExpressionError(
            MAX_LENGTH, f"has more than {MAX_LENGTH:,} characters; compute a part of it in another field"
        )
    found: list[Token] = []
    at = 0
    while at < len(source):
        match = _TOKEN.match(source, at)
        if match is None:
            raise ExpressionError(at, _no_token(source[at]))
        kind = match.lastgroup or ""
        if kind == "text":
            quote = match[0][0]
            found.append(Token(kind, match[0][1:-1].replace(quote * 2, quote), at))
        elif kind != "space":
            found.append(Token(kind, _SAME.get(match[0], match[0]), at))
        at = match.end()
    return [*found, Token("end", "", len(source))]


def _no_token(character: str) -> str:
    if character in "\"'":
        return f"this text is never closed; end it with {character}"
    hint = _HINTS.get(character, "remove it, or put text in quotes")
    return f"{quoted(character)} means nothing here; {hint}"
