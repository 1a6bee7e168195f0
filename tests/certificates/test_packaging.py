"""The ZIP of a job: readable, safe, complete."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from certificates.models import BulkGenerationJob, Certificate
from certificates.services import issuing, jobs, packaging
from tests.certificates.conftest import FakeRenderer

Started = Callable[..., BulkGenerationJob]


def packed(job: BulkGenerationJob) -> zipfile.ZipFile:
    while issuing.issue_chunk(job_id=job.pk):
        pass
    jobs.finish_if_done(job_id=job.pk, queue=False)
    packaging.package(job_id=job.pk)
    job.refresh_from_db()
    return zipfile.ZipFile(io.BytesIO(default_storage.open(str(job.output_file)).read()))


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"))))


def test_the_zip_holds_each_pdf_and_the_manifests(started: Started, renderer: FakeRenderer) -> None:
    archive = packed(started("Name,Course\nAna,Chess\n山田 太郎,Chess\n", issued_on="2026-01-02"))
    assert archive.namelist() == [
        "2026-000001 Ana.pdf",
        "2026-000002 山田 太郎.pdf",
        "manifest.csv",
        "manifest.json",
    ]
    assert archive.testzip() is None


def test_the_manifests_name_number_code_hash_and_verify_address_of_each_file(
    started: Started, renderer: FakeRenderer
) -> None:
    job = started("Name,Course\nAna,Chess\nBen,Go\n", issued_on="2026-01-02")
    archive = packed(job)
    expected = [
        {
            "file": f"{certificate.number} {certificate.recipient_name}.pdf",
            "number": certificate.number,
            "code": certificate.code,
            "recipient": certificate.recipient_name,
            "sha256": hashlib.sha256(
                archive.read(f"{certificate.number} {certificate.recipient_name}.pdf")
            ).hexdigest(),
            "verify": f"http://127.0.0.1:8000/v/{certificate.code}",
        }
        for certificate in Certificate.objects.order_by("row__line")
    ]
    assert table(archive, "manifest.csv") == expected
    manifest = json.loads(archive.read("manifest.json"))
    assert manifest["certificates"] == expected
    assert (manifest["job"], manifest["issuer"], manifest["design"]) == (
        str(job.pk),
        "Riverside Academy",
        "Plain",
    )


def test_rows_that_were_not_issued_come_back_with_the_users_own_columns(
    started: Started, renderer: FakeRenderer
) -> None:
    renderer.bad = {"Ben"}
    archive = packed(started("Name,Course,Remark\nAna,Chess,a\n,Chess,b\nBen,Go,c\n"))
    rows = table(archive, "errors.csv")
    assert [(row["Name"], row["Course"], row["Remark"], row["Line"]) for row in rows] == [
        ("", "Chess", "b", "3"),
        ("Ben", "Go", "c", "4"),
    ]
    assert "“Ben” cannot be drawn." in rows[1]["Problem"]
    assert all(row["What to do"] for row in rows)


def test_formulas_are_defused_in_every_file_that_we_write(started: Started, renderer: FakeRenderer) -> None:
    renderer.bad = {"@SUM(A1)"}
    archive = packed(started("Name,Course,Remark\n=1+1,Chess,x\n@SUM(A1),Chess,-2+3\n"))
    assert table(archive, "manifest.csv")[0]["recipient"] == "'=1+1"
    assert (table(archive, "errors.csv")[0]["Name"], table(archive, "errors.csv")[0]["Remark"]) == (
        "'@SUM(A1)",
        "'-2+3",
    )
    assert Certificate.objects.get().recipient_name == "=1+1"


def test_a_name_cannot_leave_the_archive_and_equal_names_are_told_apart(
    started: Started, renderer: FakeRenderer
) -> None:
    text = "Name,Course\n../../evil,Chess\nAna,Chess\nAna,Go\n"
    names = packed(started(text, file_name_pattern="{recipient.name}")).namelist()
    assert names[:3] == ["evil.pdf", "Ana.pdf", "Ana (2).pdf"]


def test_packing_twice_gives_the_same_and_ends_the_job_once(started: Started, renderer: FakeRenderer) -> None:
    job = started()
    first = packed(job).namelist()
    ended = job.completed_at
    BulkGenerationJob.objects.update(status=BulkGenerationJob.Status.PACKAGING)
    packaging.package(job_id=job.pk)
    packaging.package(job_id=job.pk)
    job.refresh_from_db()
    assert zipfile.ZipFile(default_storage.open(str(job.output_file))).namelist() == first
    assert job.completed_at != ended
    assert job.status == job.Status.COMPLETED


def test_files_of_workers_that_died_before_they_could_settle_are_swept(
    started: Started, renderer: FakeRenderer
) -> None:
    job = started()
    orphan = default_storage.save(f"certificates/{job.team_id}/{job.pk}/orphan.pdf", ContentFile(b"x"))
    packed(job)
    assert not default_storage.exists(orphan)
    assert Certificate.objects.count() == len(
        default_storage.listdir(f"certificates/{job.team_id}/{job.pk}")[1]
    )


def test_a_full_disk_stops_the_job_and_packing_goes_on_after_a_retry(
    started: Started, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = started()
    with monkeypatch.context() as patch:
        patch.setattr(packaging.zipfile.ZipFile, "open", _full)
        while issuing.issue_chunk(job_id=job.pk):
            pass
        jobs.finish_if_done(job_id=job.pk, queue=False)
        packaging.package(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == job.Status.FAILED
    assert job.failure.startswith("The disk is full, so the ZIP could not be packed.")
    jobs.retry(job=job, by=None, queue=False)
    assert len(packed(job).namelist()) == 12


def _full(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")
