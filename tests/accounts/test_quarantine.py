"""Uploads are scanned by a real ClamAV daemon, which knows the file that scanners are tested with."""

import zlib
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.core import checks
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, QuarantinedUpload
from accounts.services import retention_runs
from certificates.models import BulkGenerationJob
from templates_app.models import Asset
from tests.factories import make_job, make_team
from tests.servers import ClamdServer, free_port

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
# In two parts, so that no scanner takes this file for it. https://www.eicar.org/download-anti-malware-testfile/
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
# ClamAV marks signatures that are not its makers'.
FOUND = "Eicar-Test-Signature.UNOFFICIAL"


def upload(content: bytes, name: str = "people.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture() -> bytes:
    content = BytesIO()
    Image.new("RGB", (8, 8), "red").save(content, "PNG")
    return content.getvalue()


@pytest.fixture
def job(client: Client) -> BulkGenerationJob:
    job = make_job(team=make_team(), input_name="")
    client.force_login(job.creator)
    return job


@pytest.mark.usefixtures("scanner")
def test_a_file_that_the_scanner_knows_is_set_aside_and_refused(
    client: Client, job: BulkGenerationJob, media_root: Path
) -> None:
    address = f"/jobs/{job.pk}/recipients?by=file"
    answer = client.post(address, {"recipients": upload(EICAR, "people.csv")})

    job.refresh_from_db()
    [kept] = QuarantinedUpload.objects.all()
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"“people.csv” contains {FOUND}" in page
    assert "upload a clean copy" in page
    assert job.input_file == ""
    assert (kept.team, kept.user, kept.name) == (job.team, job.creator, "people.csv")
    assert (kept.found, kept.size, kept.path) == (FOUND, 68, f"/jobs/{job.pk}/recipients")
    assert zlib.decompress(kept.file.read()) == EICAR
    assert [file.read_bytes() == EICAR for file in media_root.rglob("*") if file.is_file()] == [False]
    assert AuditEvent.objects.filter(team=job.team, action="upload.quarantine").count() == 1


@pytest.mark.usefixtures("scanner")
def test_one_bad_file_among_good_ones_is_found(client: Client, job: BulkGenerationJob) -> None:
    answer = client.post(
        "/designs/assets/new", {"file": [upload(picture(), "a.png"), upload(EICAR, "b.png")]}
    )

    assert (answer.status_code, Asset.objects.count()) == (422, 0)
    assert QuarantinedUpload.objects.get().name == "b.png"


@pytest.mark.usefixtures("scanner")
def test_a_clean_file_comes_through_whole(client: Client, job: BulkGenerationJob) -> None:
    answer = client.post("/designs/assets/new", {"file": upload(picture(), "red.png")})

    assert answer.status_code == 201
    assert (Asset.objects.get().name, QuarantinedUpload.objects.count()) == ("red", 0)


@pytest.mark.usefixtures("scanner")
def test_a_visitors_file_is_scanned_too(client: Client) -> None:
    answer = client.post("/verify/file", {"file": upload(EICAR, "certificate.pdf")})

    kept = QuarantinedUpload.objects.get()
    assert (answer.status_code, kept.team, kept.user) == (422, None, None)


def test_what_cannot_be_scanned_is_not_taken(
    client: Client, job: BulkGenerationJob, settings: Settings
) -> None:
    settings.CLAMD_URL = f"tcp://127.0.0.1:{free_port()}"
    answer = client.post("/designs/assets/new", {"file": upload(picture(), "red.png")})

    assert (answer.status_code, Asset.objects.count()) == (422, 0)
    assert "could not be checked for viruses" in answer.content.decode()


def test_a_file_larger_than_the_scanner_takes_is_not_taken(
    client: Client, job: BulkGenerationJob, scanner: ClamdServer
) -> None:
    answer = client.post("/designs/assets/new", {"file": upload(picture() + bytes(2_000_000), "large.png")})

    assert (answer.status_code, Asset.objects.count()) == (422, 0)
    assert "could not be checked for viruses" in answer.content.decode()


def test_without_a_scanner_files_are_taken(client: Client, job: BulkGenerationJob) -> None:
    client.post("/designs/assets/new", {"file": upload(EICAR + picture(), "odd.png")})
    answer = client.post("/designs/assets/new", {"file": upload(picture(), "red.png")})

    assert (answer.status_code, Asset.objects.count(), QuarantinedUpload.objects.count()) == (201, 1, 0)


def test_whether_files_are_scanned_is_said_to_visitors_and_to_the_operator(
    client: Client, scanner: ClamdServer, settings: Settings
) -> None:
    said, found = client.get("/privacy").content.decode(), checks.run_checks(include_deployment_checks=True)
    settings.CLAMD_URL = ""
    unsaid, missing = (
        client.get("/privacy").content.decode(),
        checks.run_checks(include_deployment_checks=True),
    )

    assert ["looks at every file" in page for page in (said, unsaid)] == [True, False]
    assert ["files are not scanned" in page for page in (said, unsaid)] == [False, True]
    assert ["accounts.W001" in [each.id for each in run] for run in (found, missing)] == [False, True]


@pytest.mark.usefixtures("scanner")
def test_quarantine_is_emptied_after_a_while_and_keeps_what_was_found(
    client: Client, job: BulkGenerationJob, media_root: Path
) -> None:
    client.post("/verify/file", {"file": upload(EICAR, "certificate.pdf")})
    kept = []
    for days in (29, 31, 32):
        retention_runs.run_due(now=timezone.now() + timedelta(days=days))
        kept.append(QuarantinedUpload.objects.exclude(file="").count())

    assert kept == [1, 0, 0]
    assert QuarantinedUpload.objects.get().found == FOUND
    assert [file for file in media_root.rglob("*") if file.is_file()] == []
