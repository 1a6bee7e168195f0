"""Where people are logged in: begun by the log-in, used, ended by themselves or by a rule."""

from datetime import timedelta
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import SignIn, User
from accounts.services import token_families
from iconikcerts.common.origin import MAX_USER_AGENT

# How long it is known why a session ended, for its next request.
KEPT = timedelta(days=30)
Ending = SignIn.Ending


@transaction.atomic
def begin(*, user: User, session_key: str, address: str, user_agent: str) -> SignIn:
    """Note a log-in. Those that were not used for longest end when there are more than SESSIONS_PER_PERSON."""
    User.objects.select_for_update().get(pk=user.pk)  # two log-ins at once count one after the other
    now = timezone.now()
    SignIn.objects.of(user).filter(last_seen_at__lt=now - KEPT).delete()
    made, _ = SignIn.objects.update_or_create(
        session_key=session_key,
        defaults={
            "user": user,
            "address": address or None,
            "user_agent": user_agent[:MAX_USER_AGENT],
            "last_seen_at": now,
            "ended_at": None,
            "ending": "",
        },
    )
    if settings.SESSIONS_PER_PERSON:
        alive = SignIn.objects.of(user).alive().exclude(pk=made.pk).order_by("-last_seen_at")
        for crowded in alive[settings.SESSIONS_PER_PERSON - 1 :]:
            _end(crowded, Ending.CROWDED)
    return made


def used(*, sign_in_id: str, session_key: str, address: str) -> bool:
    """Note that a session is used, from where, and under which key. False when it has ended: it must not go on."""
    alive = SignIn.objects.filter(pk=sign_in_id).alive()
    changed = alive.update(
        last_seen_at=timezone.now(),
        session_key=session_key,
        address=address or None,
        updated_at=timezone.now(),
    )
    return bool(changed)


@transaction.atomic
def end(*, sign_in: SignIn, by: User) -> None:
    """Log another device out. Safe to call twice."""
    _end(sign_in, Ending.ELSEWHERE)
    audit.record(team=None, by=by, action="session.end", target=sign_in)


@transaction.atomic
def end_others(*, user: User, keep: str, because: str = Ending.ELSEWHERE) -> int:
    """Log the person out everywhere but in the session `keep` (a session key, "" for none). Returns how many ended."""
    others = list(SignIn.objects.of(user).alive().exclude(session_key=keep))
    for other in others:
        _end(other, because)
    if others:
        audit.record(
            team=None, by=user, action="session.end_others", target=user, count=len(others), why=because
        )
    return len(others)


@transaction.atomic
def end_all(*, user: User, by: User | None) -> int:
    """An operator logs a person out everywhere, in browsers and apps; the account stays open. `by` None: on the command
    line. Returns how many log-ins have ended."""
    alive = list(SignIn.objects.of(user).alive())
    for each in alive:
        _end(each, Ending.OPERATOR)
    ended = len(alive) + token_families.end_all(user=user, why=token_families.End.OPERATOR)
    audit.record(
        team=None,
        by=by,
        action="session.end_all",
        target=user,
        subject=user,
        count=ended,
        why=Ending.OPERATOR,
    )
    return ended


def log_out(*, session_key: str) -> None:
    """Note that the person has logged out here."""
    SignIn.objects.filter(session_key=session_key, ended_at=None).update(
        ended_at=timezone.now(), ending=Ending.LOGGED_OUT
    )


def forget(*, user: User) -> int:
    """Log the person out everywhere and leave no trace of where they were, as their account is erased. Returns how many."""
    store, own = _store(), SignIn.objects.of(user)
    for key in own.values_list("session_key", flat=True):
        store.delete(key)
    return own.delete()[0]


def _end(sign_in: SignIn, because: str) -> None:
    _store().delete(sign_in.session_key)
    SignIn.objects.filter(pk=sign_in.pk, ended_at=None).update(ended_at=timezone.now(), ending=because)


def _store() -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore()
