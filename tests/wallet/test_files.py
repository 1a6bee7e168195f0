"""The PDF as somebody was given it: the issued one, a changed one, or none of ours."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from certificates import integrity
from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_pdf, make_row
from tests.wallet.test_views import text_of
from wallet.models import VerificationLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    return make_certificate(make_row(values={"note": "Failed twice before"}, number="2026-000042"))


def issued_file(certificate: Certificate) -> bytes:
    with default_storage.open(str(certificate.file), "rb") as file:
        return bytes(file.read())


def send(client: Client, content: bytes, status: int = 200) -> str:
    upload = SimpleUploadedFile("mine.pdf", content, content_type="application/pdf")
    response = client.post("/verify/file", {"file": upload}, headers={"User-Agent": "Test browser"})
    assert response.status_code == status
    return text_of(response.content)


def on_record() -> list[tuple[object, ...]]:
    return list(VerificationLog.objects.values_list("certificate", "method", "result", "user_agent"))


def test_the_issued_file_is_said_to_be_the_very_file(client: Client, certificate: Certificate) -> None:
    page = send(client, issued_file(certificate))

    assert "This certificate is valid" in page
    assert "The very file that was issued" in page
    assert on_record() == [(certificate.pk, "file", "valid", "Test browser")]


def test_the_issued_file_of_a_revoked_certificate_is_revoked(
    client: Client, certificate: Certificate
) -> None:
    revocation.revoke(certificate=certificate, by=None, reason="Issued by mistake")

    page = send(client, issued_file(certificate))

    assert "This certificate was revoked" in page
    assert "The very file that was issued" in page


def test_a_changed_file_is_named_as_such_beside_what_was_really_issued(
    client: Client, certificate: Certificate
) -> None:
    page = send(client, make_pdf(str(certificate.data["verify.url"]), text="Mallory"))

    assert "This file is not the one that was issued" in page
    assert "What was really issued Recipient Amina Okonkwo" in page
    assert [
        word
        for word in ("This certificate is valid", "Authentic", "Failed twice", "Download the PDF")
        if word in page
    ] == []
    assert on_record() == [(certificate.pk, "file", "altered", "Test browser")]


def test_a_file_that_names_a_changed_record_shows_nothing_of_it(
    client: Client, certificate: Certificate
) -> None:
    Certificate.objects.update(title="Brain Surgery")

    page = send(client, issued_file(certificate) + b"\n")

    assert "Do not rely on this certificate" in page
    assert [word for word in ("Brain Surgery", "Amina") if word in page] == []


def test_a_file_with_an_invented_code_is_unknown(client: Client) -> None:
    page = send(client, make_pdf(f"http://127.0.0.1:8000/v/{integrity.new_code()}"))

    assert "No certificate has the code in this file" in page
    assert on_record() == [(None, "file", "unknown", "Test browser")]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04 a ZIP", "This file is not a PDF, or it is damaged. Choose the PDF as you received it."),
        (make_pdf(), "This PDF does not name a certificate that was issued here."),
        (b"", "This file is empty. Choose the PDF as you received it."),
    ],
    ids=["zip", "other PDF", "empty"],
)
def test_what_is_none_of_ours_is_said_beside_the_form(client: Client, content: bytes, says: str) -> None:
    assert says in send(client, content, status=422)


def test_a_file_above_the_limit_is_refused_before_it_is_read(client: Client, settings: Settings) -> None:
    settings.VERIFY_FILE_MAX_MB = 1

    page = send(client, b"%PDF-" + b"0" * 1_100_000, status=413)

    assert "the limit is 1 MB. Type the code that is printed on the certificate instead." in page
    assert on_record() == []


def test_a_file_a_little_above_the_limit_is_refused_by_its_own_size(
    client: Client, settings: Settings
) -> None:
    settings.VERIFY_FILE_MAX_MB = 1

    assert "the limit is 1 MB." in send(client, b"0" * 1_000_001, status=422)


def test_nothing_of_it_is_kept(client: Client, certificate: Certificate) -> None:
    before = default_storage.listdir("")

    send(client, make_pdf(str(certificate.data["verify.url"])))

    assert default_storage.listdir("") == before


def test_the_address_of_the_answer_leads_back_to_the_form(client: Client) -> None:
    assert client.get("/verify/file")["Location"] == "/verify"


def test_the_answer_is_neither_kept_nor_listed(client: Client, certificate: Certificate) -> None:
    upload = SimpleUploadedFile("mine.pdf", issued_file(certificate))

    response = client.post("/verify/file", {"file": upload})

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex"


def test_a_form_of_another_site_can_do_no_harm_so_no_cookie_is_needed(certificate: Certificate) -> None:
    strict = Client(enforce_csrf_checks=True)

    strict.get("/verify")

    assert dict(strict.cookies) == {}
    assert "This certificate is valid" in send(strict, issued_file(certificate))


@pytest.mark.parametrize("others", [0, 2])
def test_an_issued_file_asks_the_database_twice(
    client: Client, certificate: Certificate, django_assert_num_queries: DjangoAssertNumQueries, others: int
) -> None:
    for _ in range(others):
        make_certificate()
    with django_assert_num_queries(2):  # the certificate by its file; the row of the log
        send(client, issued_file(certificate))


@pytest.mark.parametrize("others", [0, 2])
def test_a_changed_file_asks_it_three_times(
    client: Client, certificate: Certificate, django_assert_num_queries: DjangoAssertNumQueries, others: int
) -> None:
    for _ in range(others):
        make_certificate()
    with django_assert_num_queries(3):  # by its file; by the code that it names; the row of the log
        send(client, issued_file(certificate) + b"\n")
