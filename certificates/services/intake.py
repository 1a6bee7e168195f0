"""A draft and its list: the upload, the columns, the design. What is read stays as it came; nothing is issued here."""

import uuid
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import Team, User
from certificates.ingest.mapping import ColumnMapping, Source, guess, parse_map
from certificates.ingest.source import SourceRow
from certificates.models import BulkGenerationJob
from certificates.services import loading, readings
from certificates.services.loading import fields_of
from certificates.services.readings import Wish
from templates_app.document.fields import Field
from templates_app.models import TemplateVersion

NAME_LENGTH = 200


@transaction.atomic
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
    """Keep the upload under a new job, look into it, guess its columns and check its rows, all in this process.

    Raises UnusableFile, and then keeps nothing.
    """
    job = BulkGenerationJob(id=uuid.uuid4(), team=team, creator=by, template_version=version)
    job.name = (name.strip() or Path(filename).stem or "Certificates")[:NAME_LENGTH]
    job.save()
    _take_in(job, file, filename, by=by, action="job.create", sheet=sheet or "", here=True)
    return job


def attach(
    *,
    job: BulkGenerationJob,
    by: User | None,
    file: "File[bytes]",
    filename: str,
    entry: dict[str, Any] | None = None,
) -> bool:
    """Give a draft its list, in place of the one that it had. True when its rows stand, False while a worker reads.
    `entry`: how it was given, None for what the draft has kept of that.

    Raises UnusableFile, and then the draft keeps what it had (of a long list its reading says so later); Conflict
    once it was started.
    """
    return _take_in(job, file, filename, by=by, action="job.list", entry=entry)


def _take_in(
    job: BulkGenerationJob,
    file: "File[bytes]",
    filename: str,
    *,
    by: User | None,
    action: str,
    sheet: str = "",
    entry: dict[str, Any] | None = None,
    here: bool = False,
) -> bool:
    """The file first, under a name of its own: a rollback leaves the earlier list as it was."""
    stored = default_storage.save(
        f"jobs/{job.pk}/{uuid.uuid4().hex[:12]}{Path(filename).suffix[:10].lower()}", file
    )
    wish = Wish(
        file=stored,
        input_name=Path(filename).name[:255],
        name=job.name,
        action=action,
        entry=entry or {},
        sheet=sheet,
    )
    try:
        return readings.ask(job=job, wish=wish, by=by, here=here)
    except BaseException:
        default_storage.delete(stored)
        raise


def reread(
    *,
    job: BulkGenerationJob,
    by: User | None = None,
    encoding: str = "",
    delimiter: str | None = None,
    sheet: str = "",
    columns: Mapping[str, str] | None = None,
) -> bool:
    """Read the file another way, or map its columns otherwise, and check all rows again. True when they stand, False
    while a worker reads.

    `columns`: field key → "2", "0+1" or "" as the review form sends them; None keeps the mapping. A file that is
    read another way has other columns, so its mapping is guessed anew. Raises UnusableFile, InvalidMapping.
    """
    if is_other_way(job, encoding=encoding, delimiter=delimiter, sheet=sheet):
        wish = Wish(encoding=encoding, delimiter=delimiter, sheet=sheet)
        return readings.ask(job=job, wish=wish, by=by)
    mapping = ColumnMapping.from_json(job.mapping)
    if columns is not None:
        chosen = _chosen(columns, mapping, fields_of(job))
        if _same(chosen, mapping) and job.rows.exists():
            return True
        mapping = chosen
    return readings.ask(job=job, wish=Wish(then="review", mapping=mapping.to_json()), by=by)


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

    Raises Conflict once the job was started, and while its list is being read.
    """
    loading.lock_rows(job)
    before = ColumnMapping.from_json(job.mapping)
    chosen = _chosen(columns, before, fields_of(job))
    if _same(chosen, before):
        return
    job.mapping = chosen.to_json()
    job.save(update_fields=["mapping", "updated_at"])
    loading.drop_rows(job)


@transaction.atomic
def change_design(*, job: BulkGenerationJob, version: TemplateVersion, by: User | None = None) -> bool:
    """Give a draft another design. Its list stays, its columns are matched to the new fields and its rows checked.
    True when they stand, False while a worker reads.

    Raises Conflict once the job was started, and while its list is being read.
    """
    loading.lock_rows(job)
    if version.pk == job.template_version_id:
        return True
    before = job.template_version.template.name
    if job.name == before or job.name.startswith(f"{before}: "):
        job.name = f"{version.template.name}{job.name[len(before) :]}"[:NAME_LENGTH]
    job.template_version = version
    job.save(update_fields=["template_version", "name", "updated_at"])
    if not job.source.get("header"):
        return True
    samples = [SourceRow(row["line"], tuple(row["cells"])) for row in job.source["sample"]]
    mapping = guess(job.source["header"], fields_of(job), sample_rows=samples)
    return readings.ask(job=job, wish=Wish(then="map", mapping=mapping.to_json()), by=by)


def _chosen(columns: Mapping[str, str], mapping: ColumnMapping, fields: Sequence[Field]) -> ColumnMapping:
    """The form's choices as a mapping; a column number beyond the header was not offered and counts as none."""
    known = {field.key for field in fields}
    sources: dict[str, Source] = {}
    for key, value in columns.items():
        indexes = tuple(dict.fromkeys(int(part) for part in value.split("+") if part.isdecimal()))
        if key in known and indexes and all(index < len(mapping.header) for index in indexes):
            same = mapping.sources.get(key)
            sources[key] = same if same and same.columns == indexes else Source(indexes, "chosen", 1.0)
    return ColumnMapping(mapping.header, sources)


def mapping_from_pairs(*, job: BulkGenerationJob, pairs: Sequence[str]) -> ColumnMapping:
    """The guessed mapping with "field=column" pairs laid over it. Raises InvalidMapping."""
    guessed = ColumnMapping.from_json(job.mapping)
    return guessed.overridden_by(parse_map(pairs, guessed.header, fields_of(job)))


@transaction.atomic
def load(*, job: BulkGenerationJob, mapping: ColumnMapping, language: str = "") -> int:
    """Check all rows by `mapping`, in this process and at once or not at all. Returns their number. Raises Conflict."""
    return loading.load(job=job, mapping=mapping, language=language)
