"""What a password may be (OWASP ASVS 6.2): long, of any characters, taken as it was typed."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import Argon2PasswordHasher as Hasher
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from accounts.passwords import context_words
from iconikcerts.settings import accounts
from tests.factories import make_user

CHANGE, BEFORE = "/accounts/password/change/", "a lamp by the river"
pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    made = make_user("amina@example.org")
    made.set_password(BEFORE)
    made.save()
    return made


def change(user: User, password: str, *, old: str = BEFORE) -> bool:
    """Send the form as the person does; whether the password is the new one."""
    client = Client()
    client.force_login(user)
    client.post(CHANGE, {"oldpassword": old, "password1": password, "password2": password})
    user.refresh_from_db()
    return user.check_password(password)


@pytest.mark.parametrize(
    "password",
    ["tramlineowl", "8164027359184", "TRAMLINE-OWL", "owl on a tram line", "straßenbahn eule 🦉", "o1-" * 22, "q7 " * 85 + "q"],
)  # fmt: skip
def test_any_characters_make_a_password_up_to_a_great_length(user: User, password: str) -> None:
    assert change(user, password)


@pytest.mark.parametrize("password", ["9 letters", "qwertyuiop", "amina@example.org"])
def test_short_common_and_own_words_are_refused(user: User, password: str) -> None:
    assert not change(user, password)


@pytest.mark.parametrize(
    ("password", "is_taken"),
    [
        ("IconikCerts2026", False),
        ("Welcome-Admin!1", False),
        ("certificate-owl", False),
        ("certificate of owls and trams", True),
        ("zanzibar.harbours", True),
    ],
)
def test_words_of_the_context_make_no_password(user: User, password: str, is_taken: bool) -> None:
    assert change(user, password) is is_taken


def test_the_name_of_the_host_is_such_a_word(user: User, settings: Settings) -> None:
    settings.SITE_URL = "https://zanzibar.harbours"

    assert not change(user, "zanzibar.harbours")


def test_the_words_of_the_context_are_documented() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/security.md").read_text()

    assert ", ".join(context_words.WORDS) in " ".join(page.split())


def test_only_who_knows_the_present_one_changes_it(user: User) -> None:
    assert not change(user, "tramlineowl", old="another lamp")


def test_a_password_counts_as_it_was_typed(user: User) -> None:
    change(user, "Tramline Owl " + "x" * 60)
    tried = ["Tramline Owl " + "x" * 60, "tramline owl " + "x" * 60, "Tramline Owl " + "x" * 59]

    found = [authenticate(None, email=user.email, password=password) for password in tried]

    assert found == [user, None, None]


def test_fields_hide_what_is_typed_and_know_password_managers(user: User) -> None:
    class Fields(HTMLParser):
        found: list[tuple[str | None, str | None, bool]] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            given = dict(attrs)
            if tag == "input" and (given.get("name") or "").endswith(("password", "password1", "password2")):
                self.found.append((given.get("type"), given.get("autocomplete"), "onpaste" in given))

    client = Client()
    client.force_login(user)
    Fields().feed(client.get(CHANGE).content.decode())

    new = ("password", "new-password", False)
    assert Fields.found == [("password", "current-password", False), new, new]


def test_passwords_are_kept_as_argon2id_of_at_least_todays_cost() -> None:
    """OWASP's Password Storage Cheat Sheet: 19 MiB and two rounds, or more."""
    kept = Hasher().encode("tramlineowl", "salt-of-this-test")

    _, algorithm, _, cost, _, _ = kept.split("$")
    values = {name: int(value) for name, value in (each.split("=") for each in cost.split(","))}
    assert accounts.PASSWORD_HASHERS[0] == f"{Hasher.__module__}.{Hasher.__name__}"
    assert (algorithm, values["m"] >= 19 * 1024, values["t"] >= 2) == ("argon2id", True, True)
