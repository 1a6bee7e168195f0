"""Issued PDFs → one ZIP with its manifests and, when there are any, the rows that could not be issued."""

import json
import secrets
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
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
        _write_zip(job, name=f"jobs/{job.pk}/certificates.zip")
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


def repack(*, job_id: UUID) -> None:
    """Write the ZIP of a job that has ended anew, after some of its certificates were erased; none, when all were. Safe to
    run twice. Each try has a file of its own, so that one that began before an erasure never takes the place of a later one.
    """
    job = BulkGenerationJob.objects.select_related("team", "template_version__template").get(pk=job_id)
    if not to_repack().filter(pk=job_id).exists():
        _sweep(job)
        return
    before = _erased(job)
    _write_zip(job, name=f"jobs/{job.pk}/certificates-{secrets.token_hex(4)}.zip")
    _sweep(job)
    with transaction.atomic():
        BulkGenerationJob.objects.select_for_update().get(pk=job_id)
        is_good = _erased(job) == before and to_repack().filter(pk=job_id).exists()
        if is_good:
            BulkGenerationJob.objects.filter(pk=job_id).update(output_file=job.output_file.name)
    if not is_good:
        default_storage.delete(str(job.output_file))


def to_repack() -> QuerySet[BulkGenerationJob]:
    """Jobs that have ended, have lost their ZIP, and still have certificates with files."""
    ended = (BulkGenerationJob.Status.COMPLETED, BulkGenerationJob.Status.CANCELLED)
    whole = Certificate.objects.filter(job=OuterRef("pk"), erased_at=None)
    found = BulkGenerationJob.objects.filter(
        status__in=ended, output_file="", package_deleted_at=None, team__erased_at=None
    )
    return found.filter(Exists(whole))


def _erased(job: BulkGenerationJob) -> int:
    return job.certificates.exclude(erased_at=None).count()


def _certificates(job: BulkGenerationJob) -> QuerySet[Certificate]:
    whole = job.certificates.filter(erased_at=None)
    return whole.select_related("hash", "row").order_by("row__line")


def _write_zip(job: BulkGenerationJob, *, name: str) -> None:
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
