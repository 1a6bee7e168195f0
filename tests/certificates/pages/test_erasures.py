"""The team's pages: its policy, what recipients ask for, what was erased, and the erasure of one recipient."""

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Team, TeamMember
from certificates.models import Certificate, ErasurePolicy, ErasureRequest, RecipientErasure
from certificates.services import erasure_requests
from tests.accounts.factors import prove
from tests.factories import make_certificate, make_member, make_team

PAGE = "/team/erasures"


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object, db: None) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def team(client: Client) -> Team:
    made = make_team("Lumen Academy")
    assert made.owner is not None
    client.force_login(made.owner)
    prove(client, made.owner)
    return made


@pytest.fixture
def wish(team: Team) -> ErasureRequest:
    made = make_certificate(team=team)
    mine = Certificate.objects.filter(pk=made.pk)
    erasure_requests.ask(address="amina@example.org", certificates=mine)
    return ErasureRequest.objects.get()


def test_the_policy_is_chosen_with_a_reason_for_keeping(client: Client, team: Team) -> None:
    assert 'value="ask" required checked' in client.get(PAGE).content.decode()

    refused = client.post(f"{PAGE}/policy", {"mode": "keep", "reason": ""})
    kept = client.post(f"{PAGE}/policy", {"mode": "keep", "reason": "School law"})

    assert refused.status_code == 422
    assert "Say why you keep the data" in refused.content.decode()
    assert kept["Location"] == PAGE
    policy = ErasurePolicy.objects.get()
    assert (policy.team, policy.mode, policy.reason) == (team, "keep", "School law")


def test_a_wish_is_shown_accepted_and_receipted(client: Client, team: Team, wish: ErasureRequest) -> None:
    assert "amina@example.org" in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}/{wish.pk}").content.decode()
    assert "Amina Okonkwo" in page
    assert "amina@example.org" in page

    response = client.post(f"{PAGE}/{wish.pk}/accept", follow=True)

    done = RecipientErasure.objects.get()
    after = response.content.decode()
    assert "The data is erased" in after
    assert done.receipt.code in after
    assert "amina@example.org" not in after
    assert f"?code={done.receipt.code}" in client.get(PAGE).content.decode()


def test_accepting_wants_to_know_again_who_it_is(client: Client, team: Team, wish: ErasureRequest) -> None:
    fresh = Client()
    assert team.owner is not None
    fresh.force_login(team.owner)

    assert "reauthenticate" in fresh.post(f"{PAGE}/{wish.pk}/accept")["Location"]
    assert Certificate.objects.filter(erased_at=None).count() == 1


def test_a_wish_is_refused_with_a_reason(client: Client, wish: ErasureRequest) -> None:
    empty = client.post(f"{PAGE}/{wish.pk}/refuse", {"answer": ""})
    response = client.post(f"{PAGE}/{wish.pk}/refuse", {"answer": "School law"}, follow=True)

    assert empty.status_code == 422
    assert "The data is kept" in response.content.decode()
    assert "School law" in client.get(PAGE).content.decode()
    assert [message.to for message in mail.outbox] == [["amina@example.org"]]


def test_one_recipient_is_erased_across_the_teams_certificates(client: Client, team: Team) -> None:
    first, second, other = (make_certificate(team=team) for _ in range(3))
    stranger = make_certificate(team=team, values={"recipient.email": "bo@example.org"})
    elsewhere = make_certificate()
    page = client.get(f"/certificates/{first.pk}/erase").content.decode()
    assert [str(each.pk) in page for each in (first, second, other, stranger, elsewhere)] == [
        True, True, True, False, False,
    ]  # fmt: skip

    ticked = [str(each.pk) for each in (first, second, stranger, elsewhere)]
    response = client.post(f"/certificates/{first.pk}/erase", {"certificate": ticked})

    assert response["Location"] == PAGE
    done = RecipientErasure.objects.get()
    assert (done.by, done.reason, done.certificates) == (team.owner, "issuer", 2)
    left = set(Certificate.objects.filter(erased_at=None))
    assert left == {other, stranger, elsewhere}


def test_nothing_ticked_erases_nothing(client: Client, team: Team) -> None:
    certificate = make_certificate(team=team)

    response = client.post(f"/certificates/{certificate.pk}/erase", {"certificate": ["x"]})

    assert response.status_code == 422
    assert Certificate.objects.filter(erased_at=None).count() == 1


def test_erasing_wants_to_know_again_who_it_is_and_the_role_of_an_administrator(team: Team) -> None:
    certificate = make_certificate(team=team)
    editor, client = make_member(team, TeamMember.Role.EDITOR), Client()
    client.force_login(editor)
    assert "reauthenticate" in client.get(f"/certificates/{certificate.pk}/erase")["Location"]
    prove(client, editor)

    assert client.post(f"/certificates/{certificate.pk}/erase").status_code == 403
    assert "Erase personal data" not in client.get(f"/certificates/{certificate.pk}").content.decode()


def test_recipients_without_an_address_are_found_by_their_name(client: Client, team: Team) -> None:
    first, second = (make_certificate(team=team, values={"recipient.email": ""}) for _ in range(2))
    addressed = make_certificate(team=team)

    page = client.get(f"/certificates/{first.pk}/erase").content.decode()

    assert [str(each.pk) in page for each in (first, second, addressed)] == [True, True, False]
