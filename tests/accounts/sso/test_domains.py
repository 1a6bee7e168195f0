"""Domains of a team: named, proven by a DNS record or a file, watched, lost. The DNS server is a real one."""

from datetime import timedelta

import pytest
import requests
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from accounts import selectors
from accounts.http import SESSION_KEY
from accounts.models import AuditEvent, EmailDomain, SingleSignOn, Team
from accounts.services import domain_watch, email_domains
from accounts.sso import outside, proofs
from iconikcerts.common.errors import Conflict
from tests.accounts.factors import prove as prove_oneself
from tests.accounts.sso.dns_server import Zone
from tests.factories import make_team

pytestmark = pytest.mark.django_db
NAME, RECORD = "school.example", "_iconikcerts-challenge.school.example"


@pytest.fixture(autouse=True)
def web(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The web sites that there are, by address: there is no way to get one with a trusted certificate here."""
    sites: dict[str, str] = {}

    def get(url: str) -> requests.Response:
        if url not in sites:
            raise outside.Refused("The answer was 404.")
        response = requests.Response()
        response.status_code, response._content = 200, sites[url].encode()
        return response

    monkeypatch.setattr(outside, "get", get)
    return sites


@pytest.fixture
def domain(team: Team, zone: Zone) -> EmailDomain:
    return email_domains.claim(team=team, domain=NAME, by=team.owner)


def line(domain: EmailDomain) -> str:
    return email_domains.line_of(domain)


def is_proven(domain: EmailDomain) -> bool:
    return EmailDomain.objects.get(pk=domain.pk).verified_at is not None


def check(domain: EmailDomain) -> str:
    """What is said of the domain, "" when it is proven."""
    try:
        email_domains.check(domain=domain, by=domain.team.owner)
    except email_domains.NotProven as said:
        return said.message
    return ""


class TestNaming:
    def test_a_domain_is_kept_as_dns_has_it(self, team: Team) -> None:
        domain = email_domains.claim(team=team, domain=" @Schule-Köln.Example ", by=team.owner)
        assert (domain.domain, domain.verified_at) == ("xn--schule-kln-lcb.example", None)

    @pytest.mark.parametrize(
        "text", ["gmail.com", "GMX.de", "lumen.example", "", "no domain", "localhost", "10.0.0.1"]
    )
    def test_free_mail_what_is_there_and_what_is_none_are_refused(self, team: Team, text: str) -> None:
        with pytest.raises(Conflict):
            email_domains.claim(team=team, domain=text, by=team.owner)

    def test_each_act_is_on_the_trail(self, domain: EmailDomain, zone: Zone) -> None:
        zone.records = {RECORD: [line(domain)]}
        check(domain)
        email_domains.remove(domain=domain, by=domain.team.owner)
        events = AuditEvent.objects.filter(team=domain.team, action__startswith="email_domain")
        assert [event.action for event in events.order_by("created_at")] == [
            "email_domain.add", "email_domain.verify", "email_domain.remove",
        ]  # fmt: skip


class TestRecord:
    def test_at_its_own_name_or_at_the_domain_it_proves(self, domain: EmailDomain, zone: Zone) -> None:
        for name in (RECORD, NAME):
            EmailDomain.objects.update(verified_at=None)
            zone.records = {name: ["v=spf1 -all", line(domain)]}
            assert (check(EmailDomain.objects.get(pk=domain.pk)), is_proven(domain)) == ("", True)

    def test_it_may_be_parted_into_strings(self, domain: EmailDomain, zone: Zone) -> None:
        whole = line(domain)
        zone.records = {RECORD: [(whole[:20], whole[20:])]}
        assert check(domain) == ""

    @pytest.mark.parametrize(
        ("records", "said"),
        [
            ({NAME: ["a", "b", "c"]}, f"{NAME} has 3 TXT records, none of ours."),
            ({RECORD: ["iconikcerts-verification=guess"]}, f"{RECORD} has 1 TXT record, which is not ours."),
            ({RECORD: []}, f"{RECORD} has no TXT record."),
            ({}, f"{RECORD} has no TXT record. {NAME} has no TXT record."),
        ],
    )
    def test_what_was_found_instead_is_said(
        self, domain: EmailDomain, zone: Zone, records: dict[str, list[str | tuple[str, ...]]], said: str
    ) -> None:
        zone.records = records
        assert said in check(domain)
        assert not is_proven(domain)

    def test_name_servers_that_fail_or_are_silent_are_named_soon(
        self, domain: EmailDomain, zone: Zone, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(proofs, "DNS_S", 0.3)
        zone.broken, zone.silent = {RECORD}, {NAME}
        said = check(domain)
        assert f"{RECORD} cannot be looked up" in said
        assert f"The name servers of {NAME} take too long to answer." in said

    def test_the_search_list_of_this_machine_is_not_asked(self, domain: EmailDomain, zone: Zone) -> None:
        check(domain)
        assert set(zone.asked) == {RECORD, NAME}

    def test_the_record_of_another_team_proves_nothing(self, domain: EmailDomain, zone: Zone) -> None:
        theirs = make_team("Other")
        other = email_domains.claim(team=theirs, domain=NAME, by=theirs.owner)
        zone.records = {RECORD: [line(domain)]}
        assert "which is not ours" in check(other)

    def test_a_domain_belongs_to_the_one_team_that_has_proven_it(
        self, domain: EmailDomain, zone: Zone
    ) -> None:
        theirs = make_team("Other")
        other = email_domains.claim(team=theirs, domain=NAME, by=theirs.owner)
        zone.records = {RECORD: [line(domain), line(other)]}
        check(domain)
        with pytest.raises(Conflict, match="Another team has proven"):
            email_domains.check(domain=other, by=theirs.owner)
        assert not is_proven(other)


class TestFile:
    def test_it_proves_where_there_is_no_record(self, domain: EmailDomain, web: dict[str, str]) -> None:
        web["https://school.example/.well-known/iconikcerts-verification.txt"] = f"other=1\n{line(domain)}\n"
        assert (check(domain), is_proven(domain)) == ("", True)

    @pytest.mark.parametrize(
        "said", ["", "iconikcerts-verification=", "iconikcerts-verification=guess", "<html>"]
    )
    def test_one_that_says_something_else_proves_nothing(
        self, domain: EmailDomain, web: dict[str, str], said: str
    ) -> None:
        web[proofs.address_of_file(NAME)] = said
        assert "says something else" in check(domain)


class TestWatch:
    @pytest.fixture
    def proven(self, domain: EmailDomain, zone: Zone, settings: Settings) -> EmailDomain:
        settings.CELERY_TASK_ALWAYS_EAGER = True
        zone.records = {RECORD: [line(domain)]}
        check(domain)
        zone.records = {}
        return domain

    def days_later(self, domain: EmailDomain, days: int, run: DjangoCaptureOnCommitCallbacks) -> EmailDomain:
        """What the scheduler does, so many days after the proof was missed."""
        since = timezone.now() - timedelta(days=days)
        EmailDomain.objects.filter(missing_since__isnull=False).update(missing_since=since)
        with run(execute=True):
            domain_watch.look(domain_id=domain.pk)
        return EmailDomain.objects.get(pk=domain.pk)

    def test_it_is_queued_for_each_proven_domain(
        self, proven: EmailDomain, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        queued: list[str] = []
        monkeypatch.setattr("accounts.tasks.look_at_domain.delay", queued.append)
        email_domains.claim(team=proven.team, domain="not-yet.example", by=proven.team.owner)
        ours = EmailDomain.objects.verified().values_list("pk", flat=True)
        assert domain_watch.look_at_all() == len(ours) == 2
        assert sorted(queued) == sorted(str(pk) for pk in ours)

    def test_a_proof_that_goes_is_told_to_the_owner_and_counts_for_a_week(
        self,
        proven: EmailDomain,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        for days in (0, 1, 6):
            found = self.days_later(proven, days, django_capture_on_commit_callbacks)
            assert (found.verified_at is None, found.missing_since is None) == (False, False)
        [letter] = mail.outbox
        assert (letter.to, letter.subject) == (["owner@lumen.example"], f"{NAME} has lost its proof")
        assert f"{RECORD} has no TXT record." in letter.body

        found = self.days_later(proven, 7, django_capture_on_commit_callbacks)
        assert (found.verified_at, found.missing_since) == (None, None)
        assert mail.outbox[1].subject == f"{NAME} no longer counts as yours"
        actions = AuditEvent.objects.filter(team=proven.team, action__in=["email_domain.miss", "email_domain.lapse"])  # fmt: skip
        assert sorted(event.action for event in actions) == ["email_domain.lapse", "email_domain.miss"]

    def test_then_the_log_in_page_knows_it_no_more(
        self,
        oidc: SingleSignOn,
        proven: EmailDomain,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        knows = []
        for days in (0, 6, 7):
            self.days_later(proven, days, django_capture_on_commit_callbacks)
            knows.append(selectors.sign_on_of(f"anna@{NAME}") == oidc)
        assert knows == [True, True, False]

    def test_one_that_comes_back_in_time_counts_on(
        self,
        proven: EmailDomain,
        zone: Zone,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        self.days_later(proven, 0, django_capture_on_commit_callbacks)
        zone.records = {RECORD: [line(proven)]}
        found = self.days_later(proven, 20, django_capture_on_commit_callbacks)
        assert (found.verified_at is not None, found.missing_since) == (True, None)
        assert AuditEvent.objects.filter(team=proven.team, action="email_domain.find").count() == 1

    def test_name_servers_that_are_away_have_a_month(
        self,
        proven: EmailDomain,
        zone: Zone,
        django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    ) -> None:
        zone.broken = {RECORD, NAME}
        proven_after = [
            self.days_later(proven, days, django_capture_on_commit_callbacks).verified_at is not None
            for days in (0, 29, 30)
        ]
        assert proven_after == [True, True, False]


def test_the_page_shows_both_ways_to_copy_and_says_when_one_is_gone(
    domain: EmailDomain, zone: Zone, client: Client
) -> None:
    team = domain.team
    client.force_login(team.owner)
    prove_oneself(client, team.owner)
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()

    page = client.get("/team/sign-on").content.decode()
    copied = [f"<code data-copy-text>{text}</code>" in page for text in (RECORD, line(domain), proofs.address_of_file(NAME))]  # fmt: skip
    assert copied == [True] * 3

    zone.records = {NAME: ["a", "b", "c"]}
    check_url = f"/team/sign-on/domains/{domain.pk}/check"
    assert f"{NAME} has 3 TXT records, none of ours." in client.post(check_url, follow=True).content.decode()
    zone.records = {RECORD: [line(domain)]}
    assert f"{NAME} is proven to be yours." in client.post(check_url, follow=True).content.decode()

    EmailDomain.objects.filter(pk=domain.pk).update(missing_since=timezone.now())
    page = client.get("/team/sign-on").content.decode()
    assert "Proof missing" in page
    assert f"Put one of them back by {domain_watch.lapses_on(EmailDomain.objects.get(pk=domain.pk))}" in page
