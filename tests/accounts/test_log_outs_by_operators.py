"""Operators end the log-ins of one person, or of all, without closing an account."""

import contextlib

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from accounts.models import AuditEvent, User
from accounts.services import token_families
from accounts.services.token_families import Pair, TokenRefused
from tests.accounts.factors import give_password
from tests.factories import make_operator, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def log_ins_of(user: User) -> tuple[Client, Pair]:
    """In a browser, and in an app."""
    browser = Client()
    give_password(browser, user)
    return browser, token_families.begin(user=user, methods=["pwd"], device="Iconik for phones")


def is_out(browser: Client, pair: Pair) -> tuple[bool, bool]:
    with contextlib.suppress(TokenRefused):
        token_families.check(pair.access_token)
        return browser.get("/dashboard").status_code == 302, False
    return browser.get("/dashboard").status_code == 302, True


def test_operators_log_somebody_out_everywhere_and_the_account_stays_open(client: Client) -> None:
    operator = make_operator()
    client.force_login(operator)
    amina, bo = make_user("amina@example.org"), make_user("bo@example.org")
    hers, his = log_ins_of(amina), log_ins_of(bo)

    said = client.post(
        "/admin/accounts/user/", {"action": "log_out", "_selected_action": [str(amina.pk)]}, follow=True
    )

    assert "2 log-ins have ended." in said.content.decode()
    assert (is_out(*hers), is_out(*his)) == ((True, True), (False, False))
    assert "by the operators of this site" in hers[0].get("/dashboard", follow=True).content.decode()
    event = AuditEvent.objects.get(action="session.end_all")
    assert (event.actor, event.target_id, event.data["count"]) == (operator, str(amina.pk), 2)
    give_password(hers[0], amina)
    assert hers[0].get("/dashboard").status_code == 200


def test_a_command_logs_everybody_out_or_one(capsys: pytest.CaptureFixture[str]) -> None:
    amina, bo = make_user("amina@example.org"), make_user("bo@example.org")
    hers, his = log_ins_of(amina), log_ins_of(bo)

    call_command("log_out_everybody", email="Amina@example.org")
    after_one = (is_out(*hers), is_out(*his))
    call_command("log_out_everybody")

    assert after_one == ((True, True), (False, False))
    assert is_out(*his) == (True, True)
    assert capsys.readouterr().out.splitlines() == [
        "2 log-ins of 1 people have ended",
        "2 log-ins of 2 people have ended",
    ]
