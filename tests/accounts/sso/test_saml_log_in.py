"""Logging in by a team's SAML provider: a real one, pysaml2's, on a port. What it and others send wrongly lets nobody in."""

import base64
import html
import re
import zlib
from collections.abc import Callable

import pytest
import requests
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.forms.sign_on import SamlForm
from accounts.models import AuditEvent, SingleSignOn, Team, User
from accounts.services import sign_on
from tests.accounts.agreeing import finish
from tests.accounts.sso import saml_attacks
from tests.accounts.sso.browsing import OURS, begin, person_of
from tests.accounts.sso.conftest import prove
from tests.accounts.sso.saml_provider import Changes
from tests.factories import make_team, make_user
from tests.servers import IdentityProviderProcess

pytestmark = pytest.mark.django_db
ANNA = "anna@lumen.example"
ACS = "/accounts/saml/lumen-academy/acs/"
Form = dict[str, str]


@pytest.fixture
def client() -> Client:
    """Says to which host it speaks, as browsers do: SAML compares addresses."""
    return browser()


def browser() -> Client:
    return Client(headers={"host": "testserver"})


@pytest.fixture
def saml(
    team: Team, identity_provider: IdentityProviderProcess, client: Client, settings: Settings
) -> SingleSignOn:
    """Set up by the metadata of both sides."""
    host = identity_provider.url.removeprefix("http://")
    settings.SIGN_ON_INTERNAL_HOSTS = [host, "testserver:80"]  # the latter is a name without a dot
    publish(identity_provider, "ours")
    connection = set_up(team, {"metadata": f"{identity_provider.url}/metadata"})
    metadata = client.get("/accounts/saml/lumen-academy/metadata/").content
    requests.post(f"{identity_provider.url}/meet", metadata, timeout=10)
    return connection


def set_up(team: Team, given: Form) -> SingleSignOn:
    form = SamlForm(given)
    assert form.is_valid(), form.errors
    return sign_on.set_up_saml(team=team, by=team.owner, **form.cleaned_data)


def publish(provider: IdentityProviderProcess, *keys: str) -> None:
    requests.post(f"{provider.url}/publish", " ".join(keys), timeout=10)


def answer(client: Client, person: str = ANNA, changes: Changes | None = None) -> tuple[str, Form]:
    """Begin here, log in at the provider's page; where its answer is to be taken, and the answer."""
    page = requests.get(begin(client, ANNA), timeout=10)
    form = _fields(page.text) | {"person": person, "changes": (changes or Changes()).json}
    onward = requests.post(f"{page.url.partition('/sso?')[0]}/log-in", form, timeout=10)
    onward.raise_for_status()
    acs = html.unescape(re.findall(r'action="([^"]+)"', onward.text)[0])
    return acs, _fields(onward.text)


def _fields(page: str) -> Form:
    found = re.findall(r'name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def send(client: Client, acs: str, form: Form):  # type: ignore[no-untyped-def]
    """What a browser does with the page of the provider."""
    first = client.post(acs.removeprefix(OURS), form)
    assert first["Location"] == f"{ACS}finish/"
    return finish(client, client.get(first["Location"]))


def come(client: Client, person: str = ANNA, changes: Changes | None = None):  # type: ignore[no-untyped-def]
    return send(client, *answer(client, person, changes))


def test_who_comes_first_is_let_in(saml: SingleSignOn, client: Client) -> None:
    response = come(client)

    anna = User.objects.get(email=ANNA)
    assert (response.status_code, response["Location"]) == (302, "/dashboard")
    assert (person_of(client), anna.name) == (str(anna.pk), "Anna Berg")
    assert saml.team.members.get(user=anna).role == "viewer"


@pytest.mark.parametrize(
    "changes",
    [
        Changes(is_signed=False),
        Changes(key="another"),
        Changes(audience="https://another.example/"),
        Changes(destination="https://another.example/acs/"),
        Changes(minutes=-5),
        Changes(is_asked_for=False),
    ],
    ids=["unsigned", "by another key", "for another audience", "for another place", "expired", "unasked"],
)
def test_a_response_that_is_not_right_is_refused(
    saml: SingleSignOn, client: Client, changes: Changes
) -> None:
    assert come(client, changes=changes).status_code == 401
    assert person_of(client) == ""
    assert AuditEvent.objects.filter(team=saml.team, action="sso.fail").count() == 1


@pytest.mark.parametrize(
    "attack",
    [saml_attacks.before, saml_attacks.around, saml_attacks.in_signature, saml_attacks.same_id],
    ids=["before", "around", "in the signature", "same id"],
)
def test_a_forged_assertion_beside_a_signed_one_logs_nobody_in(
    saml: SingleSignOn, client: Client, attack: Callable[[Form, str], Form]
) -> None:
    """XML signature wrapping: Anna's signed answer, made to speak of somebody else."""
    make_user("boss@lumen.example")
    acs, form = answer(client)

    assert send(client, acs, attack(form, "boss@lumen.example")).status_code == 401
    assert person_of(client) == ""


def test_a_comment_does_not_cut_an_address_short(saml: SingleSignOn, client: Client) -> None:
    """The signature does not see comments; "anna@lumen.example" must not remain of "anna@lumen.example.evil.example"."""
    acs, form = answer(client, f"{ANNA}.evil.example")

    assert send(client, acs, saml_attacks.with_comment(form, ANNA)).status_code == 403
    assert person_of(client) == ""


@pytest.mark.parametrize("text", ["", "%%%", "bm8geG1s", "PGE+"])
def test_a_response_that_is_none_is_refused(saml: SingleSignOn, client: Client, text: str) -> None:
    begin(client, ANNA)
    assert send(client, f"{OURS}{ACS}", {"SAMLResponse": text}).status_code == 401


def test_a_response_with_a_document_type_is_not_read(saml: SingleSignOn, client: Client) -> None:
    acs, form = answer(client)
    xml = base64.b64decode(form["SAMLResponse"]).decode()
    body = xml[xml.index("<ns0:Response") if "<ns0:Response" in xml else xml.index("?>") + 2 :]
    entity = '<!DOCTYPE x [<!ENTITY who SYSTEM "file:///etc/hostname">]>' + body
    forged = form | {"SAMLResponse": base64.b64encode(entity.encode()).decode()}

    assert send(client, acs, forged).status_code == 401


def test_while_the_provider_changes_its_certificate_both_count(
    saml: SingleSignOn, identity_provider: IdentityProviderProcess
) -> None:
    publish(identity_provider, "ours", "next")
    set_up(saml.team, {"metadata": f"{identity_provider.url}/metadata"})
    people = [browser() for _ in range(3)]
    keys = ("ours", "next", "another")
    answers = [come(each, changes=Changes(key=key)) for each, key in zip(people, keys, strict=True)]

    assert [response.status_code for response in answers] == [302, 302, 401]


def test_the_address_stands_where_the_team_says(
    saml: SingleSignOn, identity_provider: IdentityProviderProcess, client: Client
) -> None:
    given = {
        "metadata": f"{identity_provider.url}/metadata",
        "email_attribute": "urn:oid:1.3.6.1.4.1.5923.1.1.1.6",
    }
    set_up(saml.team, given)

    assert come(browser()).status_code == 403  # "mail" does not count any more
    assert come(client, changes=Changes(attribute="eduPersonPrincipalName"))["Location"] == "/dashboard"


def test_a_response_counts_once(saml: SingleSignOn, client: Client) -> None:
    acs, form = answer(client)
    send(client, acs, form)
    client.logout()

    assert send(client, acs, form).status_code == 403
    assert person_of(client) == ""


def test_a_response_to_another_browser_is_refused(saml: SingleSignOn, client: Client) -> None:
    acs, form = answer(browser())

    assert send(client, acs, form).status_code == 403
    assert person_of(client) == ""


def test_an_address_of_another_domain_is_refused(saml: SingleSignOn, client: Client) -> None:
    make_user("victim@other.example")
    prove(make_team("Other school"), "other.example")

    assert come(client, "victim@other.example").status_code == 403
    assert person_of(client) == ""


def test_relay_state_leads_to_no_other_site(saml: SingleSignOn, client: Client) -> None:
    acs, form = answer(client)

    assert send(client, acs, form | {"RelayState": "https://evil.example/"})["Location"] == "/dashboard"


@pytest.mark.parametrize("message", ["", "abc", "%%%", "bm8geG1s"])
def test_a_log_out_that_is_no_message_is_not_there(saml: SingleSignOn, client: Client, message: str) -> None:
    assert client.get("/accounts/saml/lumen-academy/sls/", {"SAMLRequest": message}).status_code in (400, 404)


def test_a_log_out_that_nobody_has_signed_logs_nobody_out(saml: SingleSignOn, client: Client) -> None:
    come(client)
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


def test_a_log_out_that_the_provider_has_signed_logs_out(
    saml: SingleSignOn, identity_provider: IdentityProviderProcess, client: Client
) -> None:
    come(client)
    asked = {"person": ANNA, "slo": f"{OURS}/accounts/saml/lumen-academy/sls/"}
    address = requests.get(f"{identity_provider.url}/log-out", asked, timeout=10).text
    answered = client.get(address.removeprefix(OURS))

    assert answered["Location"].startswith(f"{identity_provider.url}/slo?SAMLResponse=")
    assert person_of(client) == ""
