"""Guessing is stopped; guessing does not lock the owner out; nobody learns who has an account."""

import pytest
from django.core import signing
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.services import users
from accounts.throttle import COOKIE, SALT, network_of
from tests.accounts.factors import CODE, code_of, give_app, give_code, give_password
from tests.factories import PASSWORD, make_user

LOG_IN, HOME = "/accounts/login/", "/dashboard"
TOO_OFTEN = "That was tried too often."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def limits(settings: Settings, no_limits: None) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
    settings.LOGIN_FAILURES, settings.LOGIN_FAILURES_PER_ADDRESS = 5, 12
    settings.LOGIN_FAILURES_PER_NETWORK = 20
    cache.clear()


@pytest.fixture
def user() -> User:
    made = make_user("amina@example.org")
    users.vouch_for_address(user=made)
    return made


def guess(email: str, *, times: int, network: str = "198.51.100.9", client: Client | None = None) -> str:
    """Try wrong passwords; returns the last page."""
    client = client or Client()
    page = ""
    for number in range(times):
        form = {"login": email, "password": f"wrong-password-{number}"}
        page = client.post(LOG_IN, form, REMOTE_ADDR=network).content.decode()
    return page


def log_in(user: User, *, network: str, client: Client | None = None) -> str:
    client = client or Client()
    form = {"login": user.email, "password": PASSWORD}
    return str(client.post(LOG_IN, form, REMOTE_ADDR=network).get("Location", ""))


def test_after_five_failures_even_the_right_password_is_refused(user: User) -> None:
    before, after = guess(user.email, times=5), guess(user.email, times=1)

    assert (TOO_OFTEN in before, TOO_OFTEN in after) == (False, True)
    assert log_in(user, network="198.51.100.9") == ""


def test_the_owner_elsewhere_is_not_locked_out_by_it(user: User) -> None:
    guess(user.email, times=9)

    assert log_in(user, network="203.0.113.7") == HOME


def test_guessing_from_many_networks_is_stopped_but_not_on_a_known_device(user: User) -> None:
    known = Client()
    log_in(user, network="203.0.113.7", client=known)
    known.post("/accounts/logout/")
    for number in range(3):
        guess(user.email, times=4, network=f"198.51.100.{number}")

    assert log_in(user, network="192.0.2.1") == ""
    assert log_in(user, network="203.0.113.7", client=known) == HOME


def test_a_known_device_is_no_way_to_guess_without_end(user: User) -> None:
    known = Client()
    log_in(user, network="203.0.113.7", client=known)
    known.post("/accounts/logout/")

    page = guess(user.email, times=6, network="203.0.113.7", client=known)

    assert TOO_OFTEN in page


def test_being_known_for_one_person_says_nothing_about_another(user: User) -> None:
    mine = Client()
    attacker = make_user("bo@example.org")
    users.vouch_for_address(user=attacker)
    log_in(attacker, network="198.51.100.9", client=mine)
    mine.post("/accounts/logout/")

    assert TOO_OFTEN in guess(user.email, times=6, client=mine)


@pytest.mark.parametrize(
    "cookie",
    ["", "x", signing.dumps({"a": "b"}, salt="other"), signing.dumps([["a", "b", "c"]], salt=SALT)],
    ids=["empty", "nonsense", "signed for another use", "of another shape"],
)
def test_a_forged_cookie_makes_no_known_device(user: User, cookie: str) -> None:
    client = Client()
    client.cookies[COOKIE] = cookie

    assert TOO_OFTEN in guess(user.email, times=6, client=client)


def test_one_network_cannot_try_many_addresses(user: User) -> None:
    for number in range(20):
        guess(f"person{number}@example.net", times=1)

    assert TOO_OFTEN in guess("another@example.net", times=1)
    assert log_in(user, network="203.0.113.7") == HOME


def test_right_passwords_are_not_counted(user: User) -> None:
    results = [log_in(user, network="198.51.100.9") for _ in range(7)]

    assert results == [HOME] * 7


def test_the_limit_says_the_same_for_addresses_that_nobody_has(user: User) -> None:
    known = [TOO_OFTEN in guess(user.email, times=1) for _ in range(7)]
    unknown = [TOO_OFTEN in guess("nobody@example.org", times=1) for _ in range(7)]

    assert known == unknown == [False] * 5 + [True] * 2


def test_codes_cannot_be_guessed_and_the_owner_is_not_locked_out(user: User) -> None:
    secret, thief, owner = give_app(user), Client(REMOTE_ADDR="198.51.100.9"), Client()
    give_password(owner, user)
    give_code(owner, code_of(secret, steps=-1))
    owner.post("/accounts/logout/")
    give_password(thief, user)
    for number in range(5):
        give_code(thief, f"00000{number}")

    refused = thief.post(CODE, {"code": code_of(secret)})
    give_password(owner, user)

    assert TOO_OFTEN in refused.content.decode()
    assert give_code(owner, code_of(secret)) == HOME


def test_recovery_codes_are_counted_with_the_codes_of_the_app(user: User) -> None:
    give_app(user)
    client = Client()
    give_password(client, user)
    for number in range(5):
        give_code(client, f"1234567{number}")

    assert TOO_OFTEN in client.post(CODE, {"code": "87654321"}).content.decode()


@pytest.mark.parametrize(
    ("address", "network"),
    [("203.0.113.7", "203.0.113.7"), ("2001:db8:1:2:3::7", "2001:db8:1:2::/64"), ("", "")],
)
def test_one_network_is_an_ipv4_address_or_an_ipv6_64(address: str, network: str) -> None:
    assert network_of(address) == network
