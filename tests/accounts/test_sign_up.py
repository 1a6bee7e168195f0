"""Sign-up with the code from a mail; and that nobody learns by it, or by a log-in or reset, who has an account."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import Team, TeamMember, User
from accounts.services import users
from tests.accounts.agreeing import agreed
from tests.factories import PASSWORD, make_user
from tests.servers import free_port

SIGN_UP, CODE, LOG_IN, RESET = (
    "/accounts/signup/",
    "/accounts/confirm-email/",
    "/accounts/login/",
    "/accounts/password/reset/",
)
HOME = "/dashboard"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def no_mail_server(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


def sign_up(client: Client, **changes: str) -> str:
    """Send the form of the sign-up page; return where it leads, "" when it comes back."""
    form = {"name": "Amina Okonkwo", "email": "amina@example.org", "password1": PASSWORD} | agreed() | changes
    return str(client.post(SIGN_UP, form).get("Location", ""))


def code_in_mail() -> str:
    [code] = re.findall(r"^([A-Z0-9-]{6,9})$", mail.outbox[-1].body, re.M)
    return str(code)


def enter(client: Client, code: str) -> str:
    """Send the code; return where that leads, "" when it is refused and may be tried again."""
    return str(client.post(CODE, {"code": code}).get("Location", ""))


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def alike(page: bytes) -> str:
    """A page without what differs each time: tokens, and the address that was typed."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value=|nonce=)"[^"]+"', r"\1", page.decode())
    return re.sub(r"[\w.]+@example\.org", "ADDRESS", text)


def test_the_code_from_the_mail_makes_a_named_user_with_a_team_and_logs_in(client: Client) -> None:
    asked = sign_up(client, email="Amina@Example.org")
    before = is_in(client)
    led = enter(client, code_in_mail())

    user, team = User.objects.get(), Team.objects.get()
    assert (asked, before, led, is_in(client)) == (CODE, False, HOME, True)
    assert (user.name, user.email) == ("Amina Okonkwo", "amina@example.org")
    assert (team.name, team.owner, team.is_personal) == ("Amina Okonkwo", user, True)
    assert TeamMember.objects.get().role == TeamMember.Role.OWNER
    assert EmailAddress.objects.get().verified


def test_without_the_code_nobody_is_in(client: Client) -> None:
    sign_up(client)
    refused = client.post(CODE, {"code": "BBBB-BBBB"})

    assert "This code does not fit." in refused.content.decode()
    assert not is_in(client)
    assert not EmailAddress.objects.get().verified


def test_a_code_can_be_tried_five_times(client: Client) -> None:
    sign_up(client)
    led = [enter(client, "BBBB-BBBB") for _ in range(5)]

    assert led == ["", "", "", "", LOG_IN]
    assert enter(client, code_in_mail()) == LOG_IN
    assert not is_in(client)


def test_a_new_code_makes_the_old_one_worthless_and_comes_three_times(client: Client) -> None:
    sign_up(client)
    old = code_in_mail()
    offered = []
    for _ in range(4):
        offered.append("get a new code" in client.get(CODE).content.decode())
        client.post(CODE, {"action": "resend"})

    assert offered == [True, True, True, False]
    assert len(mail.outbox) == 4
    assert enter(client, old) == ""
    assert enter(client, code_in_mail()) == HOME


def test_the_code_is_good_in_the_browser_that_signed_up_alone(client: Client) -> None:
    sign_up(client)

    assert enter(Client(), code_in_mail()) == LOG_IN
    assert not EmailAddress.objects.get().verified


def test_who_lost_the_page_gets_a_new_code_by_logging_in(client: Client) -> None:
    sign_up(client)
    again = Client()
    asked = again.post(LOG_IN, {"login": "amina@example.org", "password": PASSWORD})["Location"]

    assert asked == CODE
    assert enter(again, code_in_mail()) == HOME


@pytest.mark.parametrize(
    "change",
    [
        {"name": ""},
        {"email": "not an address"},
        {"password1": "short"},
        {"password1": "password123"},
        {"password1": "amina@example.org"},
    ],
    ids=lambda change: "-".join(f"{key}={value}" for key, value in change.items()),
)
def test_a_bad_value_comes_back_and_keeps_nothing(client: Client, change: dict[str, str]) -> None:
    assert sign_up(client, **change) == ""
    assert not User.objects.exists()
    assert not is_in(client)


def test_it_leads_to_the_page_that_was_asked_for_but_not_to_other_sites(client: Client) -> None:
    sign_up(client, next="/jobs/new?design=modern-minimal")
    own = enter(client, code_in_mail())
    client.post("/accounts/logout/")
    sign_up(client, email="bo@example.org", next="https://evil.example/")

    assert (own, enter(client, code_in_mail())) == ("/jobs/new?design=modern-minimal", HOME)


def test_a_taken_address_gets_the_same_answers_as_a_new_one(settings: Settings) -> None:
    make_user("taken@example.org")
    pages = {}
    for email in ("taken@example.org", "TAKEN@example.org", "fresh@example.org"):
        client = Client()
        led = sign_up(client, email=email)
        cache.clear()
        pages[email] = [
            led,
            alike(client.get(CODE).content),
            alike(client.post(CODE, {"code": "BBBB-BBBB"}).content),
            client.post(CODE, {"action": "resend"})["Location"],
            alike(client.get(CODE).content),
        ]

    assert pages["taken@example.org"] == pages["TAKEN@example.org"] == pages["fresh@example.org"]
    assert User.objects.count() == 2


def test_the_owner_of_a_taken_address_is_told_by_mail(client: Client) -> None:
    make_user("amina@example.org")
    sign_up(client)

    [told] = mail.outbox
    assert (told.to, "You have an account with this address already" in told.body) == (
        ["amina@example.org"],
        True,
    )
    assert re.findall(r"^([A-Z0-9-]{6,9})$", told.body, re.M) == []


def test_a_taken_address_takes_as_long_as_a_new_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing the password is what takes time: it is done once in both cases."""
    hashed: list[str] = []
    real = "django.contrib.auth.hashers.MD5PasswordHasher.encode"
    monkeypatch.setattr(real, lambda self, password, salt: hashed.append(password) or f"md5${salt}$x")
    for email in ("fresh@example.org", "fresh@example.org"):
        sign_up(Client(), email=email)
        cache.clear()

    assert hashed == [PASSWORD] * 2


def test_log_in_says_the_same_for_wrong_passwords_and_unknown_addresses() -> None:
    users.vouch_for_address(user=make_user("taken@example.org"))
    answers = [
        Client().post(LOG_IN, {"login": email, "password": "wrong-password"})
        for email in ("taken@example.org", "nobody@example.org")
    ]

    assert alike(answers[0].content) == alike(answers[1].content)
    assert "Email address and password do not fit together." in answers[0].content.decode()


def test_a_reset_says_the_same_for_both() -> None:
    make_user("taken@example.org")
    answers = [
        Client().post(RESET, {"email": email}, follow=True)
        for email in ("taken@example.org", "nobody@example.org")
    ]

    assert answers[0].redirect_chain == answers[1].redirect_chain
    assert alike(answers[0].content) == alike(answers[1].content)


@pytest.mark.parametrize("email", ["taken@example.org", "fresh@example.org"])
def test_while_the_mail_server_is_away_both_are_told_the_same(
    client: Client, no_mail_server: None, email: str
) -> None:
    make_user("taken@example.org")
    form = {"name": "Amina", "email": email, "password1": PASSWORD} | agreed()

    page = client.post(SIGN_UP, form)

    assert page.status_code == 422
    assert (
        "Log in with this address and password in a few minutes: then it is sent again."
        in page.content.decode()
    )


def test_a_superuser_from_the_command_line_needs_no_mail(client: Client, no_mail_server: None) -> None:
    User.objects.create_superuser("root@example.org", PASSWORD)

    answer = client.post(LOG_IN, {"login": "root@example.org", "password": PASSWORD})

    assert answer["Location"] == HOME
