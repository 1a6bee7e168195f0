"""Patterns of fields: a plain dialect of regular expressions, matched in time that grows with the length of the value.

Python's own `re` tries one way after the other, and a pattern such as `(a+)+b` can keep it busy for years. Here all ways are
followed at once (Thompson's method), so that no pattern and no value can do that. A pattern is about the whole value.

    pattern = way *( "|" way );   way = *( atom [ "*" / "+" / "?" / "{n}" / "{n,}" / "{n,m}" ] )
    atom    = character / "." / "\\d" / "\\w" / "\\s" / "\\" sign / "[" [ "^" ] set "]" / "(" pattern ")"
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

MAX_STATES = 256
MAX_REPEATS = 100
# States in all that is remembered of one pattern: half a megabyte, and as much for each of the latest MOST_PATTERNS.
_MOST_KEPT = 10_000
MOST_PATTERNS = 128
_DEEPEST = 20

Test: TypeAlias = Callable[[str], bool]
_CLASSES: dict[str, Test] = {
    "d": lambda char: "0" <= char <= "9",
    "w": lambda char: char.isalnum() or char == "_",
    "s": str.isspace,
}


def _opposite(test: Test) -> Test:
    return lambda char: not test(char)


_CLASSES |= {name.upper(): _opposite(test) for name, test in _CLASSES.items()}
_QUANTIFIERS = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class PatternError(Exception):
    """`at` counts characters from 0; the message says what to do."""

    def __init__(self, at: int, message: str) -> None:
        super().__init__(message)
        self.at = at
        self.message = message


@dataclass(frozen=True, slots=True)
class _Part:
    """One of: a character that passes `test`; all `parts` in a row; any of them (`is_choice`). `least` to `most` times."""

    test: Test | None = None
    parts: tuple["_Part", ...] = ()
    is_choice: bool = False
    least: int = 1
    most: int | None = 1


@dataclass(slots=True)
class Pattern:
    """States of an automaton: one with a test goes to its only successor by a character, others go on without one."""

    tests: list[Test | None] = field(default_factory=list)
    nexts: list[tuple[int, ...]] = field(default_factory=list)
    start: int = 0
    _known: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict)
    _kept: int = 0

    def matches(self, value: str) -> bool:
        """Whether the whole value follows the pattern."""
        states = self._reached((self.start,))
        for char in value:
            step = (states, char)
            states = self._known.get(step) or self._remembered(step)
            if not states:
                return False
        return 0 in states

    def _remembered(self, step: tuple[frozenset[int], str]) -> frozenset[int]:
        found = self._after(*step)
        self._kept += 1 + len(found)
        if self._kept > _MOST_KEPT:
            self._known.clear()
            self._kept = 1 + len(found)
        self._known[step] = found
        return found

    def _after(self, states: frozenset[int], char: str) -> frozenset[int]:
        passed = (state for state in states if (test := self.tests[state]) and test(char))
        return self._reached(self.nexts[state][0] for state in passed)

    def _reached(self, states: Iterable[int]) -> frozenset[int]:
        found: set[int] = set()
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if state not in found:
                found.add(state)
                waiting += () if self.tests[state] else self.nexts[state]
        return frozenset(found)

    def _add(self, test: Test | None, *nexts: int) -> int:
        if len(self.tests) >= MAX_STATES:
            raise PatternError(0, "repeats too much; use smaller numbers in braces")
        self.tests.append(test)
        self.nexts.append(nexts)
        return len(self.tests) - 1

    def _put(self, part: _Part, after: int) -> int:
        """Add the states of a part that is followed by `after`; return the first."""
        start = after
        if part.most is None:
            start = self._add(None)
            self.nexts[start] = (self._once(part, start), after)
        else:
            for _ in range(part.most - part.least):
                start = self._add(None, self._once(part, start), after)
        for _ in range(part.least):
            start = self._once(part, start)
        return start

    def _once(self, part: _Part, after: int) -> int:
        if part.test:
            return self._add(part.test, after)
        if part.is_choice:
            return self._add(None, *(self._put(way, after) for way in part.parts))
        for each in reversed(part.parts):
            after = self._put(each, after)
        return after


@lru_cache(maxsize=MOST_PATTERNS)
def read_pattern(source: str) -> Pattern:
    """Raises PatternError for what the dialect does not know."""
    pattern = Pattern()
    pattern._add(None)  # state 0: the end
    pattern.start = pattern._put(_Reader(source).whole(), 0)
    return pattern


class _Reader:
    def __init__(self, source: str) -> None:
        # About the whole value in any case: marks of its ends say nothing new.
        self._first = 1 if source.startswith("^") else 0
        ends = source.endswith("$") and not source.endswith("\\$")
        self._source = source[:-1] if ends and len(source) > self._first else source
        self._at = self._first

    def whole(self) -> _Part:
        part = self._choice(0)
        if self._at < len(self._source):
            raise PatternError(self._at, "')' closes nothing; write \\) for a bracket")
        return part

    def _here(self) -> str:
        return self._source[self._at : self._at + 1]

    def _choice(self, depth: int) -> _Part:
        if depth > _DEEPEST:
            raise PatternError(self._at, "has too many brackets inside each other")
        ways = [self._way(depth)]
        while self._here() == "|":
            self._at += 1
            ways.append(self._way(depth))
        return ways[0] if len(ways) == 1 else _Part(parts=tuple(ways), is_choice=True)

    def _way(self, depth: int) -> _Part:
        parts = []
        while self._here() not in ("", "|", ")"):
            atom = self._atom(depth)
            least, most = self._quantifier()
            # What holds nothing has no states, which are what is limited: repeated, it would keep us busy for years.
            if most != 0 and (atom.test or atom.parts):
                parts.append(_Part(atom.test, atom.parts, atom.is_choice, least, most))
        return _Part(parts=tuple(parts))

    def _atom(self, depth: int) -> _Part:
        at, char = self._at, self._here()
        self._at += 1
        if char == "(":
            return self._group(at, depth)
        if char == "[":
            return _Part(self._set(at))
        if char == "\\":
            return _Part(self._escaped())
        if char == ".":
            return _Part(lambda _: True)
        if char in "*+?{":
            raise PatternError(at, f"'{char}' repeats nothing; write \\{char} for the sign itself")
        if char in "^$":
            raise PatternError(at, f"'{char}' is not needed: a pattern is about the whole value; remove it")
        if char in "]}":
            raise PatternError(at, f"'{char}' closes nothing; write \\{char} for the sign itself")
        return _Part(lambda found: found == char)

    def _group(self, at: int, depth: int) -> _Part:
        if self._source.startswith("?:", self._at):
            self._at += 2
        elif self._here() == "?":
            raise PatternError(at, "looking ahead, behind and flags are not known here; use plain brackets")
        inside = self._choice(depth + 1)
        if self._here() != ")":
            raise PatternError(at, "'(' is never closed; add ')'")
        self._at += 1
        return inside

    def _escaped(self) -> Test:
        char = self._here()
        if not char:
            raise PatternError(self._at - 1, "'\\' needs a sign after it")
        self._at += 1
        if char in _CLASSES:
            return _CLASSES[char]
        if char.isalnum():
            raise PatternError(self._at - 2, f"'\\{char}' is not known here; \\d, \\w and \\s are")
        return lambda found: found == char

    def _set(self, at: int) -> Test:
        is_not = self._here() == "^"
        self._at += is_not
        tests: list[Test] = []
        while self._here() != "]" or not tests:
            if not self._here():
                raise PatternError(at, "'[' is never closed; add ']'")
            tests.append(self._of_set())
        self._at += 1
        return lambda found: any(test(found) for test in tests) != is_not

    def _of_set(self) -> Test:
        at, low = self._at, self._here()
        self._at += 1
        if low == "\\":
            return self._escaped()
        if self._source[self._at : self._at + 1] != "-" or self._source[self._at + 1 : self._at + 2] in (
            "]",
            "",
        ):
            return lambda found: found == low
        high = self._source[self._at + 1]
        self._at += 2
        if high == "\\" or high < low:
            raise PatternError(at, f"'{low}-{high}' is no range; write the smaller character first")
        return lambda found: low <= found <= high

    def _quantifier(self) -> tuple[int, int | None]:
        at, sign = self._at, self._here()
        found: tuple[int, int | None] = (1, 1)
        if sign in _QUANTIFIERS and sign:
            found = _QUANTIFIERS[sign]
            self._at += 1
        elif sign == "{":
            found = self._braces(at)
        if (at < self._at) and self._here() and self._here() in "*+?{":
            raise PatternError(self._at, "one repetition is enough; remove this one")
        return found

    def _braces(self, at: int) -> tuple[int, int | None]:
        end = self._source.find("}", at)
        low, comma, high = self._source[at + 1 : max(end, at + 1)].partition(",")
        digits = [part for part in (low, high) if part]
        if end < 0 or not low or not all(part.isascii() and part.isdigit() for part in digits):
            raise PatternError(at, "'{' needs a number, as in {4} or {2,5}; write \\{ for a brace")
        least, most = int(low), int(high) if high else None if comma else int(low)
        if max(least, most or 0) > MAX_REPEATS or (most is not None and most < least):
            raise PatternError(at, f"must be from the smaller to the greater number, {MAX_REPEATS} at most")
        self._at = end + 1
        return least, most
