"""Patterns of fields as JSON Schema writes them: ECMA-262 with the flag u, in words that Python's `re` reads the same.

JSON Schema 2020-12 (Core, 6.4) leaves regular expressions to ECMA-262, and implementations to what they have; only what
all of them agree on is worth writing down. `\\d` is more than 0 to 9 to some, `.` is not a line's end to others, and
`\\w` cannot be said in a way that all understand: a pattern that has it is not portable.
"""

from .patterns import read_pattern

_SYNTAX = frozenset(
    "^$\\.*+?()[]{}|/"
)  # SyntaxCharacter of ECMA-262: only these may stand behind a backslash
_SPACES = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
_CLASSES = {"d": "[0-9]", "D": "[^0-9]", "s": f"[{_SPACES}]", "S": f"[^{_SPACES}]"}
_OF_SETS = {"d": "0-9", "s": _SPACES}


class NotPortable(Exception):
    """The pattern says what not every implementation understands alike."""


def portable(source: str) -> str:
    """A pattern of our dialect, anchored at both ends, for JSON Schema.

    Raises PatternError for what is no pattern, NotPortable where there are no words that all understand.
    """
    read_pattern(source)
    start = 1 if source.startswith("^") else 0
    ends = source.endswith("$") and not source.endswith("\\$") and len(source) > start
    return f"^(?:{_Writer(source[start : len(source) - ends]).written()})$"


class _Writer:
    """Goes through a pattern that is known to be right."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def written(self) -> str:
        parts = []
        while self._at < len(self._source):
            parts.append(self._piece(self._next()))
        return "".join(parts)

    def _next(self) -> str:
        char = self._source[self._at]
        self._at += 1
        return char

    def _piece(self, char: str) -> str:
        if char == "\\":
            return self._escaped(_CLASSES)
        if char == "[":
            return self._set()
        if char == ".":
            return "[\\s\\S]"
        if char == "(" and not self._source.startswith("?:", self._at):
            return "(?:"
        return char

    def _escaped(self, classes: dict[str, str]) -> str:
        char = self._next()
        if char in classes:
            return classes[char]
        if char.isalnum():
            raise NotPortable(f"\\{char}")
        return f"\\{char}" if char in _SYNTAX else char

    def _set(self) -> str:
        parts = ["["]
        if self._source[self._at] == "^":
            parts.append(self._next())
        is_first = True
        while self._source[self._at] != "]" or is_first:
            parts.append(self._of_set(self._next()))
            is_first = False
        self._at += 1
        return "".join((*parts, "]"))

    def _of_set(self, low: str) -> str:
        if low == "\\":
            written = self._escaped(_OF_SETS)
            return "\\-" if written == "-" else written
        if self._source[self._at] != "-" or self._source[self._at + 1] == "]":
            return _literal(low)
        self._at += 1
        return f"{_literal(low)}-{_literal(self._next())}"


def _literal(char: str) -> str:
    return f"\\{char}" if char in _SYNTAX or char == "-" else char
