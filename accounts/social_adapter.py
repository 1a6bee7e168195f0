"""The providers of teams, and how far they are believed."""

from typing import Any

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.shortcuts import get_object_or_404, render

from accounts import audit, selectors
from accounts.http import SESSION_KEY
from accounts.models import SingleSignOn, User
from accounts.services import sign_on
from accounts.social import SocialAccountAdapter
from accounts.sso import apps, gate, outside


class TeamSignOnAdapter(SocialAccountAdapter):
    """Finds the providers of teams in our own table, and asks before each log-in whether they may say what they say."""

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[SocialApp]:
        """A team's provider only when it is asked for by name: it is in no list."""
        found = None
        if provider and apps.is_ours(provider):
            found = connections().filter(pk=provider.removeprefix(apps.PREFIX)).first()
        elif provider == "saml" and client_id:
            found = connections().filter(kind=SingleSignOn.Kind.SAML, team__slug=client_id).first()
        else:
            listed: list[SocialApp] = super().list_apps(request, provider=provider, client_id=client_id)
            return listed
        match = getattr(request or self.request, "resolver_match", None)
        # What logs somebody out carries nothing else that could be signed.
        is_log_out = match is not None and match.url_name == "saml_sls"
        return [apps.app_of(found, signs_messages=is_log_out)] if found else []

    def get_requests_session(self) -> requests.Session:
        return outside.OutsideSession()

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Raises sign_on.AddressRefused."""
        connection = connection_of(sociallogin)
        if connection is None:
            self._lead_newcomers_on(request, sociallogin)
            return
        if sociallogin.state.get("process") != AuthProcess.LOGIN:
            raise PermissionDenied
        user = sociallogin.user if sociallogin.is_existing else None
        address = sociallogin.email_addresses[0].email if sociallogin.email_addresses else ""
        try:
            sign_on.admit(connection=connection, address=address, user=user)
        except sign_on.AddressRefused as refusal:
            audit.record(
                team=connection.team, by=None, action="sso.refuse", target=connection, subject=user,
                personal=["address"], address=address, reason=refusal.message if user else "domain",
            )  # fmt: skip
            raise
        if isinstance(user, User):
            self._come_in(request, sociallogin, connection, user, address)

    def _lead_newcomers_on(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """By Google or GitHub too, nobody makes an account whose organisation logs its people in itself."""
        addresses = [] if sociallogin.is_existing else sociallogin.email_addresses
        found = [selectors.sign_on_of(each.email) for each in addresses if each.verified]
        for wanted in found:
            if wanted is not None and wanted.is_enforced:
                raise ImmediateHttpResponse(gate.to_page_of(request, wanted))

    @transaction.atomic
    def _come_in(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        connection: SingleSignOn,
        user: User,
        address: str,
    ) -> None:
        if sociallogin.account.pk is None:
            sign_on.take_over(connection=connection, user=user, address=address)
            sociallogin.connect(request, user)
            sociallogin._did_authenticate_by_email = None  # django-allauth need not do it once more
        if user.is_active:
            sign_on.join(connection=connection, user=user)
            request.session[SESSION_KEY] = str(connection.team_id)

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """A new person, with the personal team that each has; by a team's provider, a member of it too.

        Between the provider's word and the form there may be hours: raises sign_on.AddressRefused when it does not speak
        for the address any more.
        """
        connection = connection_of(sociallogin)
        if connection is not None:
            sign_on.admit(connection=connection, address=str(sociallogin.user.email), user=None)
        saved: User = super().save_user(request, sociallogin, form)
        if connection is not None:
            sign_on.join(connection=connection, user=saved)
            request.session[SESSION_KEY] = str(connection.team_id)
        return saved

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: str | None = None,
        exception: Exception | None = None,
        extra_context: dict[str, Any] | None = None,
    ) -> None:
        """For a team's provider, a page in plain words; the reason stands in the team's audit trail."""
        if provider.app is None or not apps.is_ours(provider.app.provider_id):
            return
        connection = connections().get(pk=provider.app.provider_id.removeprefix(apps.PREFIX))
        reason = str(exception or (extra_context or {}).get("saml_last_error_reason") or error or "")[:300]
        audit.record(team=connection.team, by=None, action="sso.fail", target=connection, reason=reason)
        context = {"team": connection.team, "was_cancelled": error == AuthError.CANCELLED}
        raise ImmediateHttpResponse(render(request, "accounts/sso_failed.html", context, status=401))


def connections() -> Any:
    """All teams' single sign-on: no request of one team is narrowed by its team before it is known who asks."""
    return SingleSignOn.objects.select_related("team")


def connection_of(sociallogin: SocialLogin) -> SingleSignOn | None:
    """The team's single sign-on that a log-in comes by; None for any other provider. Raises Http404 when it is gone."""
    name = str(sociallogin.account.provider)
    if not apps.is_ours(name):
        return None
    found: SingleSignOn = get_object_or_404(connections(), pk=name.removeprefix(apps.PREFIX))
    return found
