"""Whether a certificate is genuine and still holds: by its code, and by its file."""

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.utils import timezone

from certificates import integrity
from certificates.models import Certificate, CertificateHash
from certificates.services import revocation
from tests.factories import make_certificate, make_pdf
from wallet.models import VerificationLog
from wallet.services import verification
from wallet.services.verification import Attempt, Method, NotACertificate, Result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
BY_ADDRESS = Attempt(Method.URL)
BY_FILE = Attempt(Method.FILE)


def file_of(certificate: Certificate) -> bytes:
    with default_storage.open(str(certificate.file), "rb") as file:
        return bytes(file.read())


def change_behind_our_back(table: str, column: str, value: str) -> None:
    """What somebody with access to the database, but not to the code, could do."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])  # noqa: S608 - names from the tests below


def test_an_issued_certificate_is_valid() -> None:
    certificate = make_certificate()

    verdict = verification.check(code=certificate.code, attempt=BY_ADDRESS)

    assert (verdict.result, verdict.certificate) == (Result.VALID, certificate)
    assert (verdict.is_authentic, verdict.is_revoked, verdict.is_expired, verdict.has_file) == (
        True,
        False,
        False,
        True,
    )


@pytest.mark.parametrize(
    "typed",
    [
        "{code}",
        "{lower}",
        "{grouped}",
        "  {grouped}  ",
        "{spaced}",
        "{misread}",
        "http://127.0.0.1:8000/v/{code}",
        "http://127.0.0.1:8000/v/{code}/",
        "https://other.example/verify/{grouped}?utm_source=mail#top",
    ],
)
def test_a_code_is_found_in_any_form_that_a_person_may_type(typed: str) -> None:
    certificate = make_certificate()
    code = certificate.code
    forms = {
        "code": code,
        "lower": code.lower(),
        "grouped": integrity.grouped(code),
        "spaced": " ".join(code[i : i + 4] for i in range(0, len(code), 4)),
        "misread": code.replace("0", "O").replace("1", "l"),
    }

    verdict = verification.check(code=typed.format(**forms), attempt=BY_ADDRESS)

    assert verdict.certificate == certificate


@pytest.mark.parametrize("code", ["", "nonsense", "0" * 26, "٠" * 26, "x" * 10_000, "' OR 1=1 --"])
def test_any_other_code_is_unknown(code: str) -> None:
    make_certificate()

    verdict = verification.check(code=code, attempt=BY_ADDRESS)

    assert (verdict.result, verdict.certificate) == (Result.UNKNOWN, None)
    assert (verdict.is_authentic, verdict.has_file) == (False, False)


def test_a_revoked_certificate_is_authentic_but_does_not_hold() -> None:
    certificate = make_certificate()
    revocation.revoke(certificate=certificate, by=None, reason="Issued by mistake")

    verdict = verification.check(code=certificate.code, attempt=BY_ADDRESS)

    assert verdict.result == Result.REVOKED
    assert (verdict.is_authentic, verdict.is_revoked, verdict.has_file) == (True, True, False)


def test_a_certificate_holds_through_its_last_day() -> None:
    today = timezone.localdate()
    last_day = make_certificate(expires_on=today.isoformat())
    day_after = make_certificate(expires_on=(today - timedelta(days=1)).isoformat())

    assert verification.check(code=last_day.code, attempt=BY_ADDRESS).result == Result.VALID
    expired = verification.check(code=day_after.code, attempt=BY_ADDRESS)
    assert (expired.result, expired.is_expired, expired.is_authentic) == (Result.EXPIRED, True, True)


def test_revoked_weighs_more_than_expired() -> None:
    certificate = make_certificate(expires_on="2026-11-03")
    revocation.revoke(certificate=certificate, by=None, reason="")

    verdict = verification.check(code=certificate.code, attempt=BY_ADDRESS)

    assert (verdict.result, verdict.is_expired) == (Result.REVOKED, True)


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("certificates_certificate", "recipient_name", "Mallory"),
        ("certificates_certificate", "title", "Brain Surgery"),
        ("certificates_certificate", "issuer_name", "Harvard"),
        ("certificates_certificate", "number", "2020-000001"),
        ("certificates_certificate", "issued_on", "2020-01-01"),
        ("certificates_certificate", "expires_on", "2099-01-01"),
        ("certificates_certificate", "data", '{"recipient.name": "Mallory"}'),
        ("certificates_certificatehash", "file_sha256", "0" * 64),
        ("certificates_certificatehash", "salt", "0" * 32),
        ("certificates_certificatehash", "hash_value", "0" * 64),
    ],
)
def test_a_record_that_was_changed_in_the_database_is_altered(table: str, column: str, value: str) -> None:
    certificate = make_certificate()
    change_behind_our_back(table, column, value)

    verdict = verification.check(code=certificate.code, attempt=BY_ADDRESS)

    assert verdict.result == Result.ALTERED
    assert (verdict.is_authentic, verdict.has_file) == (False, False)
    assert verification.sealed(code=certificate.code) is None


def test_a_seal_of_another_certificate_does_not_hold() -> None:
    certificate, other = make_certificate(), make_certificate()
    kept = CertificateHash.objects.filter(certificate=other).values("salt", "hash_value", "file_sha256").get()

    CertificateHash.objects.filter(certificate=certificate).update(**kept)

    assert verification.check(code=certificate.code, attempt=BY_ADDRESS).result == Result.ALTERED


def test_the_issued_file_is_valid() -> None:
    certificate = make_certificate()
    make_certificate()

    verdict = verification.check_file(content=file_of(certificate), attempt=BY_FILE)

    assert (verdict.result, verdict.certificate) == (Result.VALID, certificate)


def test_the_file_of_a_revoked_certificate_is_revoked() -> None:
    certificate = make_certificate()
    revocation.revoke(certificate=certificate, by=None, reason="")

    assert verification.check_file(content=file_of(certificate), attempt=BY_FILE).result == Result.REVOKED


def test_a_file_that_names_a_certificate_but_differs_from_it_is_altered() -> None:
    certificate = make_certificate()
    forged = make_pdf(str(certificate.data["verify.url"]), text="Mallory")

    verdict = verification.check_file(content=forged, attempt=BY_FILE)

    assert (verdict.result, verdict.certificate) == (Result.ALTERED, certificate)


def test_one_changed_byte_is_enough() -> None:
    certificate = make_certificate()

    assert (
        verification.check_file(content=file_of(certificate) + b"\n", attempt=BY_FILE).result
        == Result.ALTERED
    )


def test_a_file_with_a_code_that_was_never_issued_is_unknown() -> None:
    forged = make_pdf(f"http://127.0.0.1:8000/v/{integrity.new_code()}")

    assert verification.check_file(content=forged, attempt=BY_FILE).result == Result.UNKNOWN


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "This file is not a PDF, or it is damaged. Choose the PDF as you received it."),
        (b"PK\x03\x04 a ZIP", "This file is not a PDF"),
        (b"%PDF-1.7\n...", "This file is not a PDF"),
        (make_pdf(), "This PDF does not name a certificate that was issued here."),
        (make_pdf("https://evil.example/v/" + "0" * 26), "does not name a certificate that was issued here"),
        (make_pdf("http://127.0.0.1:8000/v/no-code"), "does not name a certificate that was issued here"),
    ],
    ids=["empty", "zip", "broken", "without link", "link to another site", "link without code"],
)
def test_other_files_are_refused_with_the_reason(content: bytes, says: str) -> None:
    with pytest.raises(NotACertificate) as refusal:
        verification.check_file(content=content, attempt=BY_FILE)

    assert says in str(refusal.value)
    assert list(VerificationLog.objects.values_list("certificate", "method", "result")) == [
        (None, Method.FILE, Result.UNKNOWN)
    ]


def test_links_elsewhere_on_this_site_do_not_hide_the_code() -> None:
    certificate = make_certificate()
    link = str(certificate.data["verify.url"])

    forged = make_pdf("http://127.0.0.1:8000/v/how-to-verify", "https://example.org/", link)

    assert verification.code_in_pdf(forged) == certificate.code


@pytest.mark.parametrize(
    "annotations",
    [7, pikepdf.Dictionary(A=1), pikepdf.Array([7, pikepdf.Dictionary(A=7)]),
     pikepdf.Array([pikepdf.Dictionary(A=pikepdf.Dictionary(URI=7))])],
    ids=["number", "dictionary", "array of other things", "address that is a number"],
)  # fmt: skip
def test_a_pdf_with_senseless_annotations_is_refused_and_not_a_crash(annotations: object) -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf())) as pdf:
        pdf.pages[0].obj["/Annots"] = annotations
        pdf.save(out)

    with pytest.raises(NotACertificate, match="does not name a certificate"):
        verification.code_in_pdf(out.getvalue())


def test_each_attempt_leaves_one_row() -> None:
    certificate = make_certificate()
    attempt = Attempt(Method.API, address="203.0.113.77", user_agent="curl/8" + "x" * 400)

    verification.check(code=certificate.code, attempt=attempt)
    verification.check(code="nonsense", attempt=Attempt(Method.URL, address="2001:db8:1234:5678::1"))
    verification.check_file(content=file_of(certificate), attempt=BY_FILE)

    rows = VerificationLog.objects.order_by("created_at")
    assert list(rows.values_list("certificate", "method", "result", "network")) == [
        (certificate.pk, Method.API, Result.VALID, "203.0.113.0/24"),
        (None, Method.URL, Result.UNKNOWN, "2001:db8:1234::/48"),
        (certificate.pk, Method.FILE, Result.VALID, ""),
    ]
    assert rows[0].user_agent == "curl/8" + "x" * 294


def test_no_row_holds_a_whole_address() -> None:
    verification.check(code="nonsense", attempt=Attempt(Method.URL, address="203.0.113.77"))

    [row] = VerificationLog.objects.values()
    assert "203.0.113.77" not in str(row)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.77", "203.0.113.0/24"),
        ("2001:db8:1234:5678::1", "2001:db8:1234::/48"),
        ("::ffff:203.0.113.77", "203.0.113.0/24"),
        ("", ""),
        ("unix:", ""),
    ],
)
def test_addresses_are_shortened_to_their_network(address: str, network: str) -> None:
    assert verification.shortened(address) == network


def test_expiry_follows_the_calendar_of_the_site_and_needs_no_clockwork() -> None:
    certificate = make_certificate(expires_on="2026-11-03")

    assert certificate.status_on(date(2026, 11, 3)) == Certificate.Status.VALID
    assert certificate.status_on(date(2026, 11, 4)) == Certificate.Status.EXPIRED
    assert Certificate.objects.get().status == Certificate.Status.VALID
