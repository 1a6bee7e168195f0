"""Sign-up, log-in, log-out and the password reset, as a person goes through them."""

import re
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.services import users
from tests.factories import PASSWORD, make_user
from tests.servers import Mailbox, free_port

SIGN_UP, LOG_IN, LOG_OUT, RESET = (
    "/accounts/signup/",
    "/accounts/login/",
    "/accounts/logout/",
    "/accounts/password/reset/",
)
HOME_OF_A_USER = "/dashboard"
pytestmark = pytest.mark.django_db


@pytest.fixture
def no_mail_server(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()


def log_in(client: Client, email: str, password: str = PASSWORD) -> str:
    """Send the form of the log-in page; return where it leads, "" when it comes back."""
    if user := User.objects.filter(email__iexact=email).first():
        users.vouch_for_address(user=user)
    return client.post(LOG_IN, {"login": email, "password": password}).get("Location", "")


def plain_text(mail: EmailMessage) -> str:
    """What programs without HTML show."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def is_logged_in(client: Client) -> bool:
    return client.get(HOME_OF_A_USER).status_code == 200


def errors_on(page: bytes) -> list[str]:
    texts = re.findall(
        r'class="[^"]*(?:alert|field-errors)[^"]*"[^>]*>(.*?)</(?:div|p|ul)>', page.decode(), re.S
    )
    return [re.sub(r"<[^>]+>|\s+", " ", text).strip() for text in texts]


@pytest.mark.parametrize("email", ["amina@example.org", "AMINA@Example.org"])
def test_log_in_by_address_in_any_case(client: Client, email: str) -> None:
    make_user("amina@example.org")

    assert log_in(client, email) == HOME_OF_A_USER
    assert is_logged_in(client)


def test_log_in_leads_to_the_page_that_was_asked_for_but_not_to_other_sites(client: Client) -> None:
    users.vouch_for_address(user=make_user("amina@example.org"))
    form = {"login": "amina@example.org", "password": PASSWORD}

    own = client.post(LOG_IN, form | {"next": "/jobs/new"})["Location"]
    client.post(LOG_OUT)
    foreign = client.post(LOG_IN, form | {"next": "https://evil.example/"})["Location"]

    assert (own, foreign) == ("/jobs/new", HOME_OF_A_USER)


def test_log_in_says_the_same_for_a_wrong_password_and_an_unknown_address(client: Client) -> None:
    make_user("amina@example.org")

    wrong = client.post(LOG_IN, {"login": "amina@example.org", "password": "wrong-password"})
    unknown = client.post(LOG_IN, {"login": "nobody@example.org", "password": "wrong-password"})

    assert errors_on(wrong.content) == errors_on(unknown.content) != []
    assert not is_logged_in(client)


def test_a_closed_account_cannot_log_in(client: Client) -> None:
    user = make_user("amina@example.org")
    user.is_active = False
    user.save()

    log_in(client, "amina@example.org")

    assert not is_logged_in(client)


def test_only_a_post_logs_out(client: Client) -> None:
    client.force_login(make_user())

    asked = client.get(LOG_OUT)
    after_asking = is_logged_in(client)
    client.post(LOG_OUT)

    assert asked.status_code == 200
    assert (after_asking, is_logged_in(client)) == (True, False)


def test_forms_of_other_sites_are_refused() -> None:
    make_user("amina@example.org")
    careful = Client(enforce_csrf_checks=True)

    refused = careful.post(LOG_IN, {"login": "amina@example.org", "password": PASSWORD})

    assert refused.status_code == 403
    assert not is_logged_in(careful)


def test_a_forgotten_password_is_set_anew_by_the_link_in_the_mail(
    client: Client, smtp_server: Mailbox
) -> None:
    users.vouch_for_address(user=make_user("amina@example.org"))

    client.post(RESET, {"email": "Amina@example.org"})

    [mail] = smtp_server.messages
    assert (mail["To"], mail["From"]) == ("amina@example.org", django_settings.DEFAULT_FROM_EMAIL)
    found = re.search(r"https?://\S+/password/reset/key/\S+", plain_text(mail))
    assert found
    form = client.get(urlsplit(found[0]).path, follow=True)
    page = form.redirect_chain[-1][0]
    client.post(page, {"password1": "a-new-long-password", "password2": "a-new-long-password"})
    client.post(LOG_OUT)
    assert log_in(client, "amina@example.org", PASSWORD) == ""
    assert log_in(client, "amina@example.org", "a-new-long-password") == HOME_OF_A_USER


def test_the_link_of_a_reset_works_once(client: Client, smtp_server: Mailbox) -> None:
    make_user("amina@example.org")
    client.post(RESET, {"email": "amina@example.org"})
    link = urlsplit(re.search(r"https?://\S+/password/reset/key/\S+", plain_text(smtp_server.messages[0]))[0])  # type: ignore[index]
    first = client.get(link.path, follow=True).redirect_chain[-1][0]
    client.post(first, {"password1": "a-new-long-password", "password2": "a-new-long-password"})

    again = Client()
    page = again.get(link.path, follow=True)
    again.post(link.path, {"password1": "stolen-password-1", "password2": "stolen-password-1"}, follow=True)

    assert 'name="password1"' not in page.content.decode()
    assert User.objects.get().check_password("a-new-long-password")


def test_a_reset_says_so_while_the_mail_server_is_away(client: Client, no_mail_server: None) -> None:
    make_user("amina@example.org")

    known = client.post(RESET, {"email": "amina@example.org"})
    unknown = client.post(RESET, {"email": "nobody@example.org"})

    assert (known.status_code, unknown.status_code) == (422, 422)
    assert "The mail could not be sent just now." in known.content.decode()


def test_a_reset_does_not_tell_who_has_an_account(client: Client, smtp_server: Mailbox) -> None:
    make_user("amina@example.org")

    known = client.post(RESET, {"email": "amina@example.org"})
    unknown = client.post(RESET, {"email": "nobody@example.org"})

    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    # Whoever owns the unknown address learns it by mail; nobody else does.
    to_known, to_unknown = smtp_server.messages
    assert (to_known["To"], to_unknown["To"]) == ("amina@example.org", "nobody@example.org")
    assert "/password/reset/key/" in plain_text(to_known)
    assert "/password/reset/key/" not in plain_text(to_unknown)


def test_a_new_password_comes_with_one_sentence_about_what_it_must_be(client: Client) -> None:
    page = client.get(SIGN_UP).content.decode()

    assert re.findall(r'class="field-hint"[^>]*>(.*?)</div>', page) == [
        "At least 10 characters. No common password, and nothing like your name or address."
    ]
