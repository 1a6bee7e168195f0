"""From the file of a draft to its rows, with what the checks found in each."""

from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from certificates.ingest.duplicates import Duplicates
from certificates.ingest.mapping import ColumnMapping
from certificates.ingest.readers import read_rows
from certificates.ingest.row_checks import RowChecker, date_orders
from certificates.ingest.source import CheckedRow, Limits, ReadOptions
from certificates.models import BulkGenerationJob, JobRow, ListReading
from certificates.services.edits import edits_of, left_out
from iconikcerts.common.errors import Conflict
from iconikcerts.common.files import local_path
from templates_app.document.fields import Field, importable_fields
from templates_app.document.formulas import Formulas
from templates_app.selectors import picture_finder

State = JobRow.State
BATCH = 500


def fields_of(job: BulkGenerationJob) -> list[Field]:
    """Every field that a column may fill: the design's own, then those that each row may set."""
    return importable_fields(job.template_version.document)


def formulas_of(job: BulkGenerationJob) -> Formulas:
    """What the design computes from the values of a row."""
    return Formulas.of(job.template_version.document)


def limits() -> Limits:
    return Limits(file_bytes=settings.UPLOAD_MAX_MB * 1_000_000)


def language_of(job: BulkGenerationJob) -> str:
    """The language (BCP 47) that decides what doubtful dates and numbers of the list mean."""
    document: dict[str, Any] = job.template_version.document
    return str(document["language"])


def lock_draft(job: BulkGenerationJob) -> None:
    """Hold the job for this transaction. Raises Conflict when it is no draft any more."""
    locked = BulkGenerationJob.objects.select_for_update().get(pk=job.pk)
    if locked.status != BulkGenerationJob.Status.DRAFT:
        raise Conflict("This job was started already.", mend="Upload the file again for a new job.")


def lock_rows(job: BulkGenerationJob) -> None:
    """Hold a draft whose rows stand. Raises Conflict when it is none any more, or while its list is being read."""
    lock_draft(job)
    refuse_while_read(job)


def refuse_while_read(job: BulkGenerationJob) -> None:
    """Raises Conflict while a worker reads the list of the job, which the caller holds."""
    if ListReading.objects.filter(job=job, state__in=ListReading.UNDER_WAY).exists():
        raise Conflict("This list is being read at the moment.", mend="Wait until all of its rows are there.")


def load(
    *,
    job: BulkGenerationJob,
    mapping: ColumnMapping,
    language: str = "",
    hold: Callable[[BulkGenerationJob], None] = lock_draft,
) -> int:
    """Read and check the whole file into rows, in place of those that were there. Returns their number.

    Batch by batch, each a transaction that begins with `hold`, which raises to stop it: nobody waits for a long
    lock. What was mended by hand is laid over the file. Where a required field has no column no row is kept:
    every one of them would carry the same fault. Raises Conflict once the job was started.
    """
    with transaction.atomic():
        hold(job)
        drop_rows(job)
    count, orders = 0, {}
    if not mapping.missing(fields_of(job)):
        language = language or language_of(job)
        with local_path(str(job.input_file)) as path:
            orders = _date_orders(job, path, mapping, language)
            rows = _checked(job, path, mapping, language, orders)
            while batch := list(islice(rows, BATCH)):
                with transaction.atomic():
                    hold(job)
                    JobRow.objects.bulk_create(batch)
                count += len(batch)
    with transaction.atomic():
        hold(job)
        job.refresh_from_db(fields=["source"])
        job.source["date_orders"], job.mapping = orders, mapping.to_json()
        job.save(update_fields=["mapping", "source", "updated_at"])
    return count


def drop_rows(job: BulkGenerationJob) -> None:
    """Straight in the database: a draft's rows have no certificates, and Django would load 20,000 of them to find out."""
    rows = job.rows.all()
    rows._raw_delete(rows.db)


def _date_orders(job: BulkGenerationJob, path: Path, mapping: ColumnMapping, language: str) -> dict[str, Any]:
    rows = read_rows(path, ReadOptions.from_json(job.source["options"]), limits=limits())
    return {**date_orders(rows, mapping, fields_of(job), language=language)}


def _checked(
    job: BulkGenerationJob, path: Path, mapping: ColumnMapping, language: str, orders: dict[str, Any]
) -> Iterator[JobRow]:
    """Unsaved rows, one at a time: memory stays flat however long the file is."""
    options = ReadOptions.from_json(job.source["options"])
    checker = RowChecker(
        mapping,
        fields_of(job),
        language=language,
        limits=limits(),
        date_orders=orders,
        formulas=formulas_of(job),
        is_picture=picture_finder(team_id=job.team_id),
    )
    duplicates, edits = Duplicates(), edits_of(job)
    for source in read_rows(path, options, limits=limits()):
        edit = edits.get(source.line)
        row = checker.check(edit.applied(source, options) if edit else source)
        row = left_out(row) if edit and edit.is_left_out else duplicates.noted(row)
        yield row_of(job, row)


def row_of(job: BulkGenerationJob, row: CheckedRow) -> JobRow:
    """An unsaved row of the job with what the checks found."""
    return JobRow(
        job=job,
        line=row.line,
        cells=list(row.source.cells),
        values=dict(row.values),
        problems=[problem.to_json() for problem in row.problems],
        state=State.READY if row.is_good else State.INVALID,
    )
