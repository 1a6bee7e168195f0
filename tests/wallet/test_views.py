"""Public verification as visitors and programs see it."""

import json
import re
from html import unescape

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from certificates import integrity
from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_row
from wallet.models import VerificationLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
PRIVATE = {
    "recipient.email": "amina.private@example.org",
    "recipient.id": "Passport-X1234567",
    "note": "Failed twice before",
}
UNKNOWN = "0" * 26
CHECKS = {
    "authentic": False,
    "revoked": False,
    "expired": False,
    "superseded": False,
    "issuer_verified": False,
}


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    """A certificate whose row also holds what is nobody else's business."""
    return make_certificate(make_row(values=PRIVATE, number="2026-000042"), expires_on="2030-06-30")


def text_of(page: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def revoke(certificate: Certificate, reason: str = "Issued by mistake") -> None:
    revocation.revoke(certificate=certificate, by=None, reason=reason)
    certificate.refresh_from_db()


def tamper() -> None:
    Certificate.objects.update(title="Brain Surgery")


def test_the_page_says_who_received_what_from_whom(client: Client, certificate: Certificate) -> None:
    response = client.get(f"/v/{certificate.code}")

    text = text_of(response.content)
    assert response.status_code == 200
    assert "This certificate is valid" in text
    for fact in ["Amina Okonkwo", "Applied Data Analysis", "Lumen Academy", "2 November 2026", "2026-000042"]:
        assert fact in text
    assert "Valid until 30 June 2030" in text


def test_the_json_is_exactly_this(client: Client, certificate: Certificate) -> None:
    response = client.get(f"/verify/{certificate.code}")

    answer = response.json()
    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", answer.pop("checked_at"))
    assert answer == {
        "status": "valid",
        "checks": CHECKS | {"authentic": True},
        "code": integrity.grouped(certificate.code),
        "url": f"http://127.0.0.1:8000/v/{certificate.code}",
        "number": "2026-000042",
        "recipient": "Amina Okonkwo",
        "course": "Applied Data Analysis",
        "issuer": "Lumen Academy",
        "issued_on": "2026-11-02",
        "expires_on": "2030-06-30",
        "revoked_at": None,
        "revoked_reason": "",
        "superseded_by": None,
        "personal_data_erased_at": None,
        "personal_data_erased_for": "",
    }


def test_the_json_of_a_revoked_certificate_says_when_and_why(
    client: Client, certificate: Certificate
) -> None:
    revoke(certificate)
    assert certificate.revoked_at

    answer = client.get(f"/verify/{certificate.code}").json()

    assert (answer["status"], answer["checks"]) == (
        "revoked",
        CHECKS | {"authentic": True, "revoked": True},
    )
    assert (answer["revoked_at"], answer["revoked_reason"]) == (
        certificate.revoked_at.isoformat(),
        "Issued by mistake",
    )


def test_the_json_of_an_unknown_code_holds_nothing_else(client: Client) -> None:
    response = client.get(f"/verify/{UNKNOWN}")

    answer = response.json()
    assert response.status_code == 404
    assert (answer["status"], sorted(answer)) == ("unknown", ["checked_at", "checks", "status"])
    assert answer["checks"] == CHECKS


def test_programs_may_read_the_json_from_any_site(client: Client, certificate: Certificate) -> None:
    assert client.get(f"/verify/{certificate.code}")["Access-Control-Allow-Origin"] == "*"


def test_the_address_of_the_qr_code_answers_programs_with_json(
    client: Client, certificate: Certificate
) -> None:
    page = client.get(f"/v/{certificate.code}", headers={"Accept": "text/html,*/*;q=0.8"})
    data = client.get(f"/v/{certificate.code}", headers={"Accept": "application/json"})

    assert page["Content-Type"] == "text/html; charset=utf-8"
    assert (data["Content-Type"], data.json()["status"]) == ("application/json", "valid")


def test_names_stay_readable_in_json(client: Client) -> None:
    certificate = make_certificate(values={"recipient.name": "سارة العلي"})

    assert "سارة العلي" in client.get(f"/verify/{certificate.code}").content.decode()


@pytest.mark.parametrize(
    ("state", "heading", "status"),
    [
        ("valid", "This certificate is valid", 200),
        ("revoked", "This certificate was revoked", 200),
        ("expired", "This certificate has expired", 200),
        ("superseded", "This certificate was replaced", 200),
        ("altered", "Do not rely on this certificate", 200),
        ("unknown", "No certificate has this code", 404),
    ],
)
def test_each_state_is_said_in_plain_words(client: Client, state: str, heading: str, status: int) -> None:
    certificate = make_certificate(expires_on="2026-11-03" if state == "expired" else "")
    if state == "revoked":
        revoke(certificate)
    if state == "superseded":
        make_certificate(supersedes=certificate)
    if state == "altered":
        tamper()

    page = client.get(f"/v/{UNKNOWN if state == 'unknown' else certificate.code}")

    assert (page.status_code, heading in text_of(page.content)) == (status, True)
    assert (
        client.get(f"/verify/{UNKNOWN if state == 'unknown' else certificate.code}").json()["status"] == state
    )


def test_the_page_of_a_revoked_certificate_says_when_and_why(
    client: Client, certificate: Certificate
) -> None:
    revoke(certificate, reason="Exam was <repeated>")
    assert certificate.revoked_at

    page = client.get(f"/v/{certificate.code}").content

    assert f"Revoked on {certificate.revoked_at:%-d %B %Y}" in text_of(page)
    assert "Exam was &lt;repeated&gt;" in page.decode()


def test_nothing_is_told_of_a_record_that_was_altered(client: Client, certificate: Certificate) -> None:
    tamper()

    text = text_of(client.get(f"/v/{certificate.code}").content)
    answer = client.get(f"/verify/{certificate.code}").json()

    told = [
        fact for fact in ["Brain Surgery", "Amina Okonkwo", "Lumen Academy", "Not revoked"] if fact in text
    ]
    assert told == []
    assert sorted(answer) == ["checked_at", "checks", "status"]
    assert answer["checks"] == CHECKS


@pytest.mark.parametrize("address", ["/v/{code}", "/verify/{code}"])
@pytest.mark.parametrize("state", ["valid", "revoked", "altered"])
def test_no_private_value_of_the_row_is_shown(
    client: Client, certificate: Certificate, address: str, state: str
) -> None:
    if state == "revoked":
        revoke(certificate)
    if state == "altered":
        tamper()

    content = client.get(address.format(code=certificate.code)).content.decode()

    assert [value for value in PRIVATE.values() if value in content] == []
    assert [key for key in PRIVATE if key in content] == []
    assert str(certificate.pk) not in content


@pytest.mark.parametrize("address", ["/v/{code}", "/verify/{code}", "/v/{code}/file", "/v/{code}/picture"])
def test_search_engines_are_told_to_stay_away(client: Client, certificate: Certificate, address: str) -> None:
    assert client.get(address.format(code=certificate.code))["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize("address", ["/v/{code}", "/verify/{code}"])
def test_a_verdict_is_never_kept_by_a_cache(client: Client, certificate: Certificate, address: str) -> None:
    assert "no-store" in client.get(address.format(code=certificate.code))["Cache-Control"]


def test_a_typed_code_leads_to_its_page(client: Client, certificate: Certificate) -> None:
    typed = integrity.grouped(certificate.code).lower().replace("-", " ")

    response = client.get("/verify", {"code": typed})

    assert (response.status_code, response["Location"]) == (302, f"/v/{certificate.code}")


def test_what_cannot_be_a_code_is_said_beside_the_form(client: Client) -> None:
    response = client.get("/verify", {"code": '"><script>alert(1)</script>'})

    assert response.status_code == 422
    assert "This is not a code of ours: it has 26 letters and digits" in text_of(response.content)
    assert "<script>alert(1)" not in response.content.decode()


def test_looking_at_pages_is_on_record_and_pictures_are_not(client: Client, certificate: Certificate) -> None:
    headers = {"User-Agent": "Test browser"}
    client.get(f"/v/{certificate.code}", headers=headers, REMOTE_ADDR="203.0.113.77")
    client.get(f"/verify/{certificate.code}", REMOTE_ADDR="2001:db8:1:2::3")
    client.get(f"/v/{UNKNOWN}", REMOTE_ADDR="203.0.113.77")
    client.get(f"/v/{certificate.code}/picture")
    client.get(f"/v/{certificate.code}/file")

    rows = VerificationLog.objects.order_by("created_at")
    assert list(rows.values_list("certificate", "method", "result", "network", "user_agent")) == [
        (certificate.pk, "url", "valid", "203.0.113.0/24", "Test browser"),
        (certificate.pk, "api", "valid", "2001:db8:1::/48", ""),
        (None, "url", "unknown", "203.0.113.0/24", ""),
    ]


@pytest.mark.parametrize("address", ["/verify", "/v/{code}", "/verify/{code}", "/v/{code}/file"])
def test_nothing_can_be_sent_to_these_pages(client: Client, certificate: Certificate, address: str) -> None:
    assert client.post(address.format(code=certificate.code)).status_code == 405


def test_a_page_asks_the_database_twice(
    client: Client, certificate: Certificate, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(2):  # the certificate with its seal; the row of the log
        client.get(f"/v/{certificate.code}")


def test_the_json_survives_a_round_trip_through_a_strict_parser(client: Client) -> None:
    certificate = make_certificate(values={"recipient.name": 'Zoë "Zed" O\\Neill \u2028'})

    content = client.get(f"/verify/{certificate.code}").content

    assert json.loads(content)["recipient"] == 'Zoë "Zed" O\\Neill \u2028'
