"""A few rows of somebody's own list, to try a design with before it is published. Nothing of it is kept."""

import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files import File

from certificates.ingest import check_file, guess, peek
from certificates.services.loading import limits
from iconikcerts.common.errors import DomainError
from templates_app.document import importable_fields
from templates_app.document.formulas import Formulas
from templates_app.selectors import picture_finder

ROWS = 50
# What is read within a request, in a second or two.
MOST_BYTES = 2_000_000


class TooLong(DomainError):
    """More than is read while somebody waits."""

    code = "too_long"


@dataclass(frozen=True, slots=True)
class TriedRow:
    """`values` by field; `problems` are what the review of an issue would say."""

    line: int
    values: dict[str, str]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tryout:
    """The first ROWS of `total` rows, read with the columns as they are guessed; `missing` says what no column fills."""

    rows: tuple[TriedRow, ...]
    total: int
    missing: tuple[str, ...]


def read(*, team_id: UUID, document: dict[str, Any], file: "File[bytes]", filename: str) -> Tryout:
    """Read a list for a design of a team that need not be published. Raises TooLong, UnusableFile."""
    if file.size > MOST_BYTES:
        raise TooLong(
            f"This list is larger than {MOST_BYTES // 1_000_000} MB.",
            mend=f"Its first {ROWS} rows are enough to try a design: save them as a file of their own.",
        )
    with tempfile.NamedTemporaryFile(suffix=Path(filename).suffix[:12]) as copy:
        for chunk in file.chunks():
            copy.write(chunk)
        copy.flush()
        return _read(team_id, document, Path(copy.name), filename)


def _read(team_id: UUID, document: dict[str, Any], path: Path, filename: str) -> Tryout:
    fields = importable_fields(document)
    seen = peek(path, filename=filename, limits=limits())
    mapping = guess(seen.header, fields, sample_rows=seen.sample)
    checked = check_file(
        path,
        seen.options,
        mapping,
        fields,
        language=document["language"],
        limits=limits(),
        formulas=Formulas.of(document),
        is_picture=picture_finder(team_id=team_id),
    )
    rows = tuple(
        TriedRow(row.line, dict(row.values), tuple(str(problem) for problem in row.problems))
        for row in islice(checked, ROWS)
    )
    return Tryout(rows, seen.rows, tuple(str(problem) for problem in mapping.missing(fields)))
