"""Further addresses of an account, and those that somebody else has."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.accounts.factors import give_password
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/accounts/email/"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def person(email: str) -> User:
    user = make_user(email)
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
    return user


def added(email: str) -> tuple[Client, str, str]:
    """Amina adds an address: her browser, where she is led, and what the page says, without the address itself."""
    cache.clear()
    amina, browser = User.objects.get(email="amina@example.org"), Client()
    give_password(browser, amina)
    answer = browser.post(PAGE, {"action_add": "", "email": email}, follow=True)
    page = re.sub(r'value="[^"]+"|nonce="[^"]+"|\?v=\w+', "", answer.content.decode())
    return browser, answer.request["PATH_INFO"], page.replace(email, "")


def test_an_address_that_somebody_has_is_answered_like_a_new_one_and_its_owner_is_told() -> None:
    person("amina@example.org")
    bo = person("bo@example.org")

    _, led_new, said_new = added("new@example.org")
    mail.outbox.clear()
    _, led_taken, said_taken = added("bo@example.org")

    assert (led_taken, said_taken) == (led_new, said_new)
    assert [each.to for each in mail.outbox] == [["bo@example.org"]]
    assert list(EmailAddress.objects.filter(email="bo@example.org").values_list("user", flat=True)) == [bo.pk]


def test_not_even_the_code_from_their_mail_makes_it_ones_own() -> None:
    amina = person("amina@example.org")
    person("bo@example.org")
    browser, led, _ = added("bo@example.org")

    [code] = re.findall(r"^([A-Z0-9-]{6,9})\s*$", str(mail.outbox[-1].body), re.M)

    browser.post(led, {"code": code})

    assert EmailAddress.objects.get(email="bo@example.org", verified=True).user != amina
    assert set(EmailAddress.objects.filter(user=amina).values_list("email", flat=True)) == {
        "amina@example.org"
    }


def test_an_address_whose_proof_comes_first_elsewhere_is_lost_to_who_waits() -> None:
    """Amina asks for an address; before she gives the code, its owner signs up and proves it."""
    amina = person("amina@example.org")
    browser, led, _ = added("new@example.org")
    [code] = re.findall(r"^([A-Z0-9-]{6,9})\s*$", str(mail.outbox[-1].body), re.M)
    owner = person("new@example.org")

    browser.post(led, {"code": code})

    held = EmailAddress.objects.filter(email="new@example.org", verified=True)
    assert list(held.values_list("user", flat=True)) == [owner.pk]
    amina.refresh_from_db()
    assert amina.email == "amina@example.org"


def test_addresses_of_others_are_neither_made_primary_nor_removed() -> None:
    person("amina@example.org")
    bo = person("bo@example.org")
    browser, _, _ = added("new@example.org")

    browser.post(PAGE, {"action_primary": "", "email": "bo@example.org"})
    browser.post(PAGE, {"action_remove": "", "email": "bo@example.org"})

    assert EmailAddress.objects.get(email="bo@example.org").user == bo
    assert set(User.objects.values_list("email", flat=True)) == {"amina@example.org", "bo@example.org"}
