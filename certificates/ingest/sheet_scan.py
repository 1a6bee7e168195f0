"""Handlers of a streaming XML parser that measure a sheet without building it, and note what the fast reader drops."""

import re
from dataclasses import dataclass, field

from .problems import UnusableFile
from .source import Limits

Attributes = dict[str, str]

_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


@dataclass(slots=True)
class SheetFacts:
    """Places are (row, column), both from 1. `errors`: cells such as `#N/A`; `uncalculated`: formulas that the
    program which wrote the file never calculated. The fast reader gives both as empty cells.
    """

    rows: int = 0
    columns: int = 0
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    uncalculated: set[tuple[int, int]] = field(default_factory=set)


def local(name: str) -> str:
    """The name of an element or attribute without its prefix."""
    return name.rpartition(":")[2]


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def refuse_size(rows: int, columns: int, limits: Limits) -> None:
    """Raises `UnusableFile` if the used rectangle of a sheet is over a limit."""
    if columns > limits.columns:
        raise UnusableFile(
            f"The sheet reaches to column {columns:,}; the limit is {limits.columns:,} columns.",
            mend="Delete the columns that are not needed, or copy the list into a new sheet.",
            code="too_many_columns",
        )
    if rows * columns > limits.sheet_cells:
        raise UnusableFile(
            f"The sheet covers {rows:,} rows by {columns:,} columns; the limit is {limits.sheet_cells:,} cells.",
            mend="Delete what stands far from the list, or copy the list into a new sheet.",
            code="too_many_cells",
        )


class XlsxScan:
    """`sheetData` of a worksheet part (ECMA-376 Part 1, 18.3.1). References may be left out; then cells count on.

    `string_lengths`: lengths of the shared strings, given only if one is long: a cell that names a string costs a
    few bytes, and the reader copies the string for each.
    """

    def __init__(self, limits: Limits, string_lengths: list[int]) -> None:
        self.facts = SheetFacts()
        self._limits = limits
        self._lengths = string_lengths
        self._weight = 0
        self._row = self._column = 0
        self._type = ""
        self._has_formula = self._in_value = False
        self._text: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            self.finish()
            self._start_cell(attributes)
        elif name == "v":
            self._in_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self.finish()
            self._row = int(attributes.get("r") or self._row + 1)
            self._column = 0

    def _start_cell(self, attributes: Attributes) -> None:
        found = _REFERENCE.fullmatch(attributes.get("r", ""))
        if found:
            self._column, self._row = column_number(found[1]), int(found[2])
        else:
            self._column += 1
        self._type = attributes.get("t", "n")
        facts = self.facts
        if self._column > facts.columns or self._row > facts.rows:
            facts.columns, facts.rows = max(facts.columns, self._column), max(facts.rows, self._row)
            refuse_size(facts.rows, facts.columns, self._limits)

    def text(self, text: str) -> None:
        if self._in_value and (
            self._has_formula or self._type == "e" or (self._lengths and self._type == "s")
        ):
            self._text.append(text)

    def finish(self) -> None:
        """Judge the cell that ended. Called for the last one by whoever parses."""
        if self._type == "e":
            self.facts.errors[self._row, self._column] = "".join(self._text) or "#ERROR"
        elif self._has_formula and not self._text and self._type != "str":
            self.facts.uncalculated.add((self._row, self._column))
        elif self._lengths and self._type == "s" and self._text:
            self._weigh(int("".join(self._text)))
        self._type = ""
        self._has_formula = self._in_value = False
        self._text.clear()

    def _weigh(self, index: int) -> None:
        self._weight += self._lengths[index]
        if self._weight > self._limits.unpacked_bytes:
            raise UnusableFile(
                "The sheet repeats very long texts and unpacks to too much.",
                mend="Copy the list alone into a new workbook and upload that.",
                code="unpacks_too_large",
            )


class SharedStringsScan:
    """Lengths of the shared strings (ECMA-376 Part 1, 18.4.9), in characters."""

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def start(self, name: str, _: Attributes) -> None:
        if local(name) == "si":
            self.lengths.append(0)

    def text(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += len(text)


class OdsScan:
    """Tables of an OpenDocument file. Rows and cells are repeated by count, so that a few bytes stand for billions.

    Repeated empty cells at the end of a row or of the sheet are how programs fill up a page, and count for nothing.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._rows = self._pending_rows = self._column = self._columns = 0
        self._repeat = 1

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "table":
            self._rows = self._pending_rows = self._columns = 0
        elif name == "table-row":
            self._pending_rows += self._repeat_of(attributes, "table:number-rows-repeated")
            self._column = 0
        elif name in ("table-cell", "covered-table-cell"):
            self._column += self._repeat_of(attributes, "table:number-columns-repeated")
            if "office:value-type" in attributes:
                self._rows, self._columns = self._pending_rows, max(self._columns, self._column)
                refuse_size(self._rows, self._columns, self._limits)

    @staticmethod
    def _repeat_of(attributes: Attributes, key: str) -> int:
        return max(1, int(attributes.get(key, "1")))
