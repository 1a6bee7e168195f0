"""The recipient's way: from the page of a certificate, by a link in a mail or by the account, to the receipt."""

import re
import time

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Team
from certificates.models import Certificate, ErasurePolicy, ErasureRequest
from certificates.services import erasure_requests, recipient_erasure
from tests.accounts.factors import prove
from tests.factories import make_certificate, make_team, make_user
from wallet.services import erasure_links

AMINA = "amina@example.org"
OWN = "/account/certificates/erase"
Mode = ErasurePolicy.Mode


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object, db: None) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def team() -> Team:
    return make_team("Lumen Academy")


@pytest.fixture
def certificate(team: Team) -> Certificate:
    return make_certificate(team=team)


def policy(team: Team, mode: ErasurePolicy.Mode, reason: str = "") -> None:
    assert team.owner is not None
    erasure_requests.set_policy(team=team, by=team.owner, mode=mode, reason=reason)


def link() -> str:
    """The path in the one mail that went out."""
    [message] = mail.outbox
    found = re.search(r"http://[^/]+(/erasure/\S+)", str(message.body))
    assert found is not None
    return found[1]


def test_from_the_page_of_a_certificate_to_a_link_in_the_mail(
    client: Client, certificate: Certificate
) -> None:
    assert f"/v/{certificate.code[:5]}" in client.get(f"/v/{certificate.code}").content.decode()
    asked = client.get(f"/v/{certificate.code}/erase").content.decode()
    assert "The issuer decides, and answers you by mail within a month." in asked
    assert AMINA not in asked

    sent = client.post(f"/v/{certificate.code}/erase", {"address": " Amina@Example.org "})

    assert sent["Location"] == f"/v/{certificate.code}/erase/sent"
    assert mail.outbox[0].to == [AMINA]
    page = client.get(link()).content.decode()
    assert "Lumen Academy" in page
    assert f'value="{certificate.pk}" checked' in page
    assert AMINA not in link()


def test_another_address_is_answered_alike_and_gets_nothing(client: Client, certificate: Certificate) -> None:
    response = client.post(f"/v/{certificate.code}/erase", {"address": "bo@example.org"})

    assert response["Location"] == f"/v/{certificate.code}/erase/sent"
    assert mail.outbox == []


def test_three_links_a_day_and_no_more(client: Client, certificate: Certificate) -> None:
    answers = [client.post(f"/v/{certificate.code}/erase", {"address": AMINA}) for _ in range(4)]

    assert {answer["Location"] for answer in answers} == {f"/v/{certificate.code}/erase/sent"}
    assert len(mail.outbox) == 3


def test_what_is_no_address_is_said(client: Client, certificate: Certificate) -> None:
    response = client.post(f"/v/{certificate.code}/erase", {"address": "amina"})

    assert response.status_code == 422
    assert 'value="amina"' in response.content.decode()


def test_a_certificate_without_an_address_says_so(client: Client, team: Team) -> None:
    certificate = make_certificate(team=team, values={"recipient.email": ""})

    page = client.get(f"/v/{certificate.code}/erase").content.decode()

    assert "This certificate has no email address" in page
    assert client.post(f"/v/{certificate.code}/erase", {"address": ""}).status_code == 422
    assert mail.outbox == []


def test_a_team_that_keeps_shows_its_reason(client: Client, team: Team, certificate: Certificate) -> None:
    policy(team, Mode.KEEP, "The school law asks for ten years.")

    page = client.get(f"/v/{certificate.code}/erase").content.decode()
    choice = client.get(f"/erasure/{erasure_links.token(AMINA)}").content.decode()

    assert "The school law asks for ten years." in page
    assert "Send me the link" not in page
    assert "The school law asks for ten years." in choice
    assert "Have it removed" not in choice


def test_at_once_ends_with_the_receipt(
    client: Client,
    team: Team,
    certificate: Certificate,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    policy(team, Mode.AT_ONCE)
    here = f"/erasure/{erasure_links.token(AMINA)}"

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post(here, {"certificate": [str(certificate.pk)]}, follow=True)

    page = response.content.decode()
    certificate.refresh_from_db()
    assert certificate.erased_for == "wish"
    assert "Your data is removed" in page
    assert "Erased from 1 certificate" in page
    code = mail.outbox[0].body.split("Code: ")[1][:24]
    assert code in page
    assert "The data is erased" in client.get("/privacy/receipt", {"code": code}).content.decode()


def test_asked_it_waits_and_cannot_be_asked_twice(client: Client, certificate: Certificate) -> None:
    here = f"/erasure/{erasure_links.token(AMINA)}"

    page = client.post(here, {"certificate": [str(certificate.pk)]}, follow=True).content.decode()

    assert "Your wish has reached the issuer." in page
    assert "You asked on" in page
    assert "Have it removed" not in page
    assert ErasureRequest.objects.count() == 1


@pytest.mark.parametrize("ticked", [[], ["no-id"], ["other"]])
def test_nothing_ticked_or_not_ones_own_asks_nothing(
    client: Client, certificate: Certificate, ticked: list[str]
) -> None:
    other = make_certificate(values={"recipient.email": "bo@example.org"})
    ids = [str(other.pk) if each == "other" else each for each in ticked]

    response = client.post(f"/erasure/{erasure_links.token(AMINA)}", {"certificate": ids})

    assert response.status_code == 422
    assert "Tick the certificates" in response.content.decode()
    assert ErasureRequest.objects.count() == 0


def test_a_link_that_was_altered_or_has_run_out_opens_nothing(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = erasure_links.token(AMINA)
    with monkeypatch.context() as clock:
        clock.setattr(erasure_links.time, "time", lambda: time.monotonic() - 1)
        old = erasure_links.token(AMINA)

    assert [client.get(f"/erasure/{each}").status_code for each in (good, good[:-4] + "AAAA", old, "x")] == [
        200,
        404,
        404,
        404,
    ]


def test_the_account_proves_its_confirmed_addresses(client: Client, certificate: Certificate) -> None:
    amina = make_user(AMINA)
    client.force_login(amina)
    assert "reauthenticate" in client.get(OWN)["Location"]
    prove(client, amina)
    assert str(certificate.pk) not in client.get(OWN).content.decode()
    EmailAddress.objects.create(user=amina, email=AMINA, verified=True, primary=True)

    assert OWN in client.get("/account/privacy").content.decode()
    assert OWN in client.get(f"/v/{certificate.code}/erase").content.decode()
    assert str(certificate.pk) in client.get(OWN).content.decode()
    client.post(OWN, {"certificate": [str(certificate.pk)]})

    assert ErasureRequest.objects.get().address == AMINA


def test_an_erased_certificate_offers_nothing_more(client: Client, certificate: Certificate) -> None:
    recipient_erasure.erase(
        team=certificate.team,
        certificates=Certificate.objects.all(),
        by=None,
        reason=Certificate.Erasure.RETENTION,
    )

    assert client.get(f"/v/{certificate.code}/erase")["Location"] == f"/v/{certificate.code}"
    assert "/erase" not in client.get(f"/v/{certificate.code}").content.decode()
    assert (
        "No certificate here holds data"
        in client.get(f"/erasure/{erasure_links.token(AMINA)}").content.decode()
    )
