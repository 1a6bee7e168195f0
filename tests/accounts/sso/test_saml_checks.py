"""The check of a SAML provider, its metadata, and how we follow it when its certificates change."""

from datetime import UTC, datetime, timedelta
from unittest import mock

import pytest
import requests
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.forms.sign_on import SamlForm
from accounts.http import SESSION_KEY
from accounts.models import AuditEvent, SingleSignOn, Team
from accounts.services import sign_on, sign_on_checks
from accounts.sso import metadata, outside
from tests.accounts.factors import prove as prove_oneself
from tests.servers import IdentityProviderProcess

pytestmark = pytest.mark.django_db
ENTITY = "https://login.lumen.example/saml"
NOTHING_ASKED = "Give the address of the metadata instead of pasting it"


@pytest.fixture
def url(identity_provider: IdentityProviderProcess, settings: Settings) -> str:
    """Where the provider's metadata lies; it names one certificate."""
    settings.SIGN_ON_INTERNAL_HOSTS = [identity_provider.url.removeprefix("http://")]
    publish(identity_provider.url, "ours")
    return f"{identity_provider.url}/metadata"


@pytest.fixture
def saml(team: Team, url: str) -> SingleSignOn:
    return set_up(team, url)


def set_up(team: Team, given: str) -> SingleSignOn:
    form = SamlForm({"metadata": given})
    assert form.is_valid(), form.errors
    return sign_on.set_up_saml(team=team, by=team.owner, **form.cleaned_data)


def publish(provider: str, *keys: str) -> None:
    requests.post(f"{provider.removesuffix('/metadata')}/publish", " ".join(keys), timeout=10)


def faults(connection: SingleSignOn) -> str:
    return " ".join(sign_on_checks.check(connection=connection).faults)


def refused(text: str) -> str:
    """What the form says of metadata that is not taken."""
    return str(SamlForm({"metadata": text}).errors.get("metadata", ""))


class TestCheck:
    def test_what_fits_has_no_faults(self, saml: SingleSignOn) -> None:
        assert faults(saml) == ""

    def test_the_provider_is_truly_asked(self, saml: SingleSignOn, url: str) -> None:
        saml.metadata_url = f"{url}/nowhere"
        assert faults(saml) == f"The metadata at {url}/nowhere cannot be read: The answer was 404."

    def test_pasted_metadata_leaves_the_address_for_log_in_to_be_asked(self, team: Team, url: str) -> None:
        saml = set_up(team, requests.get(url, timeout=10).text)
        found = sign_on_checks.check(connection=saml)
        assert (found.faults, NOTHING_ASKED in found.notes[0]) == ([], True)

        saml.sso_url = "https://no-such-provider.invalid/sso"
        assert "no-such-provider.invalid/sso, cannot be reached" in faults(saml)

    @pytest.mark.parametrize("host", ["127.0.0.1:1", "10.0.0.1", "169.254.169.254", "[::1]"])
    def test_nothing_in_our_own_network_is_asked(self, saml: SingleSignOn, host: str) -> None:
        saml.metadata_url = f"https://{host}/metadata"
        assert "not a host of the public network" in faults(saml)
        saml.metadata_url, saml.sso_url = "", f"https://{host}/sso"
        assert "not a host of the public network" in faults(saml)

    @pytest.mark.parametrize(
        ("keys", "said"),
        [
            (["old"], "certificate ran out on"),
            (["coming"], "is not valid before"),
            (["old", "ours"], ""),
        ],
    )
    def test_certificates_are_looked_at(
        self, saml: SingleSignOn, url: str, keys: list[str], said: str
    ) -> None:
        publish(url, *keys)
        found = faults(saml)
        assert (said in found, found == "") == (True, said == "")

    def test_one_that_runs_out_soon_is_a_note_and_one_that_does_not_is_none(
        self, saml: SingleSignOn, url: str
    ) -> None:
        assert "last certificate runs out on" in sign_on_checks.check(connection=saml).notes[0]
        publish(url, "next")
        sign_on_checks.check(connection=saml)
        assert sign_on_checks.check(connection=saml).notes == []

    def test_another_provider_at_the_address_is_not_followed(self, saml: SingleSignOn) -> None:
        SingleSignOn.objects.update(entity_id="https://evil.example/saml")
        saml.refresh_from_db()
        before = saml.certificate
        assert f"calls itself “{ENTITY}”, not “https://evil.example/saml”" in faults(saml)
        assert SingleSignOn.objects.get().certificate == before

    @pytest.mark.parametrize(("seconds", "said"), [(61, "ahead of"), (-600, "behind"), (30, "")])
    def test_a_clock_that_is_wrong_is_named(self, saml: SingleSignOn, seconds: int, said: str) -> None:
        told = metadata.fetch(saml.metadata_url)
        assert abs(told.clock_s or 0) <= 2
        with mock.patch.object(metadata, "_ahead_s", return_value=seconds):
            assert (said in faults(saml), faults(saml) == "") == (True, said == "")

    def test_the_page_says_it(self, saml: SingleSignOn, team: Team, client: Client, url: str) -> None:
        client.force_login(team.owner)
        prove_oneself(client, team.owner)
        session = client.session
        session[SESSION_KEY] = str(team.pk)
        session.save()
        page = client.post("/team/sign-on/check", follow=True).content.decode()
        assert ("The settings fit" in page, "last certificate runs out" in page, url in page) == (True,) * 3

        publish(url, "old")
        page = client.post("/team/sign-on/check", follow=True).content.decode()
        assert ("certificate ran out" in page, "The settings fit" in page) == (True, False)


class TestMetadata:
    def test_entities_and_document_types_are_refused(self, url: str) -> None:
        """XML external entities: nothing of ours is read, and nothing fetched."""
        text = requests.get(url, timeout=10).text
        body = text[text.index("<ns0:EntityDescriptor") :]
        for entity in (
            '<!ENTITY x SYSTEM "file:///etc/hostname">',
            f'<!ENTITY x SYSTEM "{url}">',
            '<!ENTITY x "y">',
        ):
            with mock.patch.object(outside, "get") as asked:
                said = refused(f"<!DOCTYPE md [{entity}]>{body}")
            assert ("document type (DTD)" in said, asked.called) == (True, False)

    def test_metadata_of_us_instead_of_the_provider_is_told_apart(self, url: str) -> None:
        text = requests.get(url, timeout=10).text.replace("IDPSSODescriptor", "SPSSODescriptor")
        assert "has no IDPSSODescriptor" in refused(text)

    def test_other_bindings_than_ours_are_named(self, url: str) -> None:
        text = requests.get(url, timeout=10).text.replace("bindings:HTTP-Redirect", "bindings:SOAP")
        assert "no address for log-in by HTTP-Redirect" in refused(text)

    def test_metadata_that_has_run_out_is_not_taken(self, url: str) -> None:
        text = requests.get(url, timeout=10).text
        for days, said in ((-1, "has run out"), (1, "")):
            until = (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
            stamped = text.replace("entityID=", f'validUntil="{until}" entityID=', 1)
            assert (said in refused(stamped), refused(stamped) == "") == (True, said == "")

    @pytest.mark.parametrize("text", ["<html>", "nonsense", "<a/>"])
    def test_what_is_none_is_said_to_be_none(self, text: str) -> None:
        assert "This is no metadata" in refused(text)


class TestFollowing:
    def test_new_certificates_are_taken_over_each_day(self, saml: SingleSignOn, url: str) -> None:
        publish(url, "ours", "next")
        sign_on_checks.renew(connection_id=saml.pk)

        saml.refresh_from_db()
        assert len(metadata.parted(saml.certificate)) == 2
        event = AuditEvent.objects.get(action="sso.renew")
        assert (event.team_id, event.actor_id) == (saml.team_id, None)

    def test_nothing_is_noted_when_nothing_has_changed(self, saml: SingleSignOn) -> None:
        sign_on_checks.renew(connection_id=saml.pk)
        assert not AuditEvent.objects.filter(action="sso.renew").exists()

    def test_what_cannot_be_read_leaves_what_is_there(self, saml: SingleSignOn, url: str) -> None:
        before = saml.certificate
        SingleSignOn.objects.update(metadata_url=f"{url}/nowhere")
        sign_on_checks.renew(connection_id=saml.pk)
        assert SingleSignOn.objects.get().certificate == before
        assert AuditEvent.objects.filter(team=saml.team, action="sso.fail").count() == 1

    def test_it_is_queued_where_the_address_is_known(
        self, saml: SingleSignOn, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        queued: list[str] = []
        monkeypatch.setattr("accounts.tasks.read_metadata.delay", queued.append)
        assert (sign_on_checks.renew_all(), queued) == (1, [str(saml.pk)])
        SingleSignOn.objects.update(metadata_url="")
        assert (sign_on_checks.renew_all(), len(queued)) == (0, 1)
