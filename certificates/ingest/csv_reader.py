"""Stream the records of a CSV file (RFC 4180) with their line numbers, and stay on course where quotes are broken.

Python's `csv` in strict mode does the parsing. What it lacks: after a quote that is never closed it swallows the
rest of the file. Here the lines of the record under way are kept (at most `_RECORD_LINES`); when the quotes turn
out to be broken, its first line alone is a faulty row, and reading starts again at the line after it.
"""

import csv
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from .encoding import unreadable
from .problems import Problem, error
from .source import Limits, SourceRow

_RECORD_LINES = 100  # a quoted cell with more line breaks than this is a quote that was never closed
_NO_DELIMITER = "\x1f"  # for files of one column: no list holds it (ASCII unit separator)
_SEP_LINE = re.compile(r'"?sep=([^\w\s"]|\t)"?[\r\n]*', re.IGNORECASE)


class _Runaway(Exception):
    """A quoted cell runs over more lines than any real one."""


class _Lines:
    """Physical lines, whatever their ends (LF, CRLF, CR, mixed), with those of the record under way kept."""

    def __init__(self, stream: TextIO, longest: int) -> None:
        self._stream = stream
        self._longest = longest
        self._again: deque[str] = deque()
        self.number = 0  # of the last line given
        self.taken: list[str] = []
        self.again_until = 0  # lines up to this one are read a second time
        self.was_cut = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.taken) >= _RECORD_LINES:
            raise _Runaway
        line = self._again.popleft() if self._again else self._read()
        if not line:
            raise StopIteration
        self.number += 1
        self.taken.append(line)
        return line

    def _read(self) -> str:
        line = self._stream.readline(self._longest)
        if len(line) == self._longest and line[-1] not in "\r\n":
            self.was_cut = True
            while (rest := self._stream.readline(self._longest)) and rest[-1] not in "\r\n":
                pass
        return line

    def begin_record(self) -> None:
        self.taken = []
        self.was_cut = False

    def give_back_all_but_first(self) -> str:
        first, *rest = self.taken
        self._again.extendleft(reversed(rest))
        self.again_until = max(self.again_until, self.number)
        self.number -= len(rest)
        self.taken = [first]
        return first


def open_text(path: Path, encoding: str) -> TextIO:
    """Text with the mark skipped and all line ends kept. Bytes that do not decode become U+FFFD."""
    stream = path.open(encoding=encoding, errors="replace", newline="")
    if stream.read(1) != "\ufeff":
        stream.seek(0)
    return stream


def read_records(
    path: Path, *, encoding: str, delimiter: str, limits: Limits, width: int = 0
) -> Iterator[SourceRow]:
    """Every record of the file, blank ones too. `width`: columns of the header, 0 while it is not known."""
    with open_text(path, encoding) as stream:
        lines = _Lines(stream, limits.line_characters)
        yield from _records(lines, delimiter or _NO_DELIMITER, width)


def separator_line(text: str) -> str:
    """The delimiter that a first line `sep=;` (a habit of Excel) names, else ""."""
    found = _SEP_LINE.fullmatch(text)
    return found[1] if found else ""


def _records(lines: _Lines, delimiter: str, width: int) -> Iterator[SourceRow]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True, skipinitialspace=True)
    while True:
        lines.begin_record()
        start = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Runaway):
            overlong = max(map(len, lines.taken)) > csv.field_size_limit()
            yield _cut(lines, start, delimiter) if overlong else _mended_or_broken(lines, start, delimiter)
            continue
        if start == 1 and separator_line(lines.taken[0]):
            continue
        if len(lines.taken) > 1 and _swallowed(lines.taken[0], cells, delimiter, width):
            yield _broken(lines, start, delimiter)
            continue
        yield SourceRow(start, tuple(cells), _problems(cells, lines, start, width))


def _problems(cells: list[str], lines: _Lines, line: int, width: int) -> tuple[Problem, ...]:
    found: list[Problem] = []
    if lines.was_cut:
        found.append(_too_long(line))
    if "\ufffd" in "".join(cells):
        found.append(unreadable(line))
    if line <= lines.again_until and width and len(cells) != width and any(cells):
        found.append(_quotes(line))
    return tuple(found)


def _swallowed(first: str, cells: list[str], delimiter: str, width: int) -> bool:
    """Several lines were joined by quotes, yet cells are missing, and the first line alone has enough of them."""
    return 0 < len(cells) < width and first.count(delimiter) + 1 >= width > 1


def _mended_or_broken(lines: _Lines, start: int, delimiter: str) -> SourceRow:
    """A space between closing quote and delimiter is the one fault that can be mended without a doubt."""
    tidy = re.sub(rf'"[ \t]+(?={re.escape(delimiter)}|[\r\n]*$)', '"', lines.taken[0])
    if tidy != lines.taken[0]:
        try:
            cells = next(csv.reader([tidy], delimiter=delimiter, strict=True, skipinitialspace=True))
        except csv.Error:
            return _broken(lines, start, delimiter)
        lines.give_back_all_but_first()
        return SourceRow(start, tuple(cells))
    return _broken(lines, start, delimiter)


def _broken(lines: _Lines, start: int, delimiter: str) -> SourceRow:
    first = lines.give_back_all_but_first()
    cells = first.rstrip("\r\n").split(delimiter)
    return SourceRow(start, tuple(cell.strip().strip('"') for cell in cells), (_quotes(start),))


def _cut(lines: _Lines, start: int, delimiter: str) -> SourceRow:
    """A cell beyond what `csv` takes (128 Ki characters). Its text is of no use; the place is."""
    cells = lines.give_back_all_but_first()[:1000].split(delimiter)
    return SourceRow(start, tuple(cells), (_too_long(start),))


def _quotes(line: int) -> Problem:
    return error(
        "broken_quotes",
        "The quotation marks of this row do not match, so its cells cannot be told apart.",
        mend='Put the whole cell in double quotes and write each quote inside it twice: "Anna ""Ann"" Lee".',
        line=line,
    )


def _too_long(line: int) -> Problem:
    return error(
        "line_too_long",
        "This line is too long to be a row of a list; its end was cut off.",
        mend="Remove it.",
        line=line,
    )
