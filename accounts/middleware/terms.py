"""Who has not accepted the terms in force is asked before anything else, and only there where nothing can be lost.

Asked is on a full page that is opened: a form that is sent goes through, and parts of a page, files and the API are left
alone. Whether somebody owes an answer is kept in the session, and looked at anew once a minute: requests in between cost
nothing.
"""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.models import User
from accounts.services import consents

OWES, LOOKED_AT = "owes_terms", "owes_terms_looked_at"
LOOKED_EVERY_S = 60
# Open without an answer: what is for everybody, the question itself, what proves who somebody is, and all that one must be
# able to do without accepting anything: read, take along, erase, log out.
OPEN = {
    "home", "pricing", "help", "help_article", "privacy", "terms", "legal_version", "legal_changes",
    "accounts:accept_terms", "accounts:privacy", "accounts:export", "accounts:export_state", "accounts:export_file",
    "accounts:erase", "accounts:receipt", "accounts:unsubscribe", "accounts:activity", "accounts:invitation",
    "account_login", "account_logout", "account_reauthenticate", "account_email_verification_sent",
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
    "wallet:verify", "wallet:verify_file", "wallet:certificate", "wallet:certificate_file", "wallet:report",
    "wallet:reported",
}  # fmt: skip
OPEN_APPS = {"admin"}  # operators publish the terms there


class TermsMiddleware:
    """Leads who owes an answer to the page that asks for it, which leads back."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.view_name in OPEN or match.app_name in OPEN_APPS or not is_page(request):
            return None
        user = request.user
        if not isinstance(user, User) or not owes(request, user):
            return None
        return redirect(f"{reverse('accounts:accept_terms')}?{urlencode({'next': request.get_full_path()})}")


def is_page(request: HttpRequest) -> bool:
    """Whether a whole page is opened. (Sec-Fetch-Dest: Fetch Metadata Request Headers, W3C, 2.1.)"""
    if request.method != "GET" or getattr(request, "htmx", False):
        return False
    accepted = request.headers.get("Accept", "text/html")
    return "text/html" in accepted and request.headers.get("Sec-Fetch-Dest", "document") == "document"


def owes(request: HttpRequest, user: User) -> bool:
    """Whether this person has to answer; at most once a minute by asking the database."""
    if time.time() - request.session.get(LOOKED_AT, 0) >= LOOKED_EVERY_S:
        look(request, user)
    return bool(request.session.get(OWES))


def look(request: HttpRequest, user: User) -> None:
    """Note in the session whether the person owes an answer now."""
    request.session[OWES] = consents.owes_terms(user=user)
    request.session[LOOKED_AT] = int(time.time())
