"""Search engines stay away from the page of a certificate, unless its holder lets them in."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import User
from accounts.services import consents
from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_user
from wallet.models import Listing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
META = '<meta name="robots" content="noindex">'


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    return make_certificate(recipient_email="Amina@Example.org")


@pytest.fixture
def holder(certificate: Certificate) -> User:
    user = make_user("amina@example.org")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def asks_to_stay_away(certificate: Certificate) -> tuple[bool, bool]:
    """As a stranger sees it: the header, and the page."""
    answer = Client().get(f"/v/{certificate.code}")
    return answer.headers.get("X-Robots-Tag") == "noindex", META in answer.content.decode()


def choose(client: Client, certificate: Certificate, listed: str) -> int:
    return client.post(f"/v/{certificate.code}/listing", {"listed": listed}).status_code


def test_pages_are_kept_out_until_the_holder_lets_them_in_and_again_afterwards(
    client: Client, certificate: Certificate, holder: User
) -> None:
    client.force_login(holder)
    before = asks_to_stay_away(certificate)

    assert choose(client, certificate, "yes") == choose(client, certificate, "yes") == 302
    listed = asks_to_stay_away(certificate)
    assert choose(client, certificate, "no") == choose(client, certificate, "no") == 302

    assert (before, listed, asks_to_stay_away(certificate)) == ((True, True), (False, False), (True, True))


def test_only_the_holder_sees_the_choice(client: Client, certificate: Certificate, holder: User) -> None:
    pages = [client.get(f"/v/{certificate.code}").content.decode()]
    for user in (make_user("else@example.org"), holder):
        client.force_login(user)
        pages.append(client.get(f"/v/{certificate.code}").content.decode())

    assert ["Let search engines list it" in page for page in pages] == [False, False, True]


@pytest.mark.parametrize("is_confirmed", [False, None], ids=["not confirmed", "another address"])
def test_nobody_else_can_choose(client: Client, certificate: Certificate, is_confirmed: bool | None) -> None:
    email = "amina@example.org" if is_confirmed is False else "else@example.org"
    user = make_user(email)
    EmailAddress.objects.create(user=user, email=email, verified=is_confirmed is None, primary=True)
    client.force_login(user)

    assert choose(client, certificate, "yes") == 403
    assert Listing.objects.count() == 0


def test_the_issuer_cannot_choose_for_the_holder(client: Client, certificate: Certificate) -> None:
    client.force_login(certificate.team.owner)

    assert choose(client, certificate, "yes") == 403


def test_a_certificate_without_an_address_has_no_holder(client: Client, holder: User) -> None:
    client.force_login(holder)

    assert choose(client, make_certificate(recipient_email=""), "yes") == 403


def test_whoever_is_not_logged_in_is_asked_to_and_comes_back_to_the_page(
    client: Client, certificate: Certificate
) -> None:
    answer = client.post(f"/v/{certificate.code}/listing", {"listed": "yes"})

    assert answer.headers["Location"] == f"/accounts/login/?next=/v/{certificate.code}"


def test_a_revoked_certificate_is_not_listed_whatever_was_chosen(
    client: Client, certificate: Certificate, holder: User
) -> None:
    client.force_login(holder)
    choose(client, certificate, "yes")

    revocation.revoke(certificate=certificate, by=None, reason="")

    assert asks_to_stay_away(certificate) == (True, True)


def test_closing_the_account_takes_the_consent_back(
    client: Client, certificate: Certificate, holder: User
) -> None:
    client.force_login(holder)
    choose(client, certificate, "yes")

    holder.owned_teams.all().delete()
    holder.delete()

    assert asks_to_stay_away(certificate) == (True, True)


def test_the_consent_is_on_record_for_each_certificate_and_ends_for_all_at_once(
    client: Client, certificate: Certificate, holder: User
) -> None:
    other = make_certificate(recipient_email=holder.email)
    client.force_login(holder)
    for each in (certificate, other):
        choose(client, each, "yes")
    listed = client.get("/account/privacy").content.decode()
    given = client.post("/account/privacy/choose", {"purpose": "listing", "choice": "give"}).status_code

    client.post("/account/privacy/choose", {"purpose": "listing", "choice": "withdraw"})

    assert [f"/v/{each.code}" in listed for each in (certificate, other)] == [True, True]
    assert "Switch off for all" in listed
    assert given == 404  # for all at once there is no giving
    assert "Switch off for all" not in client.get("/account/privacy").content.decode()
    assert [asks_to_stay_away(each) for each in (certificate, other)] == [(True, True)] * 2
    told = [(row.purpose, row.about, row.is_given, row.way) for row in consents.history(user=holder)]
    assert sorted(told) == sorted(
        ("listing", str(each.pk), is_given, way)
        for each in (certificate, other)
        for is_given, way in ((True, "certificate"), (False, "page"))
    )


def test_what_was_not_read_is_not_agreed_to(client: Client, certificate: Certificate, holder: User) -> None:
    client.force_login(holder)

    answer = client.post(f"/v/{certificate.code}/listing", {"listed": "yes", "seen": "0" * 64})

    assert answer.status_code == 409
    assert asks_to_stay_away(certificate) == (True, True)


def test_programs_and_pictures_stay_unlisted(client: Client, certificate: Certificate, holder: User) -> None:
    client.force_login(holder)
    choose(client, certificate, "yes")

    assert client.get(f"/verify/{certificate.code}").headers["X-Robots-Tag"] == "noindex"


def test_a_code_that_nobody_has_is_not_found(client: Client, holder: User) -> None:
    client.force_login(holder)

    assert client.post("/v/0000000000000000000000000/listing", {"listed": "yes"}).status_code == 404
