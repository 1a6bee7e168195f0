"""Find the delimiter of a CSV file by reading its beginning with each candidate and looking for regular rows."""

from collections import Counter
from itertools import islice
from pathlib import Path

from .csv_reader import open_text, read_records, separator_line
from .problems import UnusableFile
from .source import Limits

DELIMITERS = (",", ";", "\t", "|")
_RECORDS = 60
_SPLITTING = 0.5  # the share of rows that must have more than one cell


def find_delimiter(path: Path, *, encoding: str, limits: Limits) -> str:
    """The delimiter, or "" for a file of one column. A first line `sep=;` decides."""
    with open_text(path, encoding) as stream:
        named = separator_line(stream.readline(16))
    if named:
        return named
    scores = {
        delimiter: _score(_counts(path, encoding, delimiter, limits), delimiter, path, encoding)
        for delimiter in DELIMITERS
    }
    best = max(scores, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ""


def check_delimiter(delimiter: str) -> None:
    """Raises `UnusableFile` for what cannot divide cells; "" (one column) may."""
    if delimiter and (len(delimiter) > 1 or delimiter.isalnum() or delimiter in '"\r\n\0 '):
        raise UnusableFile(
            f"'{delimiter}' cannot divide the cells of a list.",
            mend="Choose a comma, a semicolon, a tab or a vertical bar.",
            code="unknown_delimiter",
        )


def _counts(path: Path, encoding: str, delimiter: str, limits: Limits) -> list[int]:
    records = read_records(path, encoding=encoding, delimiter=delimiter, limits=limits)
    filled = (record for record in records if not record.is_blank)
    return [len(record.cells) for record in islice(filled, _RECORDS)]


def _score(counts: list[int], delimiter: str, path: Path, encoding: str) -> float:
    """How well the file splits: rows as wide as usual, a header that is, rows that split at all. 0: it does not."""
    if not counts:  # nothing but delimiters: with the right one, all the rows are blank
        return 0.01
    usual, times = max(Counter(counts).items(), key=lambda item: (item[1], item[0]))
    splitting = sum(count > 1 for count in counts) / len(counts)
    header = counts[0]
    if header == 1 and (splitting < _SPLITTING or (delimiter == "," and _is_prose(path, encoding))):
        return 0.0
    if splitting < _SPLITTING:  # a header that splits, above rows that lack their other cells
        return 0.1 * splitting
    regular = times / len(counts) if usual > 1 else 0.0
    return regular + 0.5 * (header == usual) + 0.3 * splitting + 0.1 * (header > 1) + min(usual, 20) * 0.01


def _is_prose(path: Path, encoding: str) -> bool:
    """Every comma is followed by a space, as in a single column of "Okonkwo, Amina"."""
    with open_text(path, encoding) as stream:
        head = stream.read(20_000)
    commas = head.count(",")
    return commas == head.count(", ")
