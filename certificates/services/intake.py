"""From an uploaded file to checked rows. Nothing is issued here, and everything can be done again."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from accounts import audit
from accounts.models import Team, User
from certificates.ingest.checks import RowChecker, date_orders
from certificates.ingest.duplicates import Duplicates
from certificates.ingest.mapping import ColumnMapping, Source, guess, parse_map
from certificates.ingest.readers import Peek, peek, read_rows
from certificates.ingest.source import CheckedRow, Limits, ReadOptions, SourceRow
from certificates.models import BulkGenerationJob, JobRow
from certificates.services.edits import edits_of, left_out
from iconikcerts.common.errors import Conflict
from iconikcerts.common.files import local_path
from templates_app.document.fields import Field, importable_fields
from templates_app.models import TemplateVersion

State = JobRow.State
BATCH = 500
NAME_LENGTH = 200


def create(
    *,
    team: Team,
    by: User | None,
    version: TemplateVersion,
    file: "File[bytes]",
    filename: str,
    name: str = "",
    sheet: str | None = None,
) -> BulkGenerationJob:
    """Keep the upload under a new job, look into it, guess its columns and check its rows.

    Raises UnusableFile, and then keeps nothing.
    """
    job = BulkGenerationJob(id=uuid.uuid4(), team=team, creator=by, template_version=version)
    job.name = (name.strip() or Path(filename).stem or "Certificates")[:NAME_LENGTH]
    _take_in(job, file, filename, by=by, action="job.create", sheet=sheet)
    return job


def attach(*, job: BulkGenerationJob, by: User | None, file: "File[bytes]", filename: str) -> None:
    """Give a draft its list, in place of the one that it had.

    Raises UnusableFile, and then the draft keeps what it had; Conflict once it was started.
    """
    before = str(job.input_file)
    _take_in(job, file, filename, by=by, action="job.list")
    if before:
        default_storage.delete(before)


def _take_in(
    job: BulkGenerationJob,
    file: "File[bytes]",
    filename: str,
    *,
    by: User | None,
    action: str,
    sheet: str | None = None,
) -> None:
    """The file first, under a name of its own: a rollback leaves the earlier list as it was."""
    stored = default_storage.save(
        f"jobs/{job.pk}/{uuid.uuid4().hex[:12]}{Path(filename).suffix[:10].lower()}", file
    )
    job.input_file.name, job.input_name = stored, Path(filename).name[:255]
    try:
        with local_path(stored) as path:
            found = peek(path, filename=job.input_name, sheet=sheet, limits=limits())
        with transaction.atomic():
            _keep(job, found, guess(found.header, fields_of(job), sample_rows=found.sample))
            audit.record(team=job.team, by=by, action=action, target=job, rows=found.rows)
    except BaseException:
        default_storage.delete(stored)
        raise


def fields_of(job: BulkGenerationJob) -> list[Field]:
    """Every field that a column may fill: the design's own, then those that each row may set."""
    return importable_fields(job.template_version.document)


def limits() -> Limits:
    return Limits(file_bytes=settings.UPLOAD_MAX_MB * 1_000_000)


def reread(
    *,
    job: BulkGenerationJob,
    encoding: str = "",
    delimiter: str | None = None,
    sheet: str = "",
    columns: Mapping[str, str] | None = None,
) -> None:
    """Read the file another way, or map its columns otherwise, and check all rows again.

    `columns`: field key → "2", "0+1" or "" as the review form sends them; None keeps the mapping. A file that is
    read another way has other columns, so its mapping is guessed anew. Raises UnusableFile, InvalidMapping.
    """
    if is_other_way(job, encoding=encoding, delimiter=delimiter, sheet=sheet):
        with local_path(str(job.input_file)) as path:
            found = peek(
                path,
                filename=job.input_name,
                sheet=sheet or None,
                encoding=encoding,
                delimiter=delimiter,
                limits=limits(),
            )
        _keep(job, found, guess(found.header, fields_of(job), sample_rows=found.sample))
        return
    mapping = ColumnMapping.from_json(job.mapping)
    if columns is not None:
        chosen = _chosen(columns, mapping, fields_of(job))
        if _same(chosen, mapping) and job.rows.exists():
            return
        mapping = chosen
    load(job=job, mapping=mapping)


def is_other_way(job: BulkGenerationJob, *, encoding: str, delimiter: str | None, sheet: str) -> bool:
    """Whether these choices read the file otherwise than it was read; "" and None choose nothing."""
    source = job.source
    return bool(
        (encoding and encoding != source["encoding"])
        or (delimiter is not None and delimiter != source["delimiter"])
        or (sheet and sheet != source["sheet"])
    )


def _same(one: ColumnMapping, other: ColumnMapping) -> bool:
    columns = [{key: source.columns for key, source in each.sources.items()} for each in (one, other)]
    return columns[0] == columns[1]


@transaction.atomic
def choose_columns(*, job: BulkGenerationJob, columns: Mapping[str, str]) -> None:
    """Keep a choice of columns without checking the rows yet; rows checked under another one go.

    Raises Conflict once the job was started.
    """
    lock_draft(job)
    before = ColumnMapping.from_json(job.mapping)
    chosen = _chosen(columns, before, fields_of(job))
    if _same(chosen, before):
        return
    job.mapping = chosen.to_json()
    job.save(update_fields=["mapping", "updated_at"])
    _drop_rows(job)


@transaction.atomic
def change_design(*, job: BulkGenerationJob, version: TemplateVersion) -> None:
    """Give a draft another design. Its list stays, its columns are matched to the new fields and its rows checked.

    Raises Conflict once the job was started.
    """
    lock_draft(job)
    if version.pk == job.template_version_id:
        return
    if job.name == job.template_version.template.name:
        job.name = version.template.name
    job.template_version = version
    job.save(update_fields=["template_version", "name", "updated_at"])
    if job.source.get("header"):
        samples = [SourceRow(row["line"], tuple(row["cells"])) for row in job.source["sample"]]
        load(job=job, mapping=guess(job.source["header"], fields_of(job), sample_rows=samples))


def _drop_rows(job: BulkGenerationJob) -> None:
    """Straight in the database: a draft's rows have no certificates, and Django would load 20,000 of them to find out."""
    rows = job.rows.all()
    rows._raw_delete(rows.db)


def lock_draft(job: BulkGenerationJob) -> None:
    """Hold the job for this transaction. Raises Conflict when it is no draft any more."""
    locked = BulkGenerationJob.objects.select_for_update().get(pk=job.pk)
    if locked.status != BulkGenerationJob.Status.DRAFT:
        raise Conflict("This job was started already.", mend="Upload the file again for a new job.")


def _chosen(columns: Mapping[str, str], mapping: ColumnMapping, fields: Sequence[Field]) -> ColumnMapping:
    """The form's choices as a mapping; a column number beyond the header was not offered and counts as none."""
    known = {field.key for field in fields}
    sources: dict[str, Source] = {}
    for key, value in columns.items():
        indexes = tuple(int(part) for part in value.split("+") if part.isdecimal())
        if key in known and indexes and all(index < len(mapping.header) for index in indexes):
            same = mapping.sources.get(key)
            sources[key] = same if same and same.columns == indexes else Source(indexes, "chosen", 1.0)
    return ColumnMapping(mapping.header, sources)


def mapping_from_pairs(*, job: BulkGenerationJob, pairs: Sequence[str]) -> ColumnMapping:
    """The guessed mapping with "field=column" pairs laid over it. Raises InvalidMapping."""
    guessed = ColumnMapping.from_json(job.mapping)
    return guessed.overridden_by(parse_map(pairs, guessed.header, fields_of(job)))


def _keep(job: BulkGenerationJob, found: Peek, mapping: ColumnMapping) -> None:
    """Write what the look into the file found, then its rows."""
    entry = job.source.get("entry", {})
    job.source = found.to_json() | {"options": found.options.to_json(), "entry": entry}
    job.mapping = mapping.to_json()
    with transaction.atomic():
        if job._state.adding:
            job.save()
        else:
            lock_draft(job)
            job.save(update_fields=["source", "mapping", "input_file", "input_name", "name", "updated_at"])
        load(job=job, mapping=mapping)


@transaction.atomic
def load(*, job: BulkGenerationJob, mapping: ColumnMapping, language: str = "") -> int:
    """Read and check the whole file into rows, in place of those that were there. Returns their number.

    What was mended by hand is laid over the file. Where a required field has no column no row is kept: every one
    of them would carry the same fault. Raises Conflict once the job was started.
    """
    lock_draft(job)
    _drop_rows(job)
    count = 0
    if not mapping.missing(fields_of(job)):
        with local_path(str(job.input_file)) as path:
            rows = _checked(job, path, mapping, language)
            while batch := list(islice(rows, BATCH)):
                JobRow.objects.bulk_create(batch)
                count += len(batch)
    job.mapping = mapping.to_json()
    job.save(update_fields=["mapping", "source", "updated_at"])
    return count


def _checked(job: BulkGenerationJob, path: Path, mapping: ColumnMapping, language: str) -> Iterator[JobRow]:
    """Unsaved rows, one at a time: memory stays flat however long the file is."""
    options, fields = ReadOptions.from_json(job.source["options"]), fields_of(job)
    language = language or language_of(job)
    orders = date_orders(read_rows(path, options, limits=limits()), mapping, fields, language=language)
    job.source["date_orders"] = orders
    checker = RowChecker(mapping, fields, language=language, limits=limits(), date_orders=orders)
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


def language_of(job: BulkGenerationJob) -> str:
    """The language (BCP 47) that decides what doubtful dates and numbers of the list mean."""
    document: dict[str, Any] = job.template_version.document
    return str(document["language"])
