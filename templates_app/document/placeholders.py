"""The grammar of placeholders inside texts.

    text        = *( literal / "{{" / "}}" / placeholder )
    placeholder = "{" key [ "|" format [ ":" argument ] ] "}"
    key         = part *( "." part )          ; small letters, digits, underscores
    format      = "date" ":" ( full / long / medium / short / iso )
                / "number" ":" decimals / "percent" ":" decimals      ; decimals = 0 to 6
                / "upper" / "lower"

`{{` and `}}` are literal braces. No white space is allowed inside a placeholder.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from .faults import shorten

KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*\Z")
_DECIMALS = tuple("0123456")
# Arguments that each format accepts; none means that it takes none.
FORMAT_ARGUMENTS: dict[str, tuple[str, ...]] = {
    "date": ("full", "long", "medium", "short", "iso"),
    "number": _DECIMALS,
    "percent": _DECIMALS,
    "upper": (),
    "lower": (),
}
_PIECE = re.compile(r"\{\{|\}\}|\{[^{}]*\}|[{}]|[^{}]+")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One placeholder; `start` and `end` are offsets in characters, `end` exclusive."""

    key: str
    format: str
    argument: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PlaceholderFault:
    """One fault of the grammar at the offset `position`, in characters from 0."""

    position: int
    message: str


@dataclass(frozen=True, slots=True)
class ParsedText:
    """A text taken apart. `parts` holds literals (braces unescaped) and placeholders in order of the text."""

    parts: tuple[str | Placeholder, ...]
    faults: tuple[PlaceholderFault, ...]

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        return tuple(part for part in self.parts if isinstance(part, Placeholder))


def parse_placeholders(text: str) -> ParsedText:
    """Take a text apart. Never raises: what breaks the grammar is left out of `parts` and told in `faults`."""
    parts: list[str | Placeholder] = []
    faults: list[PlaceholderFault] = []
    for match in _PIECE.finditer(text):
        piece = match[0]
        if piece in ("{{", "}}"):
            parts.append(piece[0])
        elif piece == "{":
            faults.append(PlaceholderFault(match.start(), "'{' is never closed; write '{{' for a brace"))
        elif piece == "}":
            faults.append(PlaceholderFault(match.start(), "'}' closes nothing; write '}}' for a brace"))
        elif piece.startswith("{"):
            found = _placeholder(piece[1:-1], match.start(), match.end())
            if isinstance(found, Placeholder):
                parts.append(found)
            else:
                faults.append(found)
        else:
            parts.append(piece)
    return ParsedText(tuple(parts), tuple(faults))


def as_typed(text: str, is_right: Callable[[Placeholder], bool]) -> str:
    """The text in which all that is no placeholder, or not a right one, stands as it is typed: its braces are doubled."""

    def written(match: re.Match[str]) -> str:
        piece = match[0]
        if piece[0] not in "{}" or piece in ("{{", "}}"):
            return piece
        found = _placeholder(piece[1:-1], match.start(), match.end()) if len(piece) > 1 else None
        if isinstance(found, Placeholder) and is_right(found):
            return piece
        return piece.replace("{", "{{").replace("}", "}}")

    return _PIECE.sub(written, text)


def _placeholder(inside: str, start: int, end: int) -> Placeholder | PlaceholderFault:
    key, bar, formatted = inside.partition("|")
    name, colon, argument = formatted.partition(":")
    if not KEY.match(key):
        return PlaceholderFault(
            start + 1,
            f"'{shorten(key)}' is no field key; use small letters, digits, '_' and '.', as in course.title",
        )
    if not bar:
        return Placeholder(key, "", "", start, end)
    position = start + 2 + len(key)
    arguments = FORMAT_ARGUMENTS.get(name)
    if arguments is None:
        return PlaceholderFault(
            position, f"'{shorten(name)}' is no format; use one of {', '.join(FORMAT_ARGUMENTS)}"
        )
    if not arguments and colon:
        return PlaceholderFault(position, f"the format {name} takes no argument; write {{{key}|{name}}}")
    if arguments and argument not in arguments:
        found = f"found '{shorten(argument)}'" if argument else "found none"
        return PlaceholderFault(
            position, f"the format {name} needs one of {', '.join(sorted(arguments))}, {found}"
        )
    return Placeholder(key, name, argument, start, end)
