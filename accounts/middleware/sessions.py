"""Sessions, as they are used: last use, end by idleness and age, and why one has ended."""

import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from accounts import selectors
from accounts.models import User
from accounts.services import sessions

SIGN_IN, SEEN, BEGUN = "sign_in", "seen_at", "begun_at"
NOTED_EVERY_S = 60


class SignInMiddleware:
    """Notes once a minute that a session is used, and moves its end on; nothing is read or written in between.

    The end itself is Django's: a session that has run out is not found any more. Requests that look at no session
    (pictures, public pages of who has no cookie) stay without one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not request.session.accessed:
            return response
        user = request.user
        if isinstance(user, User):
            note(request, user)
        elif words := selectors.why_ended(request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")):
            messages.warning(request, words)
        return response


def begin(request: HttpRequest, user: User) -> None:
    """Note the session of this request as a log-in of now."""
    if not request.session.session_key:
        request.session.save()
    made = sessions.begin(
        user=user,
        session_key=str(request.session.session_key),
        address=request.META.get("REMOTE_ADDR", ""),
        user_agent=request.META.get("HTTP_USER_AGENT", ""),
    )
    request.session[SIGN_IN] = str(made.pk)
    request.session[BEGUN] = int(time.time())
    _seen_now(request)


def note(request: HttpRequest, user: User) -> None:
    """That the session of this request is in use; at once for one that is not in the list yet, else once a minute."""
    session = request.session
    if SIGN_IN not in session:  # from before there was a list of them
        begin(request, user)
        return
    is_same_key = session.session_key == request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    if is_same_key and time.time() - session.get(SEEN, 0) < NOTED_EVERY_S:
        return
    address = request.META.get("REMOTE_ADDR", "")
    if sessions.used(sign_in_id=session[SIGN_IN], session_key=str(session.session_key), address=address):
        _seen_now(request)
    else:
        logout(request)


def _seen_now(request: HttpRequest) -> None:
    """The session ends when it is idle for too long, and in any case when it is old enough."""
    session, now = request.session, int(time.time())
    oldest = session[BEGUN] + int(timedelta(days=settings.SESSION_MAX_DAYS).total_seconds())
    session[SEEN] = now
    session.set_expiry(max(1, min(60 * settings.SESSION_IDLE_MINUTES, oldest - now)))
