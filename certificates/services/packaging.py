"""Issued PDFs → one ZIP with its manifests and, when there are any, the rows that could not be issued."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils import timezone

from certificates import filenames, selectors
from certificates.models import BulkGenerationJob, Certificate
from certificates.options import JobOptions
from certificates.services import archive, jobs, reports
from iconikcerts.common import disk
from iconikcerts.common.files import replacing


def package(*, job_id: UUID) -> None:
    """Write the ZIP of a job whose rows are all done, then end the job. Safe to run twice.

    One certificate is in memory at a time. A full disk stops the job with its mend.
    """
    job = BulkGenerationJob.objects.select_related("team", "template_version__template").get(pk=job_id)
    if job.status != job.Status.PACKAGING:
        return
    try:
        _write_zip(job)
    except OSError as error:
        if not disk.is_full(error):
            raise
        jobs.stop(
            job=job,
            reason="The disk is full, so the ZIP could not be packed. Free some space, then press “Go on”.",
        )
        return
    _sweep(job)
    jobs.complete(job=job)


def _certificates(job: BulkGenerationJob) -> QuerySet[Certificate]:
    return job.certificates.select_related("hash", "row").order_by("row__line")


def _write_zip(job: BulkGenerationJob) -> None:
    name = f"jobs/{job.pk}/certificates.zip"
    with replacing(name) as path, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, allowZip64=True) as packed:
        entries = list(_add_files(job, packed))
        _add_manifests(job, packed, entries)
        if selectors.rows_with_problems(job).exists():
            with archive.open_entry(packed, "errors.csv") as out:
                reports.write(job=job, out=out, kind="csv")
    job.output_file.name = name


def _add_files(job: BulkGenerationJob, packed: zipfile.ZipFile) -> Iterator[dict[str, str]]:
    """Copy each PDF in; yields its line of the manifest."""
    pattern = JobOptions.from_json(job.options).file_name_pattern
    names = filenames.UniqueNames()
    for certificate in _certificates(job).iterator(chunk_size=500):
        entry = names.take(filenames.file_stem(pattern, certificate.data), ".pdf")
        with (
            default_storage.open(str(certificate.file), "rb") as source,
            archive.open_entry(packed, entry) as target,
        ):
            shutil.copyfileobj(source, target, archive.BLOCK)
        yield archive.manifest_line(certificate, entry)


def _add_manifests(job: BulkGenerationJob, packed: zipfile.ZipFile, entries: list[dict[str, str]]) -> None:
    archive.write_manifest(archive.open_entry(packed, "manifest.csv"), entries)
    manifest = {
        "job": str(job.pk),
        "name": job.name,
        "issuer": job.team.name,
        "design": job.template_version.template.name,
        "packed_at": timezone.now().isoformat(),
        "certificates": entries,
    }
    with archive.open_entry(packed, "manifest.json") as out:
        out.write(json.dumps(manifest, ensure_ascii=False, indent=1).encode())


def _sweep(job: BulkGenerationJob) -> None:
    """Delete files of this job that no certificate names: those of workers that died before they could settle."""
    folder = f"certificates/{job.team_id}/{job.pk}"
    try:
        _, stored = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    known = {Path(name).name for name in job.certificates.values_list("file", flat=True).iterator()}
    for orphan in set(stored) - known:
        default_storage.delete(f"{folder}/{orphan}")
