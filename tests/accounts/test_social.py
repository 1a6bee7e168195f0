"""Logging in by others: what is offered, where it leads, and whose account it opens. The provider is a real server here."""

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.github.views import GitHubOAuth2Adapter
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import Team, User
from accounts.services import users
from tests.accounts.agreeing import finish
from tests.factories import make_user

LOG_IN, BY_GITHUB = "/accounts/login/", "/accounts/github/login/"
CONNECTED, HOME = "/accounts/connected/", "/dashboard"
pytestmark = pytest.mark.django_db


class GitHub(BaseHTTPRequestHandler):
    """The token, the person and the addresses that GitHub tells of. `sent`: what came to the token's address."""

    emails: list[dict[str, Any]] = []
    sent: dict[str, list[str]] = {}

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        GitHub.sent = parse_qs(body)
        self._answer({"access_token": "of-github", "token_type": "bearer"})

    def do_GET(self) -> None:
        person = {"id": 7, "login": "amina", "name": "Amina Okonkwo", "email": None}
        self._answer(self.emails if self.path == "/user/emails" else person)

    def _answer(self, value: object) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(value).encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def github(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[type[GitHub]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), GitHub)
    Thread(target=server.serve_forever, daemon=True).start()
    site = f"http://127.0.0.1:{server.server_port}"
    for name, path in (
        ("access_token_url", "/token"),
        ("profile_url", "/user"),
        ("emails_url", "/user/emails"),
    ):
        monkeypatch.setattr(GitHubOAuth2Adapter, name, f"{site}{path}")
    app = {"client_id": "ours", "secret": "quiet", "key": ""}
    settings.SOCIALACCOUNT_PROVIDERS = {"github": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}
    settings.SIGN_ON_INTERNAL_HOSTS = [f"127.0.0.1:{server.server_port}"]
    GitHub.emails = [{"email": "amina@example.org", "primary": True, "verified": True}]
    cache.clear()
    yield GitHub
    server.shutdown()
    server.server_close()


def come_by(client: Client, **query: str) -> Any:
    """Press the button, say yes at GitHub, come back, accept the terms if one is new; returns the last answer."""
    led = client.post(BY_GITHUB, query_params=query)["Location"]
    state = parse_qs(urlsplit(led).query)["state"][0]
    return finish(client, client.get("/accounts/github/login/callback/", {"code": "yes", "state": state}))


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_only_what_is_configured_is_offered(client: Client, github: type[GitHub]) -> None:
    pages = [client.get(address).content.decode() for address in (LOG_IN, "/accounts/signup/")]

    assert ["Log in with GitHub" in pages[0], "Sign up with GitHub" in pages[1]] == [True, True]
    assert [name for name in ("Google", "Microsoft") if name in "".join(pages)] == []


def test_without_any_there_is_no_trace_of_them(client: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    page = client.get(LOG_IN).content.decode()

    assert "GitHub" not in page
    assert [
        client.get(f"/accounts/{name}/login/").status_code for name in ("google", "microsoft", "github")
    ] == [404] * 3


def test_the_way_there_is_guarded_by_state_and_proof_key(client: Client, github: type[GitHub]) -> None:
    led = urlsplit(client.post(BY_GITHUB)["Location"])
    asked = parse_qs(led.query)
    come_by(client)

    assert (led.netloc, asked["code_challenge_method"]) == ("github.com", ["S256"])
    assert len(asked["state"][0]) >= 16
    assert len(github.sent["code_verifier"][0]) >= 43


def test_a_newcomer_gets_an_account_a_name_and_a_team(client: Client, github: type[GitHub]) -> None:
    answer = come_by(client)

    user = User.objects.get()
    assert (answer["Location"], is_in(client)) == (HOME, True)
    assert (user.name, user.email, user.has_usable_password()) == (
        "Amina Okonkwo",
        "amina@example.org",
        False,
    )
    assert Team.objects.get().owner == user


def test_a_verified_address_opens_the_account_that_has_verified_it_too(
    client: Client, github: type[GitHub]
) -> None:
    user = make_user("amina@example.org")
    users.vouch_for_address(user=user)

    come_by(client)

    assert SocialAccount.objects.get().user == user
    assert is_in(client)


def test_an_address_that_the_provider_has_not_verified_opens_nothing(
    client: Client, github: type[GitHub]
) -> None:
    users.vouch_for_address(user=make_user("amina@example.org"))
    github.emails = [{"email": "amina@example.org", "primary": True, "verified": False}]

    come_by(client)

    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_who_has_signed_up_with_the_address_of_another_is_locked_out_when_the_owner_comes(
    client: Client, github: type[GitHub]
) -> None:
    squatter = make_user("amina@example.org", password="of-the-squatter")
    squatter.emailaddress_set.create(email=squatter.email, primary=True, verified=False)
    theirs = Client()
    theirs.force_login(squatter)

    come_by(client)

    squatter.refresh_from_db()
    assert not squatter.has_usable_password()
    assert not is_in(theirs)
    assert client.get(LOG_IN)["Location"] == "/accounts/confirm-email/"  # by a code to the owner's mailbox


def test_an_answer_that_nobody_asked_for_logs_nobody_in(client: Client, github: type[GitHub]) -> None:
    page = client.get("/accounts/github/login/callback/", {"code": "yes", "state": "forged"})

    assert "That did not work" in page.content.decode()
    assert not is_in(client)


def test_it_leads_to_pages_of_this_site_alone(github: type[GitHub]) -> None:
    users.vouch_for_address(user=make_user("amina@example.org"))
    own = come_by(Client(), next="/jobs/")["Location"]
    foreign = come_by(Client(), next="https://evil.example/")["Location"]

    assert (own, foreign) == ("/jobs/", HOME)


def test_somebody_who_is_in_connects_and_disconnects(client: Client, github: type[GitHub]) -> None:
    user = make_user("another@example.org")
    users.vouch_for_address(user=user)
    client.force_login(user)
    come_by(client, process="connect")
    connected = SocialAccount.objects.get()
    listed = "amina" in client.get(CONNECTED).content.decode()

    client.post(CONNECTED, {"account": str(connected.pk)})

    assert (connected.user, listed) == (user, True)
    assert not SocialAccount.objects.exists()


def test_the_account_of_somebody_else_cannot_be_disconnected(client: Client, github: type[GitHub]) -> None:
    theirs = SocialAccount.objects.create(user=make_user(), provider="github", uid="9", extra_data={})
    client.force_login(make_user())

    client.post(CONNECTED, {"account": str(theirs.pk)})

    assert SocialAccount.objects.filter(pk=theirs.pk).exists()
