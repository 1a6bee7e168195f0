"""What is wrong with a design document, and where."""

import json
import re
from dataclasses import dataclass, field
from typing import TypeAlias

from iconikcerts.common.errors import DomainError

Path: TypeAlias = tuple[str | int, ...]
_SHOWN_IN_MESSAGE = 5
_LONGEST_VALUE = 40
_PLAIN_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$-]*\Z")


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault. `path` reads like `pages[0].elements[3].size`; it is empty for the document as a whole.

    `is_open`: what names fields is not right yet (a placeholder, a condition, a formula). A draft is kept with it; it
    stands in the way of publishing alone.
    """

    path: str
    message: str
    is_open: bool = field(default=False, compare=False)

    def __str__(self) -> str:
        return f"{self.path or 'document'}: {self.message}"


class InvalidDocument(DomainError):
    """A design document breaks the format. `faults` holds every fault, those of structure first."""

    code = "invalid_document"

    def __init__(self, faults: list[Fault], refused: str = "The design cannot be used") -> None:
        self.faults, self.refused = faults, refused
        shown = "; ".join(str(fault) for fault in faults[:_SHOWN_IN_MESSAGE])
        hidden = len(faults) - _SHOWN_IN_MESSAGE
        super().__init__(f"{refused}: {shown}{f'; and {hidden} more faults' if hidden > 0 else ''}")

    def __reduce__(self) -> tuple[type["InvalidDocument"], tuple[list[Fault], str]]:
        return type(self), (self.faults, self.refused)


def format_path(path: Path) -> str:
    """Write path parts as people read them: `("pages", 0, "width")` becomes `pages[0].width`."""
    written = ""
    for part in path:
        if isinstance(part, int):
            written += f"[{part}]"
        elif _PLAIN_NAME.match(part) and len(part) <= _LONGEST_VALUE:
            written += f".{part}" if written else part
        else:
            written += f"[{json.dumps(shorten(part))}]"
    return written


def shorten(text: str) -> str:
    """Cut a text to a length that fits a message, marking the cut."""
    return text if len(text) <= _LONGEST_VALUE else text[:_LONGEST_VALUE] + "…"


def describe(value: object) -> str:
    """Name a JSON value shortly enough for a message."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(shorten(value), ensure_ascii=True)
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return f"{value:g}" if isinstance(value, float) else str(value)
