"""Who must log in by single sign-on is led there, whatever they have shown: password, passkey or another account."""

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts import audit, selectors
from accounts.models import SingleSignOn, Team, User


def led_away(request: HttpRequest, user: User, sociallogin: Any) -> HttpResponse | None:
    """Where the person is sent instead of in, None for who may come in. `sociallogin`: django-allauth's, when the
    log-in comes by another site."""
    wanted = selectors.must_sign_on(user)
    if wanted is None or (sociallogin is not None and sociallogin.account.provider == wanted.provider_id):
        return None
    audit.record(team=None, by=None, action="login.fail", target=user, subject=user, reason="single_sign_on")
    return to_page_of(request, wanted)


def to_page_of(request: HttpRequest, connection: SingleSignOn) -> HttpResponse:
    """The team's page for logging in: after a password that is right as after one that is wrong."""
    messages.info(request, f"{connection.team.name} asks you to log in by its single sign-on.")
    return redirect("accounts:sso_team", team_slug=connection.team.slug)


def counts_as_second_factor(request: HttpRequest, user: User, team: Team) -> bool:
    """Whether the person came by the single sign-on of this team, and that is enough for it."""
    connection = SingleSignOn.objects.filter(team=team, is_second_factor=True).first()
    if connection is None:
        return False
    records = get_authentication_records(request, user)
    return any(record.get("provider") == connection.provider_id for record in records)
