"""Logging in by a team's single sign-on."""

from allauth.account.utils import get_next_redirect_url
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods
from requests import RequestException

from accounts import selectors
from accounts.forms.sign_on import AddressForm
from accounts.models import SingleSignOn
from accounts.sso.oidc import TeamOpenIDConnectAdapter
from iconikcerts.common import ratelimit

TRIES = ratelimit.Limit("single-sign-on", 30, 300)


@never_cache
@require_http_methods(["GET", "POST"])
def find(request: HttpRequest) -> HttpResponse:
    """By the address that somebody types, on to the provider of the team that has proven its domain.

    The log-in page sends its address here too. Only domains are looked at: who has an account is not told.
    """
    sent = request.POST if request.method == "POST" else None
    form = AddressForm({"email": sent.get("email") or sent.get("login", "")} if sent is not None else None)
    if sent is not None and form.is_valid():
        found = selectors.sign_on_of(form.cleaned_data["email"])
        if found is not None:
            return begin(request, found)
        form.add_error("email", "No team takes log-ins of this domain by single sign-on. Use your password.")
    return render(request, "accounts/sso.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def of_team(request: HttpRequest, team_slug: str) -> HttpResponse:
    """A team's own address for logging in. It takes a press of a button, so that no other site can begin a log-in."""
    connection = get_object_or_404(SingleSignOn.objects.select_related("team"), team__slug=team_slug)
    if request.method == "POST":
        return begin(request, connection)
    return render(request, "accounts/sso_team.html", {"team": connection.team})


def begin(request: HttpRequest, connection: SingleSignOn) -> HttpResponse:
    """The page that leads on to the provider: by itself, and by a link. Not a redirect, which our policy on forms
    (`form-action`) would stop, and every further one that the provider makes."""
    network = request.META.get("REMOTE_ADDR", "")
    ratelimit.take(TRIES, network, message="That was tried too often.", again="log in")
    provider = get_adapter(request).get_provider(request, provider=connection.provider_id)
    try:
        led = provider.redirect(request, process=AuthProcess.LOGIN, next_url=get_next_redirect_url(request))
    except (OAuth2Error, RequestException, KeyError, ValueError) as fault:
        refused: HttpResponse = render_authentication_error(request, provider, exception=fault)
        return refused
    if led.status_code != 302:
        return HttpResponse(led.content, status=led.status_code)
    return render(request, "accounts/sso_on.html", {"team": connection.team, "address": led["Location"]})


@never_cache
@require_GET
def callback(request: HttpRequest, team_slug: str) -> HttpResponse:
    """Where a provider by OpenID Connect sends people back to."""
    connection = get_object_or_404(
        SingleSignOn.objects.select_related("team"), team__slug=team_slug, kind=SingleSignOn.Kind.OIDC
    )
    adapter = TeamOpenIDConnectAdapter(request, connection.provider_id)
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(adapter)(request)
    except ImmediateHttpResponse as led:
        stopped: HttpResponse = led.response
        return stopped
    return response
