"""Lists, ZIPs and corrections of certificates that are erased."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import AuditEvent, Team
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.services import (
    healing,
    packaging,
    recipient_erasure,
)
from templates_app.models import Asset
from templates_app.services import assets
from tests.certificates.erasing import ZAINAB, erased, furnished
from tests.factories import make_certificate, make_document, make_job, make_row, make_team, make_version
from tests.templates_app.pictures_data import picture


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object, db: None) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def team() -> Team:
    return make_team("Lumen Academy")


def test_the_zip_is_packed_anew_from_the_others(
    team: Team, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    certificate = furnished(team)
    with django_capture_on_commit_callbacks(execute=True):
        erased(certificate)
    certificate.job.refresh_from_db()
    assert certificate.job.output_file.name == ""

    packaging.repack(job_id=certificate.job_id)

    certificate.job.refresh_from_db()
    packed = zipfile.ZipFile(io.BytesIO(certificate.job.output_file.read()))
    listed = json.loads(packed.read("manifest.json"))["certificates"]
    assert [entry["recipient"] for entry in listed] == ["Amina Okonkwo"]
    assert packed.testzip() is None


def test_a_zip_that_was_not_packed_anew_is_found_by_the_healer(team: Team) -> None:
    certificate = furnished(team)
    erased(certificate)
    BulkGenerationJob.objects.update(updated_at=timezone.now() - timedelta(days=1))

    assert healing.heal() == 1


def test_when_all_of_a_job_is_erased_there_is_no_zip(team: Team) -> None:
    certificate = make_certificate(make_row(make_job(team=team, status="completed"), values=ZAINAB))
    erased(certificate)

    packaging.repack(job_id=certificate.job_id)

    certificate.job.refresh_from_db()
    assert certificate.job.output_file.name == ""


@pytest.mark.parametrize("status", ["processing", "packaging"])
def test_a_job_that_is_under_way_stands_in_the_way(team: Team, status: str) -> None:
    certificate = make_certificate(make_row(make_job(team=team, status=status), values=ZAINAB))

    assert not recipient_erasure.erasable(Certificate.objects.all()).exists()
    with pytest.raises(recipient_erasure.StillIssuing):
        erased(certificate)
    assert Certificate.objects.filter(erased_at=None).count() == 1


def test_a_correction_that_is_under_way_stands_in_the_way(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    make_row(make_job(team=team, input_name=""), corrects=certificate, state=JobRow.State.READY)

    assert not recipient_erasure.erasable(Certificate.objects.all()).exists()
    with pytest.raises(recipient_erasure.StillIssuing):
        erased(certificate)


def test_a_correction_that_failed_goes_with_it(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    job = make_job(team=team, input_name="", name="Zainab Quaye-Olsen", status="completed",
                   source={"sample": [{"cells": ["Zainab"]}]})  # fmt: skip
    row = make_row(job, values=ZAINAB, corrects=certificate, state=JobRow.State.FAILED)

    erased(certificate)

    job.refresh_from_db()
    row.refresh_from_db()
    assert (job.name, job.source) == (job.template_version.template.name, {"sample": []})
    assert (row.values, row.state) == ({}, "cancelled")


def test_a_photo_goes_when_no_other_row_names_it(
    team: Team, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    photo = {"key": "recipient.photo", "label": "Photo", "type": "image"}
    document = make_document()
    job = make_job(
        make_version({**document, "fields": [*document.get("fields", []), photo]}, team=team),
        status="completed",
    )
    for name in ("Zainab", "Both"):
        content = picture(color=(len(name), 0, 0))
        assets.upload(team=team, file=ContentFile(content, name=f"{name}.png"), by=None)
    make_certificate(make_row(job, values={"recipient.photo": "Both.png"}))
    hers, both = (
        make_certificate(make_row(job, values=ZAINAB | {"recipient.photo": said}))
        for said in ("Zainab.png", "Both")
    )

    with django_capture_on_commit_callbacks(execute=True):
        erased(hers)
        erased(both)

    assert [asset.name for asset in Asset.objects.filter(team=team)] == ["Both"]
    gone = AuditEvent.objects.get(team=team, action="asset.delete")
    assert (gone.target_label, gone.data) == ("", {})
