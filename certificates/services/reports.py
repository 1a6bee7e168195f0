"""The user's own rows back, with what is wrong in each and what to do."""

import tempfile
from typing import IO, Any

from certificates import selectors
from certificates.ingest.problems import Problem, Severity
from certificates.ingest.report import ReportKind, ReportRow, write_report
from certificates.models import BulkGenerationJob
from iconikcerts.common.errors import NotFound


def write(*, job: BulkGenerationJob, out: IO[bytes], kind: ReportKind) -> None:
    """Write all refused and failed rows of the job as `kind` (csv, xlsx), one in memory at a time for CSV."""
    rows = (
        ReportRow(row.line, row.cells, [problem_of(entry) for entry in row.problems])
        for row in selectors.rows_with_problems(job).iterator()
    )
    delimiter = job.source.get("delimiter", ",")
    write_report(out, job.source.get("header", []), rows, kind=kind, delimiter=delimiter)


def problem_of(entry: dict[str, Any]) -> Problem:
    """A problem as a row keeps it in JSON."""
    return Problem(**{**entry, "severity": Severity(entry["severity"])})


def kind_of(job: BulkGenerationJob) -> ReportKind:
    """The report comes as what the user sent: csv, or xlsx for any workbook."""
    return "csv" if job.source.get("kind") == "csv" else "xlsx"


def error_report(*, job: BulkGenerationJob) -> tuple[IO[bytes], ReportKind]:
    """An open file at its beginning, and its kind. Made anew from the rows, so that it is never stale.

    Raises NotFound when no row needs mending.
    """
    if not selectors.rows_with_problems(job).exists():
        raise NotFound("No row of this job needs mending.", mend="There is nothing to download.")
    kind = kind_of(job)
    out = tempfile.TemporaryFile()  # noqa: SIM115 - the response that sends it closes it
    write(job=job, out=out, kind=kind)
    out.seek(0)
    return out, kind
