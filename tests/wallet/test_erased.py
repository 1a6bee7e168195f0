"""The public pages and answers of a certificate whose personal data was erased."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from certificates import integrity
from certificates.models import Certificate
from certificates.services import recipient_erasure
from tests.factories import make_certificate, make_pdf

Reason = Certificate.Erasure


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object, db: None) -> None:
    """Each test has a storage of its own."""


def erase(certificate: Certificate, reason: Certificate.Erasure = Reason.WISH) -> None:
    mine = Certificate.objects.filter(pk=certificate.pk)
    recipient_erasure.erase(team=certificate.team, certificates=mine, by=None, reason=reason)


@pytest.fixture
def certificate() -> Certificate:
    made = make_certificate(content=make_pdf("https://example.org/issued"), expires_on="2030-06-30")
    erase(made)
    return made


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (Reason.WISH, "At the wish of its holder."),
        (Reason.ISSUER, "By its issuer."),
        (Reason.RETENTION, "Its issuer keeps personal data for a certain time only."),
    ],
)
def test_the_page_says_that_it_counts_and_that_the_data_is_gone(
    client: Client, reason: Certificate.Erasure, said: str
) -> None:
    certificate = make_certificate()
    erase(certificate, reason)
    today = timezone.localdate()

    response = client.get(f"/v/{certificate.code}")

    page = response.content.decode()
    assert response.status_code == 200
    assert "This certificate is valid" in page
    assert f"Personal data removed on {today.day} {today:%B %Y}" in page
    assert said in page
    assert certificate.number in page
    for gone in ("Amina", "Applied Data", "/picture", "/file", "linkedin", "og:title"):
        assert gone not in page, gone
    assert response["X-Robots-Tag"] == "noindex"


def test_neither_picture_nor_file_is_given_out(client: Client, certificate: Certificate) -> None:
    paths = [f"/v/{certificate.code}/picture", f"/v/{certificate.code}/file"]

    assert [client.get(path).status_code for path in paths] == [404, 404]


def test_the_issued_file_is_recognised_and_a_changed_one_is_not(
    client: Client, certificate: Certificate
) -> None:
    issued = make_pdf("https://example.org/issued")
    changed = make_pdf(f"http://127.0.0.1:8000/v/{certificate.code}")

    same, other = (
        client.post("/verify/file", {"file": SimpleUploadedFile("c.pdf", content)}).content.decode()
        for content in (issued, changed)
    )

    assert "The very file that was issued" in same
    assert "No copy of it is kept here" in same
    assert "This file is not the one that was issued" in other


def test_the_json_is_what_the_page_says(client: Client, certificate: Certificate) -> None:
    answer = client.get(f"/verify/{certificate.code}").json()

    certificate.refresh_from_db()
    assert certificate.erased_at is not None
    assert {name: answer[name] for name in ("status", "recipient", "course", "number", "expires_on")} == {
        "status": "valid",
        "recipient": "",
        "course": "",
        "number": certificate.number,
        "expires_on": "2030-06-30",
    }
    assert answer["personal_data_erased_at"] == certificate.erased_at.isoformat()
    assert answer["personal_data_erased_for"] == "wish"
    assert answer["code"] == integrity.grouped(certificate.code)


def test_it_can_still_be_reported_without_a_name(client: Client, certificate: Certificate) -> None:
    page = client.get(f"/v/{certificate.code}/report").content.decode()

    assert f"<bdi>{certificate.number}</bdi>, issued by" in page
