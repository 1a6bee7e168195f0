"""A job before its start: in the database from the first step on, so that closing the tab loses nothing."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from accounts import audit
from accounts.models import Team, User
from certificates.ingest import UnusableFile
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.services import intake, loading, readings
from templates_app.document import fields_of
from templates_app.document.fields import RECIPIENT_EMAIL, Field
from templates_app.models import TemplateVersion

PASTED, TYPED = "Pasted rows.csv", "Typed rows.csv"
MOST_CHARACTERS = 1_000_000  # of pasted text: some 10,000 rows; more goes as a file
MOST_TYPED_ROWS = 100


@transaction.atomic
def begin(*, team: Team, by: User | None, version: TemplateVersion) -> BulkGenerationJob:
    """A draft with a design and nothing else yet."""
    job = BulkGenerationJob.objects.create(
        team=team, creator=by, template_version=version, name=version.template.name
    )
    audit.record(team=team, by=by, action="job.create", target=job)
    return job


def upload(*, job: BulkGenerationJob, by: User | None, file: "File[bytes]", filename: str) -> bool:
    """Take a file as the list; a draft without a name of its own is called after its design and the file. True when
    its rows stand, False while a worker reads them.

    Raises UnusableFile, and then the draft keeps what it had; Conflict once it was started.
    """
    design = job.template_version.template.name
    if job.name in (design, _called(design, job.input_name)):
        job.name = _called(design, filename)
    return intake.attach(job=job, by=by, file=file, filename=filename, entry={"by": "file"})


def _called(design: str, filename: str) -> str:
    stem = Path(filename).stem
    return (f"{design}: {stem}" if stem else design)[: intake.NAME_LENGTH]


def paste(*, job: BulkGenerationJob, by: User | None, text: str) -> bool:
    """Take copied cells (tabs between them) or the text of a CSV file as the list. Returns and raises as `upload`
    does; the text is kept whatever becomes of it."""
    if not text.strip():
        raise UnusableFile(
            "There is nothing here yet.", mend="Paste a line of headings and one line for each row."
        )
    keep_entry(job=job, entry={"by": "paste", "text": text})
    # With a mark, so that nobody has to guess how the letters are stored.
    return intake.attach(job=job, by=by, file=ContentFile(text.encode("utf-8-sig")), filename=PASTED)


def type_in(*, job: BulkGenerationJob, by: User | None, rows: Sequence[Sequence[str]]) -> bool:
    """Take rows that were typed under `columns_of(job)` as the list; empty ones are left out. Returns and raises as
    `paste` does."""
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    if not filled:
        raise UnusableFile("No row is filled in yet.", mend="Type at least one recipient.")
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(titles_of(job))
    writer.writerows(filled)
    keep_entry(job=job, entry={"by": "type", "rows": [list(row) for row in filled]})
    return intake.attach(job=job, by=by, file=ContentFile(out.getvalue().encode("utf-8-sig")), filename=TYPED)


def columns_of(job: BulkGenerationJob) -> list[Field]:
    """What is asked for when rows are typed, and in the blank list: the design's fields, and the e-mail address."""
    fields = fields_of(job.template_version.document)
    has_email = any(field.key == RECIPIENT_EMAIL.key for field in fields)
    return fields if has_email else [*fields, RECIPIENT_EMAIL]


def titles_of(job: BulkGenerationJob) -> list[str]:
    """The headings of `columns_of`: labels, or the key where two fields have the same label."""
    fields = columns_of(job)
    labels = [field.label.casefold() for field in fields]
    return [field.label if labels.count(field.label.casefold()) == 1 else field.key for field in fields]


@transaction.atomic
def keep_entry(*, job: BulkGenerationJob, entry: dict[str, Any]) -> None:
    """Keep what was pasted or typed so far, unchecked. Raises Conflict once the job was started."""
    loading.lock_draft(job)
    job.refresh_from_db(fields=["source"])
    job.source["entry"] = entry
    job.save(update_fields=["source", "updated_at"])


@transaction.atomic
def choose_options(*, job: BulkGenerationJob, by: User | None, options: JobOptions, name: str) -> None:
    """Keep the choices of the run. Raises the faults of options, and Conflict once the job was started."""
    loading.lock_draft(job)
    options.check()
    before = {**JobOptions.from_json(job.options).to_json(), "name": job.name}
    job.options, job.name = options.to_json(), name[: intake.NAME_LENGTH]
    job.save(update_fields=["options", "name", "updated_at"])
    after = {**job.options, "name": job.name}
    if before != after:
        audit.record(
            team=job.team,
            by=by,
            action="job.options",
            target=job,
            before=before,
            after=after,
            personal=["reply_to"],
        )


def discard(*, job: BulkGenerationJob, by: User | None) -> None:
    """Delete a draft with its list, and with one that is only being read. Raises Conflict once it was started."""
    with transaction.atomic():
        loading.lock_draft(job)
        stored = {str(job.input_file), readings.new_list_of(job)} - {""}
        audit.record(team=job.team, by=by, action="job.discard", target=job, name=job.name)
        job.delete()
    for key in stored:
        default_storage.delete(key)
