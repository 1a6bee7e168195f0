from collections.abc import Callable
from pathlib import Path

import pytest

from certificates.ingest import Peek, SourceRow, peek, read_rows
from templates_app.document.fields import Field, importable_fields

DOCUMENT = {
    "fields": [
        {"key": "recipient.name", "label": "Recipient name", "type": "text", "sample": "Amina Okonkwo"},
        {
            "key": "course.title",
            "label": "Course",
            "type": "text",
            "required": True,
            "sample": "Data Analysis",
        },
        {"key": "course.hours", "label": "Hours", "type": "number", "sample": "40"},
        {"key": "course.date", "label": "Date of course", "type": "date", "sample": "2026-03-31"},
    ]
}


@pytest.fixture
def fields() -> list[Field]:
    return importable_fields(DOCUMENT)


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """Write a file as a program would have: bytes as they are, text in an encoding."""

    def write(content: bytes | str, name: str = "list.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
        return path

    return write


@pytest.fixture
def read() -> Callable[..., tuple[Peek, list[SourceRow]]]:
    """Look at a file, then read all of it."""

    def look_and_read(path: Path, **overrides: object) -> tuple[Peek, list[SourceRow]]:
        seen = peek(path, **overrides)
        return seen, list(read_rows(path, seen))

    return look_and_read
