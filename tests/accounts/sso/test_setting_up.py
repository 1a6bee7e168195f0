"""Setting single sign-on up: pages of the team's settings, domains and their proof, rules."""

import http.server
import threading
from collections.abc import Iterator

import pytest
import requests
from django.test import Client
from pytest_django.fixtures import Settings

from accounts import sealing
from accounts.http import SESSION_KEY
from accounts.models import AuditEvent, EmailDomain, SingleSignOn, Team, TeamMember
from accounts.services import email_domains, sign_on
from accounts.sso import outside
from accounts.sso.apps import SECRET_PURPOSE
from iconikcerts.common.errors import Conflict
from tests.accounts.factors import give_app
from tests.accounts.factors import prove as prove_oneself
from tests.accounts.sso.conftest import prove
from tests.accounts.sso.dns_server import Zone
from tests.factories import make_member, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner(team: Team, client: Client) -> Client:
    client.force_login(team.owner)
    prove_oneself(client, team.owner)
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()
    return client


class TestAsking:
    """What a team types is asked for carefully (server-side request forgery)."""

    @pytest.fixture
    def server(self) -> Iterator[str]:
        class Answer(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(302 if self.path == "/led" else 200)
                if self.path == "/led":
                    self.send_header("Location", "/there")
                self.end_headers()
                self.wfile.write(b"x" * (300_000 if self.path == "/long" else 5))

            def log_message(self, *_: object) -> None:
                """Says nothing."""

        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answer) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"127.0.0.1:{server.server_port}"
            server.shutdown()

    def test_hosts_of_our_own_network_are_not_asked(self, server: str) -> None:
        for address in (
            f"https://{server}/", "https://localhost/", "https://[::1]/", "https://169.254.169.254/latest/meta-data",
            "https://10.0.0.1/", "https://[::ffff:127.0.0.1]/", "https://100.64.0.1/", "https://0.0.0.0/",
        ):  # fmt: skip
            with pytest.raises(outside.Refused, match="not a host of the public network"):
                outside.get(address)

    def test_nor_is_anything_without_encryption(self, server: str) -> None:
        for address in (
            f"http://{server}/",
            "ftp://school.example/",
            "file:///etc/passwd",
            "https://a:b@school.example/",
        ):
            with pytest.raises(requests.RequestException):
                outside.get(address)

    def test_a_host_that_the_operator_names_is_asked_without_following_and_up_to_a_length(
        self, server: str, settings: Settings
    ) -> None:
        settings.SIGN_ON_INTERNAL_HOSTS = [server]
        assert outside.get(f"http://{server}/").text == "xxxxx"
        with pytest.raises(outside.Refused, match="The answer was 302"):
            outside.get(f"http://{server}/led")
        with pytest.raises(outside.Refused, match="too long"):
            outside.get(f"http://{server}/long")


class TestRules:
    def test_people_are_not_made_to_come_by_it_before_a_domain_is_proven(self, oidc: SingleSignOn) -> None:
        give_app(oidc.team.owner)
        oidc.team.email_domains.all().delete()
        with pytest.raises(Conflict, match="No domain is proven"):
            self.enforce(oidc)

    def test_nor_while_the_owner_would_be_shut_out(self, oidc: SingleSignOn) -> None:
        with pytest.raises(Conflict, match="have no second factor"):
            self.enforce(oidc)

    def test_nor_is_the_last_domain_removed_then(self, oidc: SingleSignOn) -> None:
        give_app(oidc.team.owner)
        self.enforce(oidc)
        with pytest.raises(Conflict, match="must log in by single sign-on"):
            email_domains.remove(domain=oidc.team.email_domains.get(), by=oidc.team.owner)

    def enforce(self, oidc: SingleSignOn) -> None:
        sign_on.set_rules(
            connection=oidc,
            is_enforced=True,
            is_second_factor=False,
            default_role="viewer",
            by=oidc.team.owner,
        )


class TestSecret:
    def test_it_lies_encrypted_and_stays_when_none_is_typed(self, oidc: SingleSignOn, issuer: str) -> None:
        assert "a-secret-between-us" not in oidc.sealed_secret
        again = sign_on.set_up_oidc(
            team=oidc.team, issuer=issuer, client_id="another", secret="", by=oidc.team.owner
        )
        assert sealing.unseal(again.sealed_secret, purpose=SECRET_PURPOSE) == "a-secret-between-us"

    def test_it_is_never_sent_to_another_issuer(self, oidc: SingleSignOn) -> None:
        with pytest.raises(Conflict, match="secret is missing"):
            sign_on.set_up_oidc(
                team=oidc.team, issuer="https://evil.example", client_id="x", secret="", by=oidc.team.owner
            )

    def test_the_trail_tells_what_changed_and_not_the_secret(self, oidc: SingleSignOn, issuer: str) -> None:
        event = AuditEvent.objects.get(action="sso.set_up")
        assert event.changes["issuer"] == {"from": "", "to": issuer}
        assert "a-secret" not in f"{event.data} {event.changes}"


class TestPages:
    def test_openid_connect_is_set_up_checked_and_removed(
        self, owner: Client, team: Team, issuer: str, settings: Settings
    ) -> None:
        settings.SIGN_ON_INTERNAL_HOSTS = [issuer.removeprefix("http://")]
        page = owner.get("/team/sign-on/oidc").content.decode()
        assert "http://127.0.0.1:8000/accounts/sso/lumen-academy/callback" in page

        given = {"issuer": f"{issuer}/.well-known/openid-configuration", "client_id": "x", "secret": "y"}
        assert owner.post("/team/sign-on/oidc", given)["Location"] == "/team/sign-on"
        assert SingleSignOn.objects.get(team=team).issuer == issuer
        assert "The settings fit" in owner.post("/team/sign-on/check", follow=True).content.decode()

        owner.post("/team/sign-on/remove")
        assert not SingleSignOn.objects.filter(team=team).exists()

    def test_an_issuer_that_is_wrong_is_told_in_plain_words(
        self, owner: Client, oidc: SingleSignOn, issuer: str
    ) -> None:
        SingleSignOn.objects.update(issuer=f"{issuer}/")
        page = owner.post("/team/sign-on/check", follow=True).content.decode()
        assert f"The provider calls itself “{issuer}”, not “{issuer}/”" in page

    def test_a_form_that_is_wrong_comes_back(self, owner: Client) -> None:
        response = owner.post(
            "/team/sign-on/oidc", {"issuer": "http://plain.example", "client_id": "x", "secret": "y"}
        )
        assert response.status_code == 422
        assert "is no address with https://" in response.content.decode()
        assert owner.post("/team/sign-on/domains", {"domain": "gmail.com"}).status_code == 422

    def test_a_domain_that_cannot_be_reached_says_what_to_do(
        self, owner: Client, team: Team, zone: Zone
    ) -> None:
        owner.post("/team/sign-on/domains", {"domain": "no-such-school.invalid"})
        domain = EmailDomain.objects.get(domain="no-such-school.invalid")
        page = owner.post(f"/team/sign-on/domains/{domain.pk}/check", follow=True).content.decode()
        assert "_iconikcerts-challenge.no-such-school.invalid has no TXT record." in page
        assert "There is no host no-such-school.invalid" in page

    def test_administrators_do_not_decide_who_logs_in_as_whom(self, team: Team, client: Client) -> None:
        client.force_login(make_member(team, TeamMember.Role.ADMIN))
        assert client.get("/team/sign-on").status_code == 403

    def test_the_rules_are_set_on_the_page(self, owner: Client, oidc: SingleSignOn) -> None:
        assert (
            owner.post("/team/sign-on/rules", {"is_enforced": "on", "default_role": "viewer"}).status_code
            == 422
        )
        owner.post("/team/sign-on/rules", {"is_second_factor": "on", "default_role": "editor"})
        oidc.refresh_from_db()
        assert (oidc.is_enforced, oidc.is_second_factor, oidc.default_role) == (False, True, "editor")

    def test_nobody_becomes_administrator_by_it(self, owner: Client, oidc: SingleSignOn) -> None:
        assert owner.post("/team/sign-on/rules", {"default_role": "admin"}).status_code == 422


def test_another_issuer_speaks_for_none_of_the_accounts_of_the_former(oidc: SingleSignOn) -> None:
    from allauth.socialaccount.models import SocialAccount

    SocialAccount.objects.create(user=make_user(), provider=oidc.provider_id, uid="1")
    sign_on.set_up_oidc(
        team=oidc.team, issuer="https://login.other.example", client_id="x", secret="y", by=oidc.team.owner
    )
    assert SocialAccount.objects.count() == 0


def test_a_proven_domain_of_another_team_is_not_ours(team: Team) -> None:
    prove(make_team("Other"), "other.example")
    assert sign_on.selectors.sign_on_of("x@other.example") is None
