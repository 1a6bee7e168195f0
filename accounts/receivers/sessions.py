"""Log-ins, log-outs and changed passwords, told by signals, noted as sessions that begin and end."""

import uuid
from typing import Any

from allauth.account import signals as account
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.middleware import terms as terms_gate
from accounts.middleware.sessions import SIGN_IN, begin
from accounts.models import SignIn, User
from accounts.services import sessions
from iconikcerts.common.headers import HAS_LOGGED_OUT


@receiver(user_logged_in, dispatch_uid="session-begins")
def logged_in(request: HttpRequest, user: User, **_: Any) -> None:
    begin(request, user)
    terms_gate.look(request, user)


@receiver(account.authentication_step_completed, dispatch_uid="session-key-changes")
def confirmed(request: HttpRequest, reauthenticated: bool = False, **_: Any) -> None:
    """Who proves again who they are goes on under a new key (OWASP ASVS 5.0, 7.2.4): a key that somebody else came to
    know before opens nothing of what the proof has opened."""
    if reauthenticated:
        request.session.cycle_key()


@receiver(user_logged_out, dispatch_uid="session-ends")
def logged_out(request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        setattr(request, HAS_LOGGED_OUT, True)
    if request.session.session_key:
        sessions.log_out(session_key=request.session.session_key)


@receiver(account.password_set, dispatch_uid="sessions-end-password-set")
@receiver(account.password_changed, dispatch_uid="sessions-end-password-changed")
@receiver(account.password_reset, dispatch_uid="sessions-end-password-reset")
def password_changed(request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever knew the old password is out. This session, if it is theirs, goes on under a new key."""
    keep = SignIn.objects.of(user).filter(pk=request.session.get(SIGN_IN, uuid.UUID(int=0))).first()
    sessions.end_others(user=user, keep=keep.session_key if keep else "", because=SignIn.Ending.PASSWORD)
