"""New terms: everybody is asked before they go on, loses nothing, and can leave without accepting."""

from typing import Any

import pytest
from django.test import Client

from accounts.middleware import terms as terms_gate
from accounts.models import Consent, User
from accounts.purposes import ACCOUNT
from accounts.services import consents, legal_texts, token_families
from tests.factories import make_user
from tests.iconikcerts.access.table import addresses

pytestmark = pytest.mark.django_db
ASK = "/account/terms"


def publish(body: str = "Be honest.", *, asks_again: bool = True) -> str:
    text = legal_texts.publish(
        document=ACCOUNT.document, title="Terms of use", body=body, note="", asks_again=asks_again, by=None
    )
    return text.sha256


@pytest.fixture
def ana() -> User:
    return make_user("ana@example.org")


@pytest.fixture
def browser(client: Client, ana: User) -> Client:
    """Of Ana, who has accepted the first terms."""
    publish()
    consents.give(user=ana, purpose=ACCOUNT, way=Consent.Way.SIGN_UP)
    client.force_login(ana)
    return client


def led(response: Any) -> str:
    return str(response.get("Location", ""))


def test_without_published_terms_nobody_is_asked(client: Client, ana: User) -> None:
    client.force_login(ana)

    assert client.get("/dashboard").status_code == 200


def test_at_the_next_log_in_new_terms_are_asked_about_and_lead_on(browser: Client, ana: User) -> None:
    before = browser.get("/jobs/?page=2&q=a").status_code
    seen = publish("Be honest, and kind.")
    browser.force_login(ana)
    asked = led(browser.get("/designs?orientation=portrait"))
    page = browser.get(asked).content.decode()
    answer = browser.post(asked, {"seen": seen, "next": "/designs?orientation=portrait"})

    assert (before, asked) == (200, f"{ASK}?next=%2Fdesigns%3Forientation%3Dportrait")
    assert "The terms of use have changed" in page
    assert "You accepted version 1" in page
    assert led(answer) == "/designs?orientation=portrait"
    assert browser.get("/designs?orientation=portrait").status_code == 200
    newest = consents.newest(user=ana, purpose=ACCOUNT)
    assert newest is not None
    assert (newest.text.number, newest.way) == (2, "asked")


def test_who_is_logged_in_is_asked_within_a_minute(browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    browser.get("/dashboard")
    publish("Be honest, and kind.")
    at_once = browser.get("/dashboard").status_code
    monkeypatch.setattr(terms_gate, "LOOKED_EVERY_S", 0)

    assert (at_once, led(browser.get("/dashboard"))) == (200, f"{ASK}?next=%2Fdashboard")


def test_a_change_that_asks_nobody_leaves_everybody_alone(browser: Client, ana: User) -> None:
    publish("Be honest!", asks_again=False)
    browser.force_login(ana)

    assert browser.get("/dashboard").status_code == 200
    assert led(browser.get(f"{ASK}?next=/account")) == "/account"


def test_whoever_never_accepted_is_asked_too(client: Client, ana: User) -> None:
    publish()
    client.force_login(ana)

    assert led(client.get("/dashboard")) == f"{ASK}?next=%2Fdashboard"
    assert "<h1>The terms of use</h1>" in client.get(ASK).content.decode()


class TestNothingIsLost:
    @pytest.fixture(autouse=True)
    def _new_terms(self, browser: Client, ana: User) -> None:
        publish("Be honest, and kind.")
        browser.force_login(ana)

    def test_a_form_that_is_sent_goes_through(self, browser: Client, ana: User) -> None:
        browser.post("/account", {"name": "Ana Adeyemi"})

        ana.refresh_from_db()
        assert ana.name == "Ana Adeyemi"

    @pytest.mark.parametrize(
        "headers",
        [{"HX-Request": "true"}, {"Accept": "application/json"}, {"Sec-Fetch-Dest": "image", "Accept": "text/html"}],
    )  # fmt: skip
    def test_parts_of_pages_and_files_are_left_alone(self, browser: Client, headers: dict[str, str]) -> None:
        assert browser.get("/account", headers=headers).status_code == 200

    @pytest.mark.parametrize(
        "address", ["/account/privacy", "/terms", "/privacy", "/texts/terms/1", "/accounts/logout/", "/"]
    )
    def test_what_needs_no_acceptance_is_open(self, browser: Client, address: str) -> None:
        assert browser.get(address).status_code == 200

    def test_one_can_take_a_copy_erase_and_log_out(self, browser: Client) -> None:
        for address in ("/account/erase", "/account/privacy/export"):
            assert not led(browser.get(address)).startswith(ASK)
        assert led(browser.post("/accounts/logout/")) == "/"

    def test_what_was_not_read_is_not_accepted(self, browser: Client, ana: User) -> None:
        answers = [browser.post(ASK, {"seen": seen, "next": "/"}) for seen in ("0" * 64, "")]

        assert [answer.status_code for answer in answers] == [422, 422]
        assert "They have changed while this page was open" in answers[0].content.decode()
        assert consents.owes_terms(user=ana)

    @pytest.mark.parametrize("next_page", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
    def test_it_leads_to_no_other_site(self, browser: Client, next_page: str) -> None:
        seen = legal_texts.shown(ACCOUNT.document).sha256

        assert led(browser.post(ASK, {"seen": seen, "next": next_page})) == "/dashboard"


def test_the_api_says_that_an_answer_is_owed_and_goes_on(ana: User) -> None:
    pair = token_families.begin(user=ana, methods=["pwd"], device="Phone")
    phone = Client(headers={"Authorization": f"Bearer {pair.access_token}"})
    told = []
    for _ in range(2):
        answer = phone.get("/api/v1/me")
        told.append((answer.status_code, answer.json()["terms"]["are_accepted"]))
        publish(f"Rule {len(told)}.")
    told.append(
        (phone.get("/api/v1/team").status_code, phone.get("/api/v1/me").json()["terms"]["are_accepted"])
    )

    assert told == [(200, True), (200, False), (200, False)]
    assert answer["Link"].endswith('/terms>; rel="terms-of-service"')


def test_between_two_looks_the_database_is_not_asked(
    browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[object] = []
    monkeypatch.setattr(consents, "owes_terms", lambda **who: looks.append(who))

    assert [browser.get("/dashboard").status_code for _ in range(3)] == [200, 200, 200]
    assert looks == []


def test_every_address_that_is_open_exists() -> None:
    assert terms_gate.OPEN - {address.name for address in addresses()} == set()
