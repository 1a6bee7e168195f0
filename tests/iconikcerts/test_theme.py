"""Light or dark as the visitor chose it, on every page, without scripts."""

import re

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def theme_of(client: Client, path: str = "/verify") -> str:
    [tag] = re.findall(r"<html[^>]*>", client.get(path).content.decode())
    return "".join(re.findall(r'data-theme="(\w+)"', tag))


def choose(client: Client, theme: str, page: str = "/verify") -> str:
    """Send the choice as the form does; return where it leads."""
    return client.post("/theme", {"theme": theme, "next": page})["Location"]


def test_the_system_decides_until_the_visitor_does(client: Client) -> None:
    assert theme_of(client) == ""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_choice_holds_on_every_page_and_leads_back(client: Client, theme: str) -> None:
    assert choose(client, theme, "/verify?code=A1") == "/verify?code=A1"
    assert [theme_of(client, path) for path in ("/verify", "/", "/accounts/login/")] == [theme] * 3


def test_the_system_can_decide_again(client: Client) -> None:
    choose(client, "dark")
    choose(client, "system")

    assert theme_of(client) == ""


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_it_leads_to_no_other_site(client: Client, page: str) -> None:
    assert choose(client, "dark", page) == "/"


def test_a_cookie_that_somebody_wrote_by_hand_reaches_no_page(client: Client) -> None:
    client.cookies["theme"] = 'dark" onload="alert(1)'

    assert theme_of(client) == ""
