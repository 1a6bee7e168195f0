"""What a holder takes along: the link, LinkedIn's form; and what programs of other sites may read."""

from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_row
from wallet.presenters import linkedin_url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    return make_certificate(make_row(number="2026-000042"), expires_on="2030-06-30")


def test_linkedin_gets_what_its_form_documents(certificate: Certificate) -> None:
    address = urlsplit(linkedin_url(certificate))

    assert (address.scheme, address.netloc, address.path) == ("https", "www.linkedin.com", "/profile/add")
    assert parse_qs(address.query) == {
        "startTask": ["CERTIFICATION_NAME"],
        "name": ["Applied Data Analysis"],
        "organizationName": ["Lumen Academy"],
        "issueYear": ["2026"],
        "issueMonth": ["11"],
        "expirationYear": ["2030"],
        "expirationMonth": ["6"],
        "certUrl": [f"http://127.0.0.1:8000/v/{certificate.code}"],
        "certId": ["2026-000042"],
    }


def test_without_expiry_linkedin_is_told_none(media_root: object) -> None:
    assert "expiration" not in linkedin_url(make_certificate())


def test_the_page_offers_both(client: Client, certificate: Certificate) -> None:
    page = unescape(client.get(f"/v/{certificate.code}").content.decode())

    assert f'href="{linkedin_url(certificate)}" target="_blank" rel="noopener noreferrer"' in page
    assert f"<code data-copy-text>http://127.0.0.1:8000/v/{certificate.code}</code>" in page


@pytest.mark.parametrize("state", ["revoked", "expired", "altered"])
def test_only_what_counts_goes_on_a_profile(client: Client, certificate: Certificate, state: str) -> None:
    if state == "revoked":
        revocation.revoke(certificate=certificate, by=None, reason="")
    if state == "expired":
        certificate = make_certificate(expires_on="2026-11-03")
    if state == "altered":
        Certificate.objects.update(title="Brain Surgery")

    assert "linkedin" not in client.get(f"/v/{certificate.code}").content.decode()


def test_looking_sets_no_cookie(client: Client, certificate: Certificate) -> None:
    for address in ("/verify", f"/v/{certificate.code}", f"/V/{certificate.code}", "/privacy"):
        client.get(address)

    assert dict(client.cookies) == {}


@pytest.mark.parametrize("address", ["/v/{code}", "/V/{code}", "/verify/{code}"])
def test_browsers_of_other_sites_may_ask_for_json(
    client: Client, certificate: Certificate, address: str
) -> None:
    path = address.format(code=certificate.code)
    headers = {"Origin": "https://hr.example", "Access-Control-Request-Method": "GET"}

    preflight = client.options(path, headers=headers)
    answer = client.get(path, headers={"Origin": "https://hr.example", "Accept": "application/json"})

    assert (preflight.status_code, preflight["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
    assert (preflight["Access-Control-Allow-Origin"], answer["Access-Control-Allow-Origin"]) == ("*", "*")
    assert "Access-Control-Allow-Credentials" not in answer


def test_caches_are_told_that_one_address_has_two_answers(client: Client, certificate: Certificate) -> None:
    for accept in ("text/html", "application/json"):
        assert "Accept" in client.get(f"/v/{certificate.code}", headers={"Accept": accept})["Vary"]


# Anybody asks these pages, often by scanning many codes: what one costs is held, so that it does not grow unseen.
QUERIES = {"/verify": 0, "/v/{code}": 2, "/verify/{code}": 2, "/v/{code}/report": 1, "/privacy": 1}


@pytest.mark.parametrize("address", QUERIES)
def test_a_public_page_asks_the_database_no_more_than_it_must(
    client: Client, certificate: Certificate, address: str
) -> None:
    path = address.format(code=certificate.code)
    client.get(path)  # what is kept in the cache is asked for at the first time

    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200

    assert len(asked) == QUERIES[address]
