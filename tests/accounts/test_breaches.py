"""Stolen passwords: asked for by the beginning of a hash, of a real server; and nobody waits for one that is away."""

import hashlib
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.servers import free_port

STOLEN, PADDING = "seven-quiet-herons", "seven-quiet-otters"


def rest_of(password: str) -> str:
    return hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()[5:]


class Lists(BaseHTTPRequestHandler):
    """Answers as the range API does. `asked`: the paths and whether padding was asked for."""

    asked: list[tuple[str, str | None]] = []
    status, pause_s, leads_to = 200, 0.0, ""

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers.get("Add-Padding")))
        time.sleep(self.pause_s)
        self.send_response(self.status)
        if self.leads_to:
            self.send_header("Location", self.leads_to)
        self.end_headers()
        self.wfile.write(f"{'0' * 35}:3\r\n{rest_of(STOLEN)}:12\r\n{rest_of(PADDING)}:0\r\n".encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def lists(settings: Settings) -> Iterator[type[Lists]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Lists)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.BREACH_CHECK_URL = f"http://127.0.0.1:{server.server_port}/range/"
    Lists.asked, Lists.status, Lists.pause_s, Lists.leads_to = [], 200, 0.0, ""
    yield Lists
    server.shutdown()
    server.server_close()


def is_refused(password: str) -> bool:
    try:
        validate_password(password)
    except ValidationError as fault:
        return [error.code for error in fault.error_list] == ["password_stolen"]
    return False


def test_a_stolen_password_is_refused_and_another_is_not(lists: type[Lists]) -> None:
    assert (is_refused(STOLEN), is_refused("eleven-loud-herons")) == (True, False)


def test_padding_is_no_theft(lists: type[Lists]) -> None:
    assert not is_refused(PADDING)


def test_the_service_learns_five_digits_and_no_more(lists: type[Lists]) -> None:
    is_refused(STOLEN)

    beginning = hashlib.sha1(STOLEN.encode(), usedforsecurity=False).hexdigest().upper()[:5]
    assert lists.asked == [(f"/range/{beginning}", "true")]


@pytest.mark.parametrize("status", [404, 429, 500])
def test_a_service_with_a_fault_turns_nobody_away(lists: type[Lists], status: int) -> None:
    lists.status = status

    assert not is_refused(STOLEN)


def test_nobody_is_asked_to_whom_the_service_leads(lists: type[Lists]) -> None:
    lists.status, lists.leads_to = 302, "/elsewhere"

    assert not is_refused(STOLEN)
    assert [path for path, _ in lists.asked if path == "/elsewhere"] == []
    assert len(lists.asked) == 1


def test_a_slow_service_is_not_waited_for(lists: type[Lists], settings: Settings) -> None:
    settings.BREACH_CHECK_TIMEOUT_S = 1
    lists.pause_s = 3.0
    begun = time.monotonic()

    assert not is_refused(STOLEN)
    assert time.monotonic() - begun < 2.5


def test_without_network_the_list_of_common_passwords_still_holds(settings: Settings) -> None:
    settings.BREACH_CHECK_URL = f"http://127.0.0.1:{free_port()}/range/"
    with pytest.raises(ValidationError, match="too common"):
        validate_password("password123")

    assert not is_refused(STOLEN)


def test_where_no_service_is_named_nobody_is_asked(lists: type[Lists], settings: Settings) -> None:
    settings.BREACH_CHECK_URL = ""

    assert (is_refused(STOLEN), lists.asked) == (False, [])


@pytest.mark.django_db
def test_sign_up_says_it_beside_the_password(client: Client, lists: type[Lists]) -> None:
    form = {"name": "Amina", "email": "amina@example.org", "password1": STOLEN}

    page = client.post("/accounts/signup/", form).content.decode()

    assert "This password stands in lists of stolen passwords." in page
    assert not User.objects.exists()
