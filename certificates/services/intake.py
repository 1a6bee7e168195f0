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
from certificates.ingest.checks import check_file
from certificates.ingest.mapping import ColumnMapping, Source, guess, parse_map
from certificates.ingest.readers import Peek, peek
from certificates.ingest.source import Limits, ReadOptions
from certificates.models import BulkGenerationJob, JobRow
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
    job = BulkGenerationJob(
        id=uuid.uuid4(), team=team, creator=by, template_version=version, input_name=Path(filename).name[:255]
    )
    job.name = (name.strip() or Path(filename).stem or "Certificates")[:NAME_LENGTH]
    stored = default_storage.save(f"jobs/{job.pk}/input{Path(filename).suffix[:10].lower()}", file)
    job.input_file.name = stored
    try:
        with local_path(stored) as path:
            found = peek(path, filename=job.input_name, sheet=sheet, limits=limits())
        with transaction.atomic():
            _keep(job, found, guess(found.header, fields_of(job), sample_rows=found.sample))
            audit.record(team=team, by=by, action="job.create", target=job, rows=found.rows)
    except BaseException:
        default_storage.delete(stored)
        raise
    return job


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
    source = job.source
    other_way = (
        (encoding and encoding != source["encoding"])
        or (delimiter is not None and delimiter != source["delimiter"])
        or (sheet and sheet != source["sheet"])
    )
    if other_way:
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
        if {key: source.columns for key, source in chosen.sources.items()} == {
            key: source.columns for key, source in mapping.sources.items()
        }:
            return
        mapping = chosen
    load(job=job, mapping=mapping)


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
    job.source = found.to_json() | {"options": found.options.to_json()}
    job.mapping = mapping.to_json()
    job.save()
    load(job=job, mapping=mapping)


@transaction.atomic
def load(*, job: BulkGenerationJob, mapping: ColumnMapping, language: str = "") -> int:
    """Read and check the whole file into rows, in place of those that were there. Returns their number.

    Where a required field has no column no row is kept: every one of them would carry the same fault.
    Raises Conflict once the job was started.
    """
    locked = BulkGenerationJob.objects.select_for_update().get(pk=job.pk)
    if locked.status != BulkGenerationJob.Status.DRAFT:
        raise Conflict("This job was started already.", mend="Upload the file again for a new job.")
    job.mapping = mapping.to_json()
    job.save(update_fields=["mapping", "updated_at"])
    job.rows.all().delete()
    if mapping.missing(fields_of(job)):
        return 0
    count = 0
    with local_path(str(job.input_file)) as path:
        rows = _checked(job, path, mapping, language)
        while batch := list(islice(rows, BATCH)):
            JobRow.objects.bulk_create(batch)
            count += len(batch)
    return count


def _checked(job: BulkGenerationJob, path: Path, mapping: ColumnMapping, language: str) -> Iterator[JobRow]:
    """Unsaved rows, one at a time: memory stays flat however long the file is."""
    options = ReadOptions.from_json(job.source["options"])
    language = language or _language(job)
    for row in check_file(path, options, mapping, fields_of(job), language=language, limits=limits()):
        yield JobRow(
            job=job,
            line=row.line,
            cells=list(row.source.cells),
            values=dict(row.values),
            problems=[problem.to_json() for problem in row.problems],
            state=State.READY if row.is_good else State.INVALID,
        )


def _language(job: BulkGenerationJob) -> str:
    document: dict[str, Any] = job.template_version.document
    return str(document["language"])
