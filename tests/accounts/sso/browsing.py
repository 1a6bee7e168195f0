"""A person with a browser, on two sites: ours by Django's client, the provider's by requests."""

import html
import re
from urllib.parse import urljoin

import requests
from django.http import HttpResponse
from django.test import Client

from tests.accounts.agreeing import finish
from tests.accounts.sso.oidc_provider import PASSWORD

OURS = "http://testserver"


def led_to(response: HttpResponse) -> str:
    """Where the page "On to your organisation" leads by itself, "" when it is another page."""
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', response.content.decode())
    return html.unescape(found.group(1)) if found else ""


def begin(client: Client, address: str, **extra: str) -> str:
    """Type an address into the page of single sign-on; the provider's address that comes next."""
    response = client.post("/accounts/sso", {"email": address, **extra})
    return led_to(response)  # type: ignore[arg-type]


def log_in_at_provider(address: str, person: str, password: str = PASSWORD) -> str:
    """Go where we were led, log in there; where the provider sends the person back to, "" when it keeps them."""
    session = requests.Session()
    response = session.get(address, timeout=10)
    form = {"login": person, "password": password}
    form["csrfmiddlewaretoken"] = session.cookies.get("csrftoken", "")
    following = session.post(response.url, form, allow_redirects=False, timeout=10)
    while following.is_redirect:
        location = urljoin(following.url, following.headers["Location"])
        if location.startswith(OURS):
            return location
        following = session.get(location, allow_redirects=False, timeout=10)
    return ""


def come_by(client: Client, person: str, **extra: str) -> HttpResponse:
    """The whole way, with the terms accepted by who is new; the last answer of ours."""
    back = log_in_at_provider(begin(client, person, **extra), person)
    assert back, "the provider did not let them in"
    return finish(client, client.get(back.removeprefix(OURS)))  # type: ignore[no-any-return]


def person_of(client: Client) -> str:
    """The id of who is logged in, "" for nobody."""
    return str(client.session.get("_auth_user_id", ""))
