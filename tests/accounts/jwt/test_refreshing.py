"""Refresh tokens: each good for one new pair; a second use ends the family."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import AuditEvent, DeniedToken, RefreshToken, SecurityEvent, TokenFamily, User
from accounts.services import security_events, token_families
from accounts.services.token_families import Pair, TokenRefused
from accounts.tasks import renew_signing_key
from tests.simultaneous import overlapping

End = TokenFamily.End


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(TokenRefused) as refused:
        call()
    return refused.value.code


def refresh(text: str) -> Callable[[], Pair]:
    return lambda: token_families.refresh(text=text)


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr("accounts.services.token_families.timezone.now", lambda: moment)


def test_a_refresh_token_gives_a_new_pair_of_the_same_family(person: User, pair: Pair) -> None:
    second = token_families.refresh(text=pair.refresh_token)
    third = token_families.refresh(text=second.refresh_token)

    family = TokenFamily.objects.get()
    assert len({pair.access_token, second.access_token, third.access_token}) == 3
    assert token_families.check(third.access_token) == (person, family)
    assert family.refresh_tokens.count() == 3


def test_a_refresh_token_is_kept_as_a_hash(pair: Pair) -> None:
    assert pair.refresh_token.startswith("ic_refresh_")
    for table in ("accounts_refreshtoken", "accounts_tokenfamily", "accounts_auditevent"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of ours
            assert pair.refresh_token[11:] not in str(cursor.fetchall())


def test_an_old_refresh_token_ends_the_family_for_thief_and_owner(person: User, pair: Pair) -> None:
    second = token_families.refresh(text=pair.refresh_token)
    other = token_families.begin(user=person, methods=["pwd"], device="")

    assert refusal(refresh(pair.refresh_token)) == "reused_token"

    assert refusal(refresh(second.refresh_token)) == "revoked_token"
    assert refusal(lambda: token_families.check(second.access_token)) == "revoked_token"
    assert refusal(lambda: token_families.check(pair.access_token)) == "revoked_token"
    assert token_families.check(other.access_token)[0] == person
    event = AuditEvent.objects.get(action="token.reuse")
    ended = TokenFamily.objects.exclude(ended_at=None).get()
    assert (event.actor, event.target_id, ended.end) == (None, str(ended.pk), End.REUSED)
    notice = SecurityEvent.objects.get(kind=SecurityEvent.Kind.TOKEN_REUSED)
    assert (notice.person, notice.team) == (person, None)
    assert "used twice" in security_events.said(notice)


def test_log_ins_and_log_outs_of_clients_are_on_record(person: User, pair: Pair) -> None:
    token_families.revoke(text=pair.refresh_token)
    token_families.revoke(text=pair.refresh_token)

    family = str(TokenFamily.objects.get().pk)
    events = AuditEvent.objects.filter(target_id=family).order_by("created_at")
    assert [(event.action, event.actor) for event in events] == [
        ("login.succeed", person),
        ("login.end", person),
    ]


@pytest.mark.parametrize("text", ["", "nonsense", "ic_refresh_" + "0" * 49, "ic_live_" + "0" * 49])
def test_what_is_no_refresh_token_is_refused(db: None, text: str) -> None:
    assert refusal(refresh(text)) == "unknown_token"
    token_families.revoke(text=text)


def test_an_access_token_does_not_refresh_and_a_refresh_token_opens_nothing(pair: Pair) -> None:
    assert refusal(refresh(pair.access_token)) == "unknown_token"
    assert refusal(lambda: token_families.check(pair.refresh_token)) == "unknown_token"


def test_a_client_that_rests_for_two_weeks_logs_in_again(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    began = timezone.now()
    at(monkeypatch, began + timedelta(days=13))
    second = token_families.refresh(text=pair.refresh_token)
    at(monkeypatch, began + timedelta(days=28))

    assert refusal(refresh(second.refresh_token)) == "revoked_token"
    assert TokenFamily.objects.get().end == End.RAN_OUT


def test_a_client_that_never_rests_logs_in_again_after_ninety_days(
    pair: Pair, monkeypatch: pytest.MonkeyPatch
) -> None:
    began = timezone.now()
    for day in range(10, 90, 10):
        at(monkeypatch, began + timedelta(days=day))
        pair = token_families.refresh(text=pair.refresh_token)
    assert pair.refresh_expires_in < 10 * 86_400 + 60
    at(monkeypatch, began + timedelta(days=91))

    assert refusal(refresh(pair.refresh_token)) == "revoked_token"


def test_a_closed_account_or_another_password_refreshes_nothing(person: User, pair: Pair) -> None:
    person.set_password("another-long-password")
    person.save()

    assert refusal(refresh(pair.refresh_token)) == "revoked_token"
    assert TokenFamily.objects.get().end == End.CHANGED
    person.is_active = False
    person.save()
    assert refusal(refresh(pair.refresh_token)) == "revoked_token"


def test_what_nobody_can_use_is_forgotten(person: User, pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    token_families.revoke(text=pair.access_token)
    ended = token_families.begin(user=person, methods=["pwd"], device="")
    token_families.revoke(text=ended.refresh_token)
    renew_signing_key()
    kept = (TokenFamily.objects.count(), DeniedToken.objects.count())
    at(monkeypatch, timezone.now() + timedelta(days=40))
    renew_signing_key()
    a_month_later = (TokenFamily.objects.count(), DeniedToken.objects.count())
    at(monkeypatch, timezone.now() + timedelta(days=100))
    renew_signing_key()

    assert (kept, a_month_later) == ((2, 1), (1, 0))
    assert (TokenFamily.objects.count(), RefreshToken.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_of_two_refreshes_at_the_same_time_one_wins_and_the_family_ends(postgresql: None, pair: Pair) -> None:
    first, second = overlapping(refresh(pair.refresh_token), refresh(pair.refresh_token))

    assert isinstance(second.error, TokenRefused)
    assert second.error.code == "reused_token"
    assert isinstance(first, Pair)
    assert RefreshToken.objects.count() == 2
    assert TokenFamily.objects.get().end == End.REUSED
    assert refusal(lambda: token_families.check(first.access_token)) == "revoked_token"
