"""Who asks too often gets a pause, a page that says how long, and nothing on record."""

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from certificates.models import Certificate
from iconikcerts.wsgi import application
from tests.factories import make_certificate
from tests.wallet.test_reports import a_while_ago
from wallet.models import ProblemReport, VerificationLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root", "frozen_window")]


@pytest.fixture
def frozen_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """No window of the limits ends in the middle of a test."""
    monkeypatch.setattr("iconikcerts.common.ratelimit.time.time", lambda: 1_800_000_020.0)


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    return make_certificate()


@pytest.fixture(autouse=True)
def _two_at_most(settings: Settings) -> None:
    settings.VERIFY_PER_MINUTE = 2
    settings.VERIFY_FILES_PER_MINUTE = 1
    settings.PROBLEM_REPORTS_PER_HOUR = 1


def statuses(client: Client, address: str, times: int, **more: str) -> list[int]:
    return [client.get(address, **more).status_code for _ in range(times)]  # type: ignore[arg-type]


def test_the_third_look_in_a_minute_is_put_off(client: Client, certificate: Certificate) -> None:
    assert statuses(client, f"/v/{certificate.code}", 3) == [200, 200, 429]
    assert VerificationLog.objects.count() == 2


def test_pages_scans_and_json_count_together(client: Client, certificate: Certificate) -> None:
    addresses = [f"/v/{certificate.code}", f"/V/{certificate.code}", f"/verify/{certificate.code}"]

    assert [client.get(address).status_code for address in addresses] == [200, 200, 429]


def test_the_page_says_how_long_to_wait(client: Client, certificate: Certificate) -> None:
    statuses(client, f"/v/{certificate.code}", 2)

    response = client.get(f"/v/{certificate.code}")

    page = response.content.decode()
    assert response["Retry-After"] == "40"
    assert "Many certificates were checked from your network in a short time." in page
    assert "Wait 40 seconds, then reload this page." in page
    assert "no-store" in response["Cache-Control"]


def test_programs_of_any_site_can_read_the_refusal(client: Client, certificate: Certificate) -> None:
    statuses(client, f"/verify/{certificate.code}", 2)

    response = client.get(f"/verify/{certificate.code}", headers={"Accept": "application/json"})

    assert (response.status_code, response["Retry-After"]) == (429, "40")
    assert response.json()["error"]["code"] == "too_many_requests"
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == "Retry-After"


def test_neighbours_share_a_limit_and_other_networks_do_not(client: Client, certificate: Certificate) -> None:
    address = f"/v/{certificate.code}"

    assert statuses(client, address, 2, REMOTE_ADDR="203.0.113.7") == [200, 200]
    assert statuses(client, address, 1, REMOTE_ADDR="203.0.113.99") == [429]
    assert statuses(client, address, 1, REMOTE_ADDR="198.51.100.1") == [200]
    assert statuses(client, address, 2, REMOTE_ADDR="2001:db8:1:aaaa::1") == [200, 200]
    assert statuses(client, address, 1, REMOTE_ADDR="2001:db8:1:bbbb::2") == [429]


def test_an_invented_hop_does_not_get_round_the_limit(certificate: Certificate, settings: Settings) -> None:
    settings.BEHIND_PROXY = True
    application.load_middleware()
    try:
        client = Client(REMOTE_ADDR="10.0.0.1")
        seen = [
            client.get(
                f"/v/{certificate.code}", headers={"X-Forwarded-For": f"192.0.2.{n}, 203.0.113.7"}
            ).status_code
            for n in range(3)
        ]
    finally:
        settings.BEHIND_PROXY = False
        application.load_middleware()

    assert seen == [200, 200, 429]
    assert set(VerificationLog.objects.values_list("network", flat=True)) == {"203.0.113.0/24"}


def test_without_a_proxy_the_header_means_nothing(client: Client, certificate: Certificate) -> None:
    for n in range(2):
        client.get(f"/v/{certificate.code}", headers={"X-Forwarded-For": f"192.0.2.{n}"})

    assert client.get(f"/v/{certificate.code}", headers={"X-Forwarded-For": "8.8.8.8"}).status_code == 429
    assert set(VerificationLog.objects.values_list("network", flat=True)) == {"127.0.0.0/24"}


def test_files_have_a_limit_of_their_own(client: Client) -> None:
    answers = [client.post("/verify/file", {"file": ""}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [422, 429]
    assert "Wait 40 seconds, then send the file again." in answers[1].content.decode()


def test_pictures_and_files_are_counted_together_and_not_with_the_pages(
    client: Client, certificate: Certificate
) -> None:
    addresses = [f"/v/{certificate.code}{part}" for part in ("", "/picture", "/file", "", "/picture")]

    answers = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 429]
    assert "Many certificates were fetched from your network" in answers[4].content.decode()
    assert statuses(client, f"/v/{certificate.code}/file", 1, REMOTE_ADDR="198.51.100.1") == [200]


def test_codes_that_nobody_has_count_too(client: Client) -> None:
    assert statuses(client, f"/v/{'0' * 26}/picture", 3) == [404, 404, 429]


def test_reports_have_a_limit_of_their_own_and_mistakes_do_not_count(client: Client) -> None:
    address = f"/v/{'0' * 26}/report"
    good = {"kind": "other", "message": "Look at this.", "asked": a_while_ago()}

    answers = [client.post(address, data).status_code for data in ({}, {}, good, good)]

    assert answers == [422, 422, 302, 429]
    assert ProblemReport.objects.count() == 1


def test_typing_is_free(client: Client) -> None:
    assert statuses(client, "/verify", 4) == [200] * 4
