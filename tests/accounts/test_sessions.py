"""Where one is logged in: the list, logging out from afar, ends by idleness, age and number, and why."""

import re
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import places
from accounts.middleware.sessions import NOTED_EVERY_S, SEEN
from accounts.models import AuditEvent, SignIn, User
from tests.accounts.factors import give_password
from tests.accounts.geoip import write_database
from tests.factories import PASSWORD, make_user

DEVICES, HOME = "/account/devices", "/dashboard"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1"
)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    return make_user("amina@example.org")


def logged_in(user: User, agent: str = FIREFOX, address: str = "203.0.113.7") -> Client:
    client = Client(HTTP_USER_AGENT=agent, REMOTE_ADDR=address)
    give_password(client, user)
    return client


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def told(client: Client) -> list[str]:
    """What the log-in page says to somebody who comes to a page of the team."""
    page = client.get(HOME, follow=True).content.decode()
    return re.findall(r"You were logged out here[^<]*", page)


def grow_older(client: Client, **age: int) -> None:
    """As if the session had been used last, and noted, so long ago."""
    session = client.session
    session[SEEN] -= int(timedelta(**age).total_seconds())
    session.save()
    SignIn.objects.filter(session_key=session.session_key).update(
        last_seen_at=timezone.now() - timedelta(**age)
    )


def test_the_list_names_device_address_and_times_this_device_first(user: User) -> None:
    logged_in(user, PHONE, "2001:db8::7")
    here = logged_in(user)

    page = here.get(DEVICES).content.decode()

    names = re.findall(r'entry-name">([^<]+)<', page)
    assert names == ["Firefox on Windows", "Mobile Safari on iOS"]
    assert page.count("This device") == 1
    assert [address for address in ("203.0.113.7", "2001:db8::7") if address in page] == [
        "203.0.113.7",
        "2001:db8::7",
    ]
    assert page.index("This device") < page.index("2001:db8::7")


def test_the_list_asks_as_much_for_three_devices_as_for_one(user: User) -> None:
    here = logged_in(user)
    here.get(DEVICES)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            here.get(DEVICES)
        counts.append(len(asked))
        logged_in(user, PHONE)
        logged_in(user, PHONE)

    assert counts[0] == counts[1]


def test_another_device_is_logged_out_and_told_so(user: User) -> None:
    here, there = logged_in(user), logged_in(user, PHONE)
    other = SignIn.objects.get(user_agent=PHONE)

    here.post(f"{DEVICES}/{other.pk}/end")

    assert (is_in(here), is_in(there)) == (True, False)
    assert AuditEvent.objects.get(action="session.end").actor == user


def test_why_one_is_out_stands_on_the_log_in_page(user: User) -> None:
    here, there = logged_in(user), logged_in(user, PHONE)
    here.post(f"{DEVICES}/{SignIn.objects.get(user_agent=PHONE).pk}/end")

    assert told(there) == ["You were logged out here from another of your devices."]
    assert told(there) == []


def test_all_others_are_logged_out_at_once(user: User) -> None:
    here, others = logged_in(user), [logged_in(user, PHONE) for _ in range(3)]

    answer = here.post(f"{DEVICES}/end-others", follow=True)

    assert "3 other devices are logged out." in answer.content.decode()
    assert is_in(here)
    assert [is_in(other) for other in others] == [False] * 3


def test_devices_of_others_cannot_be_logged_out(user: User) -> None:
    theirs = logged_in(make_user("bo@example.org"))
    found = SignIn.objects.get(user__email="bo@example.org")

    assert logged_in(user).post(f"{DEVICES}/{found.pk}/end").status_code == 404
    assert is_in(theirs)


def test_the_key_that_somebody_planted_before_the_log_in_is_worth_nothing_after(user: User) -> None:
    client = Client()
    session = client.session
    session["planted"] = "yes"
    session.save()
    planted = str(session.session_key)
    client.cookies[django_settings.SESSION_COOKIE_NAME] = planted

    give_password(client, user)
    thief = Client()
    thief.cookies[django_settings.SESSION_COOKIE_NAME] = planted

    assert (is_in(client), is_in(thief)) == (True, False)
    assert client.cookies[django_settings.SESSION_COOKIE_NAME].value != planted
    assert not Session.objects.filter(pk=planted).exists()


def test_a_changed_password_ends_all_sessions_but_this_one(user: User) -> None:
    here, there = logged_in(user), logged_in(user, PHONE)
    before = here.session.session_key

    form = {"oldpassword": PASSWORD, "password1": "seven-quiet-herons", "password2": "seven-quiet-herons"}
    here.post("/accounts/password/change/", form)

    assert (is_in(here), is_in(there)) == (True, False)
    assert told(there) == ["You were logged out here because the password of your account was changed."]
    assert here.session.session_key != before
    assert [device.is_this for device in here.get(DEVICES).context["devices"]] == [True]


def test_the_last_use_is_written_at_most_once_a_minute(user: User) -> None:
    here = logged_in(user)
    first = SignIn.objects.get().last_seen_at
    is_in(here)
    soon = SignIn.objects.get().last_seen_at
    grow_older(here, seconds=NOTED_EVERY_S + 1)
    is_in(here)

    assert soon == first
    assert SignIn.objects.get().last_seen_at > first


def test_a_session_that_nobody_uses_runs_out_and_use_keeps_it(user: User, settings: Settings) -> None:
    settings.SESSION_IDLE_MINUTES = 60
    here, there = logged_in(user), logged_in(user, PHONE)

    grow_older(here, minutes=59)
    kept = is_in(here)
    expires_in = here.session.get_expiry_age()
    Session.objects.filter(pk=there.session.session_key).update(expire_date=timezone.now())
    SignIn.objects.filter(user_agent=PHONE).update(last_seen_at=timezone.now() - timedelta(minutes=61))

    assert kept
    assert 3590 < expires_in <= 3600
    assert told(there) == ["You were logged out here because you had not been back for a while."]


def test_no_session_lives_longer_than_it_may_however_much_it_is_used(user: User, settings: Settings) -> None:
    settings.SESSION_IDLE_MINUTES, settings.SESSION_MAX_DAYS = 3 * 24 * 60, 7
    here = logged_in(user)
    session = here.session
    session["begun_at"] = int(time.time()) - 7 * 24 * 3600 + 600
    session.save()
    grow_older(here, minutes=2)

    is_in(here)

    assert 590 < here.session.get_expiry_age() <= 600


def test_on_one_device_too_many_the_oldest_is_logged_out_and_told_why(user: User, settings: Settings) -> None:
    settings.SESSIONS_PER_PERSON = 2
    first, second = logged_in(user), logged_in(user, PHONE)
    grow_older(first, minutes=5)

    third = logged_in(user)

    assert told(first) == [
        "You were logged out here: you are logged in on as many other devices as one person may be."
    ]
    assert (is_in(second), is_in(third)) == (True, True)


def test_logging_out_takes_the_device_off_the_list(user: User) -> None:
    here, there = logged_in(user), logged_in(user, PHONE)

    there.post("/accounts/logout/")

    assert len(here.get(DEVICES).context["devices"]) == 1
    assert told(there) == []


def test_a_device_without_a_name_is_called_unknown(user: User) -> None:
    assert "An unknown program" in logged_in(user, "").get(DEVICES).content.decode()


def test_places_come_from_the_operators_file(user: User, settings: Settings, tmp_path: Path) -> None:
    settings.GEOIP_DATABASE = str(tmp_path / "places.mmdb")
    write_database(Path(settings.GEOIP_DATABASE), "203.0.113.0/24", city="Lagos", country="Nigeria")

    page = logged_in(user).get(DEVICES).content.decode()

    assert "Lagos, Nigeria, network address" in page
    assert [places.place_of(address) for address in ("198.51.100.1", "2001:db8::1", "", "x")] == [""] * 4


def test_without_a_file_or_with_a_broken_one_there_are_no_places(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "broken.mmdb").write_bytes(b"no database")
    found = []
    for path in ("", str(tmp_path / "broken.mmdb"), str(tmp_path / "missing.mmdb")):
        settings.GEOIP_DATABASE = path
        found.append(places.place_of("203.0.113.7"))

    assert found == ["", "", ""]
