"""A disk that is really full: a file system of half a megabyte for the files of the job."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from pytest_django.fixtures import Settings

from certificates.models import BulkGenerationJob, Certificate
from certificates.services import issuing, jobs, packaging
from tests.certificates.conftest import FakeRenderer

SIZE_KIB = 512
ROWS = "Name,Course\n" + "".join(f"Person {n},Chess\n" for n in range(200))


@pytest.fixture
def small_disk(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE_KIB}k", "tmpfs", str(folder)],
        capture_output=True,
        text=True,
    )
    if mounted.returncode:
        pytest.skip(f"needs the right to mount a file system (root): {mounted.stderr.strip()}")
    settings.MEDIA_ROOT = str(folder)
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def work(job: BulkGenerationJob) -> None:
    while issuing.issue_chunk(job_id=job.pk):
        pass
    jobs.finish_if_done(job_id=job.pk, queue=False)
    packaging.package(job_id=job.pk)
    job.refresh_from_db()


def test_a_full_disk_stops_the_job_keeps_what_is_issued_and_goes_on_once_there_is_room(
    small_disk: Path, started: Callable[..., BulkGenerationJob], renderer: FakeRenderer
) -> None:
    job = started(ROWS)
    ballast = small_disk / "ballast"
    ballast.write_bytes(os.urandom((SIZE_KIB - 330) * 1024))

    work(job)
    assert (job.status, job.failure[:35]) == (job.Status.FAILED, "The disk for certificates is full. ")
    issued = set(Certificate.objects.values_list("pk", flat=True))
    assert 0 < len(issued) < 200
    for certificate in Certificate.objects.all():
        assert default_storage.size(str(certificate.file)) == certificate.hash.file_size

    ballast.unlink()
    subprocess.run(["mount", "-o", "remount,size=16m", str(small_disk)], check=True)
    jobs.retry(job=job, by=None, queue=False)
    work(job)
    assert (job.status, Certificate.objects.count()) == (job.Status.COMPLETED, 200)
    assert issued < set(Certificate.objects.values_list("pk", flat=True))
