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
    messages.info(request, f"{wanted.team.name} asks you to log in by its single sign-on.")
    return redirect("accounts:sso_team", team_slug=wanted.team.slug)


def counts_as_second_factor(request: HttpRequest, user: User, team: Team) -> bool:
    """Whether the person came by the single sign-on of this team, and that is enough for it."""
    connection = SingleSignOn.objects.filter(team=team, is_second_factor=True).first()
    if connection is None:
        return False
    records = get_authentication_records(request, user)
    return any(record.get("provider") == connection.provider_id for record in records)
