"""A typed address leads to its organisation: at log-in and sign-up, by the domain alone."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.test import Client, RequestFactory

from accounts.models import SingleSignOn, User
from accounts.services import sign_on
from accounts.social_adapter import TeamSignOnAdapter
from tests.accounts.agreeing import agreed
from tests.accounts.factors import give_app
from tests.accounts.sso.browsing import led_to
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOG_IN, SIGN_UP, PAGE = "/accounts/login/", "/accounts/signup/", "/accounts/sso/lumen-academy"
KNOWN, UNKNOWN = "known@lumen.example", "unknown@lumen.example"
OFFER = "single sign-on of <bdi>Lumen Academy</bdi>"


@pytest.fixture(autouse=True)
def known(db: None) -> User:
    """Somebody of the domain who has an account here, and a password."""
    user = make_user(KNOWN)
    EmailAddress.objects.create(user=user, email=KNOWN, verified=True, primary=True)
    return user


@pytest.fixture
def enforced(oidc: SingleSignOn) -> SingleSignOn:
    give_app(oidc.team.owner)
    sign_on.set_rules(
        connection=oidc, is_enforced=True, is_second_factor=False, default_role="viewer", by=oidc.team.owner
    )
    return oidc


def typed(address: str, password: str = "", page: str = LOG_IN) -> HttpResponse:
    """The answer to the form, in a browser of its own."""
    return Client().post(page, {"login": address, "password": password})  # type: ignore[return-value]


def words(response: HttpResponse, address: str) -> str:
    """A page without what differs each time, and without the address."""
    page = re.sub(r'(name="csrfmiddlewaretoken" value|nonce)="[^"]+"', "", response.content.decode())
    return re.sub(r"(state|nonce|code_challenge)=[^&\"]+", "", page).replace(address, "")


class TestWhereItIsTheOnlyWay:
    def test_the_address_alone_leads_to_the_provider(self, enforced: SingleSignOn, issuer: str) -> None:
        led = [led_to(typed(address)) for address in (KNOWN, UNKNOWN, " Known@LUMEN.example ")]
        assert [address.startswith(f"{issuer}/identity/o/authorize?") for address in led] == [True] * 3

    def test_the_log_in_page_lets_the_password_be_left_out(self) -> None:
        assert " required" not in Client().get(LOG_IN).content.decode()

    def test_a_password_that_is_right_and_one_that_is_not_lead_to_the_same_page(
        self, enforced: SingleSignOn
    ) -> None:
        answers = [typed(KNOWN, PASSWORD), typed(KNOWN, "wrong"), typed(UNKNOWN, "wrong")]
        assert [answer.headers.get("Location") for answer in answers] == [PAGE] * 3

    def test_nobody_can_tell_who_has_an_account(self, enforced: SingleSignOn) -> None:
        assert words(typed(KNOWN), KNOWN) == words(typed(UNKNOWN), UNKNOWN)

    def test_nobody_signs_up_but_by_the_provider(self, enforced: SingleSignOn, issuer: str) -> None:
        for address, password in ((KNOWN, "a-long-quiet-password"), (UNKNOWN, "a-long-quiet-password"), (UNKNOWN, "x")):  # fmt: skip
            answer = Client().post(SIGN_UP, {"name": "Anna", "email": address, "password1": password})
            assert led_to(answer).startswith(issuer)  # type: ignore[arg-type]
        assert not User.objects.filter(email=UNKNOWN).exists()

    def test_nor_with_an_account_elsewhere(self, enforced: SingleSignOn) -> None:
        request = RequestFactory().get("/accounts/github/login/callback/")
        request.session = SessionStore()
        MessageMiddleware(lambda _: HttpResponse()).process_request(request)
        login = SocialLogin(
            user=User(email=UNKNOWN),
            account=SocialAccount(provider="github", uid="7"),
            email_addresses=[EmailAddress(email=UNKNOWN, verified=True)],
        )
        with pytest.raises(Exception) as led:
            TeamSignOnAdapter(request).pre_social_login(request, login)
        assert led.value.response["Location"] == PAGE  # type: ignore[attr-defined]


class TestWhereItIsOneWay:
    def test_it_is_offered_plainly_to_everybody_of_the_domain(self, oidc: SingleSignOn, issuer: str) -> None:
        for address in (KNOWN, UNKNOWN):
            client = Client()
            page = client.post(LOG_IN, {"login": address}).content.decode()
            assert (OFFER in page, f'name="email" value="{address}"' in page) == (True, True)
            assert led_to(client.post("/accounts/sso", {"email": address})).startswith(issuer)  # type: ignore[arg-type]

    def test_after_a_wrong_password_too(self, oidc: SingleSignOn) -> None:
        assert words(typed(KNOWN, "wrong"), KNOWN) == words(typed(UNKNOWN, "wrong"), UNKNOWN)
        assert OFFER in typed(KNOWN, "wrong").content.decode()

    def test_a_password_lets_people_in_as_ever(self, oidc: SingleSignOn) -> None:
        assert typed(KNOWN, PASSWORD)["Location"] == "/dashboard"

    def test_people_sign_up_as_ever(self, oidc: SingleSignOn) -> None:
        form = {"name": "Anna", "email": UNKNOWN, "password1": "a-long-quiet-password"} | agreed()
        assert Client().post(SIGN_UP, form)["Location"] == "/accounts/confirm-email/"


def test_other_addresses_are_asked_for_a_password(oidc: SingleSignOn) -> None:
    page = typed("somebody@elsewhere.example").content.decode()
    assert ("Enter your password." in page, "Your organisation" in page) == (True, False)
