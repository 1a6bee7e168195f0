"""What can be wrong with a file of recipients, in words that its owner can act on."""

from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any, Self

from iconikcerts.common.errors import DomainError


class UnusableFile(DomainError):
    """The whole file cannot be used: wrong type, empty, damaged, or over a limit. No row was read from it."""

    code = "unusable_file"


class Severity(StrEnum):
    """`ERROR` holds the row back; `WARNING` lets it go on and is shown."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing noticed in a file.

    `line` is the physical line (CSV) or the row number of the sheet, 0 for the file as a whole; `column` counts
    from 1, 0 for the row as a whole; `column_name` is the header above it; `field` the key that the column was
    mapped to. `code` is stable; `message` says what happened, `mend` what to do.
    """

    code: str
    severity: Severity
    message: str
    line: int = 0
    column: int = 0
    column_name: str = ""
    field: str = ""
    mend: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR

    @property
    def where(self) -> str:
        """The place in words: "line 14, column 'Hours'"; empty for the file as a whole."""
        parts = [f"line {self.line}"] if self.line else []
        if self.column_name:
            parts.append(f"column '{self.column_name}'")
        elif self.column:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def at(self, *, line: int, column: int = 0, column_name: str = "", field: str = "") -> Self:
        """The same problem with its place, for checks that know a value but not where it stands."""
        return replace(self, line=line, column=column, column_name=column_name, field=field)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "severity": self.severity.value}

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} {self.mend}" if self.mend else text


def error(code: str, message: str, *, mend: str = "", line: int = 0) -> Problem:
    return Problem(code, Severity.ERROR, message, line=line, mend=mend)


def warning(code: str, message: str, *, mend: str = "", line: int = 0) -> Problem:
    return Problem(code, Severity.WARNING, message, line=line, mend=mend)
