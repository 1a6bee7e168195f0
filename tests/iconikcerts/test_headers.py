"""Headers that keep what people see in their own browser, and let nothing be read on the way."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from tests.factories import make_user

pytestmark = pytest.mark.django_db
CONTACT = "mailto:security@certs.example.org"


@pytest.fixture
def member(client: Client) -> Client:
    client.force_login(make_user())
    return client


@pytest.mark.parametrize("address", ["/dashboard", "/account", "/", "/help", "/there-is-no-such-page"])
def test_no_page_of_who_is_logged_in_is_kept(member: Client, address: str) -> None:
    kept = member.get(address)["Cache-Control"]

    assert {"private", "no-store"} <= set(kept.split(", "))


def test_pages_for_everybody_may_be_kept(client: Client) -> None:
    assert [client.get(address).has_header("Cache-Control") for address in ("/", "/help")] == [False, False]
    assert client.get("/robots.txt")["Cache-Control"] == "public, max-age=86400"


def test_an_address_with_a_rule_of_its_own_keeps_it(member: Client) -> None:
    assert member.get("/robots.txt")["Cache-Control"] == "public, max-age=86400"


def test_at_log_out_the_browser_forgets_what_it_kept(member: Client) -> None:
    asked = member.get("/accounts/logout/")
    left = member.post("/accounts/logout/")

    assert (asked.has_header("Clear-Site-Data"), left["Clear-Site-Data"]) == (False, '"cache", "storage"')


def test_another_site_makes_no_browser_forget() -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(make_user())

    refused = careful.post("/accounts/logout/")

    assert (refused.status_code, refused.has_header("Clear-Site-Data")) == (403, False)


def test_the_api_is_refused_without_tls_and_pages_are_led_on(client: Client, settings: Settings) -> None:
    settings.SECURE_SSL_REDIRECT = True

    page, answer = client.get("/verify"), client.get("/api/v1/team")

    assert (page.status_code, page["Location"]) == (301, "https://testserver/verify")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "tls_wanted")
    assert client.get("/api/v1/team", secure=True).status_code == 401


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        ("/healthz", "application/json"),  # RFC 8259, 8.1: always UTF-8, and the type has no such parameter
    ],
)
def test_texts_say_what_they_are_and_how_they_are_written(client: Client, address: str, kind: str) -> None:
    assert client.get(address)["Content-Type"] == kind


def test_trace_gives_nothing_back(client: Client) -> None:
    answer = client.trace("/healthz", headers={"X-Secret": "Zanzibar"})

    assert "Zanzibar" not in answer.content.decode()


def test_who_finds_a_weak_point_finds_where_to_tell(client: Client, settings: Settings) -> None:
    settings.SECURITY_CONTACT = CONTACT
    settings.SITE_URL = "https://certs.example.org"

    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
    until = datetime.strptime(fields.pop("Expires"), "%Y-%m-%dT%H:%M:%S%z")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert fields == {
        "Contact": CONTACT,
        "Preferred-Languages": "en",
        "Canonical": "https://certs.example.org/.well-known/security.txt",
    }
    assert timedelta(days=89) < until - datetime.now(UTC) <= timedelta(days=90)


def test_without_a_contact_there_is_no_such_file(client: Client) -> None:
    assert client.get("/.well-known/security.txt").status_code == 404


def test_every_way_out_says_first_what_would_be_lost() -> None:
    """static/js/ui/page.js leads these forms to the page of log-out when the browser keeps work that was not sent."""
    turning_back = {
        "account/confirm_email_verification_code.html",
        "mfa/authenticate.html",
    }  # of who is not in yet
    folder = settings.BASE_DIR / "templates"
    forms = [
        (str(path.relative_to(folder)), "data-logs-out" in form)
        for path in folder.rglob("*.html")
        for form in re.findall(r"<form[^>]*account_logout[^>]*>", path.read_text())
    ]

    assert {name for name, says_first in forms if not says_first} == turning_back
    assert len(forms) > len(turning_back)


@pytest.mark.django_db
def test_who_turns_back_before_being_in_loses_nothing(client: Client) -> None:
    answer = client.post("/accounts/logout/")

    assert (answer.status_code, answer.has_header("Clear-Site-Data")) == (302, False)
