"""Find the delimiter of a CSV file by reading its beginning with each candidate and looking for regular rows."""

from collections import Counter
from itertools import islice
from pathlib import Path

from .csv_reader import open_text, read_records, separator_line
from .source import Limits

DELIMITERS = (",", ";", "\t", "|")
_RECORDS = 60
_SHARE = 0.6  # of the rows must have the same number of cells


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


def _counts(path: Path, encoding: str, delimiter: str, limits: Limits) -> list[int]:
    records = read_records(path, encoding=encoding, delimiter=delimiter, limits=limits)
    filled = (record for record in records if not record.is_blank)
    return [len(record.cells) for record in islice(filled, _RECORDS)]


def _score(counts: list[int], delimiter: str, path: Path, encoding: str) -> float:
    """Share of regular rows, a little more for more columns; 0 when the file does not split."""
    if not counts:
        return 0.0
    usual, times = max(Counter(counts).items(), key=lambda item: (item[1], item[0]))
    if usual == 1:  # most rows do not split; a header that does is believed if a row follows it
        usual, times = max(counts), counts.count(max(counts))
        return 0.1 * times / len(counts) if counts[0] == usual > 1 else 0.0
    share = times / len(counts)
    if share < _SHARE and counts[0] != usual:
        return 0.0
    if counts[0] == 1 and delimiter == "," and _is_prose(path, encoding):
        return 0.0
    header = 0.5 if counts[0] == usual else 0.0
    return share + header + min(usual, 20) * 0.01


def _is_prose(path: Path, encoding: str) -> bool:
    """Every comma is followed by a space, as in a single column of "Okonkwo, Amina"."""
    with open_text(path, encoding) as stream:
        head = stream.read(20_000)
    commas = head.count(",")
    return commas == head.count(", ")
