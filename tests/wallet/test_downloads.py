"""The issued file and its picture: who gets them, and of which certificates."""

import io

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from PIL import Image

from certificates import integrity
from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
UNKNOWN = "0" * 26


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    return make_certificate(make_row(number="2026-000042"))


def revoke(certificate: Certificate) -> None:
    revocation.revoke(certificate=certificate, by=None, reason="Issued by mistake")


def tamper() -> None:
    Certificate.objects.update(title="Brain Surgery")


def test_the_file_is_the_one_that_was_issued(client: Client, certificate: Certificate) -> None:
    response = client.get(f"/v/{certificate.code}/file")

    content = b"".join(response.streaming_content)  # type: ignore[arg-type]
    assert integrity.file_sha256(content) == certificate.hash.file_sha256
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="2026-000042.pdf"',
    )


def test_a_revoked_file_is_not_given_out_nor_offered(client: Client, certificate: Certificate) -> None:
    offered_before = "/file" in client.get(f"/v/{certificate.code}").content.decode()
    revoke(certificate)

    page = client.get(f"/v/{certificate.code}").content.decode()

    assert client.get(f"/v/{certificate.code}/file").status_code == 404
    assert (offered_before, "/file" in page) == (True, False)


@pytest.mark.parametrize("part", ["file", "picture"])
def test_an_altered_or_unknown_certificate_has_neither_file_nor_picture(
    client: Client, certificate: Certificate, part: str
) -> None:
    tamper()

    assert client.get(f"/v/{certificate.code}/{part}").status_code == 404
    assert client.get(f"/v/{UNKNOWN}/{part}").status_code == 404
    assert client.get(f"/v/nonsense/{part}").status_code == 404


def test_the_picture_is_made_once_from_the_issued_file(client: Client, certificate: Certificate) -> None:
    first = b"".join(client.get(f"/v/{certificate.code}/picture").streaming_content)  # type: ignore[arg-type]
    default_storage.delete(str(certificate.file))
    second = b"".join(client.get(f"/v/{certificate.code}/picture").streaming_content)  # type: ignore[arg-type]

    image = Image.open(io.BytesIO(first))
    assert (image.format, image.width) == ("JPEG", 1400)
    assert image.height == pytest.approx(1400 * 210 / 297, abs=2)
    assert first == second
    assert len(default_storage.listdir(f"pictures/{certificate.team_id}/{certificate.job_id}")[1]) == 1


def test_the_picture_of_a_revoked_certificate_stays_checkable(
    client: Client, certificate: Certificate
) -> None:
    revoke(certificate)

    assert client.get(f"/v/{certificate.code}/picture")["Content-Type"] == "image/jpeg"
