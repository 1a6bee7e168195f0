"""Unusual things, made to happen by the real flows: they raise one notice a day, mailed once, and acknowledged."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts import audit
from accounts.models import AuditEvent, SecurityEvent, Team, TeamMember, User
from accounts.services import anomalies, security_events
from iconikcerts.common import origin
from iconikcerts.common.origin import Origin
from tests.accounts.audit.test_chain import _unguarded
from tests.factories import PASSWORD, make_member, make_team, make_user

pytestmark = pytest.mark.django_db
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
NEWER = LAPTOP.replace("140", "141")
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)


@pytest.fixture(autouse=True)
def _no_limits_from_before() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    made = make_user(email="amina@example.org")
    EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=True)
    return made


def log_in(device: str = LAPTOP, address: str = "198.51.100.4", password: str = PASSWORD) -> Client:
    client = Client()
    client.post(
        "/accounts/login/",
        {"login": "amina@example.org", "password": password},
        HTTP_USER_AGENT=device,
        REMOTE_ADDR=address,
    )
    return client


def raised() -> list[tuple[str, dict[str, object], int]]:
    events = SecurityEvent.objects.order_by("created_at")
    return [(event.kind, event.facts, event.times) for event in events]


def aged(**by: int) -> None:
    """What is on record so far was earlier."""
    for event in AuditEvent.objects.all():
        earlier = event.created_at - timedelta(**by)
        _unguarded(lambda: AuditEvent.objects.filter(pk=event.pk).update(created_at=earlier))  # noqa: B023 - called at once


def test_the_first_sign_in_is_nothing_new(user: User) -> None:
    log_in()

    assert raised() == []


def test_the_same_device_and_network_again_are_nothing_new(user: User) -> None:
    log_in()
    log_in(device=NEWER, address="198.51.7.9")

    assert raised() == []


def test_a_new_device_and_a_new_place_are_told_once_a_day(user: User) -> None:
    log_in()
    log_in(device=PHONE, address="203.0.113.7")
    log_in(device=PHONE.replace("iPhone;", "iPad;"), address="192.0.2.1")

    assert [(kind, times) for kind, _, times in raised()] == [("new_device", 1), ("new_place", 2)]
    assert SecurityEvent.objects.get(kind="new_device").facts == {"device": "Mobile Safari on iOS"}


def test_a_device_of_long_ago_is_new_again(user: User) -> None:
    log_in(device=PHONE)
    aged(days=181)
    log_in()
    aged(days=1)
    log_in(device=PHONE)

    assert [kind for kind, _, _ in raised()] == ["new_device"]


def test_ten_failures_within_an_hour_are_many(user: User) -> None:
    for number in range(10):
        assert raised() == []
        log_in(password="wrong", address=f"203.0.113.{number}")
        if number == 8:
            aged(minutes=50)
        cache.clear()  # the throttle of log-ins has its own tests

    assert raised() == [("many_failures", {"failures": 10}, 1)]


def test_failures_of_yesterday_do_not_count(user: User) -> None:
    for number in range(9):
        log_in(password="wrong", address=f"203.0.113.{number}")
        cache.clear()
    aged(hours=2)
    log_in(password="wrong")

    assert raised() == []


def test_one_address_that_tries_many_accounts_is_told_to_the_operator_alone() -> None:
    with origin.acting(Origin("203.0.113.7", "curl/8", "web")):
        for _ in range(50):
            audit.record(team=None, by=None, action="login.fail", target=None, reason="password")
        anomalies.after_failure(user=None)

    event = SecurityEvent.objects.get()
    assert (event.person, event.team, event.facts) == (None, None, {"failures": 50})


@pytest.mark.parametrize(("old", "is_many"), [(499, False), (500, True)])
def test_many_old_certificates_taken_away_in_an_hour_are_told(old: int, is_many: bool) -> None:
    team = make_team()
    audit.record(team=team, by=team.owner, action="certificate.download", target=team, old=300)
    audit.record(team=team, by=team.owner, action="job.download", target=team, old=old - 300)
    audit.record(team=team, by=make_user(), action="job.download", target=team, old=400)
    anomalies.after_download(team=team, by=team.owner)

    assert bool(raised()) == is_many


@pytest.mark.parametrize(
    ("days_before", "today", "is_unusual"),
    [
        ([], 1999, False),
        ([], 2000, True),
        ([300], 1499, False),
        ([300, 10], 1500, True),
        ([20], 499, False),
        ([20], 500, True),
    ],
)
def test_a_day_is_compared_with_the_busiest_before(
    days_before: list[int], today: int, is_unusual: bool
) -> None:
    team = make_team()
    for rows in days_before:
        audit.record(team=team, by=team.owner, action="job.start", target=team, rows=rows)
        aged(days=1)
    audit.record(team=team, by=team.owner, action="job.start", target=team, rows=today)
    anomalies.after_issue(team=team, by=team.owner)

    assert bool(raised()) == is_unusual


def test_owner_and_operator_get_one_mail(settings: Settings) -> None:
    settings.SECURITY_EMAIL = "ops@example.org"
    team = make_team("Lumen Academy")
    first = security_events.raise_for(
        kind=SecurityEvent.Kind.MASS_DOWNLOAD, team=team, person=team.owner, facts={"certificates": 1200}
    )
    other = make_team("Elsewhere")
    second = security_events.raise_for(
        kind=SecurityEvent.Kind.MASS_DOWNLOAD, team=other, person=other.owner, facts={"certificates": 600}
    )

    sent = [security_events.mail(event=event) for event in (first, first, second)]

    assert sent == [2, 0, 1]
    assert [message.to for message in mail.outbox] == [
        [team.owner.email],
        ["ops@example.org"],
        [other.owner.email],
    ]
    assert "1,200 certificates older than a day" in mail.outbox[0].body
    assert "/team/audit" in mail.outbox[0].body
    assert "/admin/accounts/securityevent/" in mail.outbox[1].body


def test_what_the_queue_lost_is_mailed_by_the_sweeper(user: User) -> None:
    event = security_events.raise_for(kind=SecurityEvent.Kind.NEW_DEVICE, person=user, facts={"device": "X"})
    fresh = security_events.mail_waiting()
    SecurityEvent.objects.filter(pk=event.pk).update(created_at=event.created_at - timedelta(minutes=3))

    assert (fresh, security_events.mail_waiting(), security_events.mail_waiting()) == (0, 1, 0)
    assert mail.outbox[0].to == [user.email]


@pytest.mark.parametrize("path", ["/account/activity", "/dashboard"])
def test_it_is_shown_until_it_is_acknowledged(user: User, path: str) -> None:
    log_in()
    client = log_in(device=PHONE)
    event = SecurityEvent.objects.get()
    before = "new device" in client.get(path).content.decode()
    client.post(f"/security-events/{event.pk}/acknowledge")
    after = "new device" in client.get(path).content.decode()

    event.refresh_from_db()
    assert (before, after, event.acknowledged_by) == (True, False, user)
    assert AuditEvent.objects.filter(action="security_event.acknowledge", actor=user).count() == 1


@pytest.mark.parametrize(
    ("who", "status"),
    [("owner", 302), ("admin", 302), ("editor", 404), ("stranger", 404)],
)
def test_a_team_s_notice_is_acknowledged_by_those_who_read_its_trail(
    client: Client, who: str, status: int
) -> None:
    team: Team = make_team()
    people: dict[str, Callable[[], User]] = {
        "owner": lambda: team.owner,
        "admin": lambda: make_member(team, TeamMember.Role.ADMIN),
        "editor": lambda: make_member(team, TeamMember.Role.EDITOR),
        "stranger": make_user,
    }
    event = security_events.raise_for(
        kind=SecurityEvent.Kind.ISSUE_VOLUME,
        team=team,
        person=team.owner,
        facts={"certificates": 3000, "busiest_day_before": 10},
    )
    client.force_login(people[who]())

    assert client.post(f"/security-events/{event.pk}/acknowledge").status_code == status
    event.refresh_from_db()
    assert bool(event.acknowledged_at) == (status == 302)
