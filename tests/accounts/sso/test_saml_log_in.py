"""Logging in by a team's SAML provider: a real one, pysaml2's."""

import base64
import shutil
import time
import zlib
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, SingleSignOn, Team, User
from accounts.services import sign_on
from accounts.sign_on_forms import SamlForm
from tests.accounts.sso.browsing import OURS, begin, person_of
from tests.accounts.sso.conftest import prove
from tests.accounts.sso.saml_provider import Changes, IdentityProvider
from tests.factories import make_team, make_user

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not shutil.which("xmlsec1"), reason="needs xmlsec1: run `make test`"),
]
ANNA = "anna@lumen.example"
ACS = "/accounts/saml/lumen-academy/acs/"


@pytest.fixture
def client() -> Client:
    """Says to which host it speaks, as browsers do: SAML compares addresses."""
    return browser()


def browser() -> Client:
    return Client(headers={"host": "testserver"})


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> IdentityProvider:
    return IdentityProvider(tmp_path_factory.mktemp("saml"))


@pytest.fixture
def saml(team: Team, provider: IdentityProvider, client: Client, settings: Settings) -> SingleSignOn:
    """Set up by the metadata of both sides."""
    settings.SIGN_ON_INTERNAL_HOSTS = ["testserver:80"]  # a name without a dot
    form = SamlForm({"metadata": provider.metadata})
    assert form.is_valid(), form.errors
    connection = sign_on.set_up_saml(team=team, by=team.owner, **form.cleaned_data)
    provider.meet(client.get("/accounts/saml/lumen-academy/metadata/").content.decode())
    cache.clear()
    return connection


def send(client: Client, acs: str, form: dict[str, str]):  # type: ignore[no-untyped-def]
    """What a browser does with the page of the provider."""
    first = client.post(acs.removeprefix(OURS), form)
    assert first["Location"] == f"{ACS}finish/"
    return client.get(first["Location"])


def come(client: Client, provider: IdentityProvider, person: str = ANNA, changes: Changes | None = None):  # type: ignore[no-untyped-def]
    return send(client, *provider.answer(begin(client, ANNA), person, changes))


def test_who_comes_first_is_let_in(saml: SingleSignOn, provider: IdentityProvider, client: Client) -> None:
    response = come(client, provider)

    anna = User.objects.get(email=ANNA)
    assert (response.status_code, response["Location"]) == (302, "/dashboard")
    assert (person_of(client), anna.name) == (str(anna.pk), "Anna Berg")
    assert saml.team.members.get(user=anna).role == "viewer"


@pytest.mark.parametrize(
    "changes",
    [
        Changes(is_signed=False),
        Changes(by_another_key=True),
        Changes(audience="https://another.example/"),
        Changes(destination="https://another.example/acs/"),
    ],
    ids=["unsigned", "signed by another key", "for another audience", "for another destination"],
)
def test_a_response_that_is_not_right_is_refused(
    saml: SingleSignOn, provider: IdentityProvider, client: Client, changes: Changes
) -> None:
    assert come(client, provider, changes=changes).status_code == 401
    assert person_of(client) == ""
    assert AuditEvent.objects.filter(team=saml.team, action="sso.fail").count() == 1


def test_an_expired_response_is_refused(
    saml: SingleSignOn, provider: IdentityProvider, client: Client
) -> None:
    acs, form = provider.answer(begin(client, ANNA), ANNA)
    now = time.time()
    with mock.patch("onelogin.saml2.utils.OneLogin_Saml2_Utils.now", return_value=int(now) + 400):
        assert send(client, acs, form).status_code == 401
    assert person_of(client) == ""


def test_a_response_counts_once(saml: SingleSignOn, provider: IdentityProvider, client: Client) -> None:
    acs, form = provider.answer(begin(client, ANNA), ANNA)
    send(client, acs, form)
    client.logout()

    assert send(client, acs, form).status_code == 403
    assert person_of(client) == ""


def test_a_response_to_another_browser_is_refused(
    saml: SingleSignOn, provider: IdentityProvider, client: Client
) -> None:
    acs, form = provider.answer(begin(browser(), ANNA), ANNA)

    assert send(client, acs, form).status_code == 403
    assert person_of(client) == ""


def test_an_address_of_another_domain_is_refused(
    saml: SingleSignOn, provider: IdentityProvider, client: Client
) -> None:
    make_user("victim@other.example")
    prove(make_team("Other school"), "other.example")

    assert come(client, provider, "victim@other.example").status_code == 403
    assert person_of(client) == ""


def test_relay_state_leads_to_no_other_site(
    saml: SingleSignOn, provider: IdentityProvider, client: Client
) -> None:
    acs, form = provider.answer(begin(client, ANNA), ANNA)

    assert send(client, acs, form | {"RelayState": "https://evil.example/"})["Location"] == "/dashboard"


@pytest.mark.parametrize("message", ["", "abc", "%%%", "bm8geG1s"])
def test_a_log_out_that_is_no_message_is_not_there(saml: SingleSignOn, client: Client, message: str) -> None:
    assert client.get("/accounts/saml/lumen-academy/sls/", {"SAMLRequest": message}).status_code in (400, 404)


def test_a_log_out_that_nobody_has_signed_logs_nobody_out(
    saml: SingleSignOn, provider: IdentityProvider, client: Client
) -> None:
    come(client, provider)
    asked = (
        '<samlp:LogoutRequest xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0" ID="_1" '
        'xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" IssueInstant="2026-01-01T00:00:00Z" '
        'Destination="http://testserver/accounts/saml/lumen-academy/sls/">'
        f"<saml:Issuer>{saml.entity_id}</saml:Issuer><saml:NameID>id-of-{ANNA}</saml:NameID></samlp:LogoutRequest>"
    )
    deflated = zlib.compress(asked.encode())[2:-4]
    response = client.get(
        "/accounts/saml/lumen-academy/sls/", {"SAMLRequest": base64.b64encode(deflated).decode()}
    )

    assert (response.status_code, person_of(client) != "") == (400, True)
    assert "Signature" in response.content.decode() or "signed" in response.content.decode()
