"""What a SAML identity provider sends people to. django-allauth answers, once it is clear that a team uses SAML."""

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core.internal import httpkit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login, render_authentication_error
from allauth.socialaccount.providers.saml import views as allauth
from allauth.socialaccount.sessions import LoginSession
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from onelogin.saml2.errors import OneLogin_Saml2_Error

from accounts.models import SingleSignOn
from accounts.sso import saml
from accounts.sso.saml import TeamSAMLProvider

# A response with a long certificate chain is some 20 kB; the first view keeps it in the session's table.
MOST_BYTES = 200_000
View = Callable[[HttpRequest, str], HttpResponse]


def _of_team(view: View) -> View:
    @wraps(view)
    def inner(request: HttpRequest, organization_slug: str) -> HttpResponse:
        kind = SingleSignOn.Kind.SAML
        get_object_or_404(SingleSignOn, kind=kind, team__slug=organization_slug)
        return view(request, organization_slug)

    return inner


def _provider(request: HttpRequest, organization_slug: str) -> TeamSAMLProvider:
    connection = SingleSignOn.objects.get(kind=SingleSignOn.Kind.SAML, team__slug=organization_slug)
    provider: TeamSAMLProvider = get_adapter(request).get_provider(request, provider=connection.provider_id)
    return provider


@csrf_exempt
@require_POST
@_of_team
def acs(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """The assertion consumer service: keeps the response for `finish`, which has the person's cookie."""
    if len(request.body) > MOST_BYTES:
        raise Http404
    response: HttpResponse = allauth.acs(request, organization_slug=organization_slug)
    return response


@never_cache
@require_GET
@_of_team
def finish(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Checks the response and logs in. As django-allauth does it, but for the certificates: a provider may have several."""
    provider = _provider(request, organization_slug)
    kept = LoginSession(request, "saml_acs_session", "saml-acs-session")
    sent = kept.store.get("request")
    kept.delete()
    fault = "There is no response"
    if sent:
        auth = saml.auth_of(httpkit.deserialize_request(sent, HttpRequest()), provider)
        fault = saml.fault_of(auth)
    if fault:
        reason = {"saml_last_error_reason": fault}
        refused: HttpResponse = render_authentication_error(request, provider, extra_context=reason)
        return refused
    login = provider.sociallogin_from_response(request, auth)
    login.state = provider.unstash_redirect_state(request, auth.get_last_response_in_response_to())
    response: HttpResponse = complete_social_login(request, login)
    return response


@csrf_exempt
@require_http_methods(["GET", "POST"])
@_of_team
def log_out(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Single log-out, asked for by the provider in a signed message; whoever is logged in in this browser is out."""
    if not {"SAMLRequest", "SAMLResponse"} & request.GET.keys():
        raise Http404
    auth = saml.auth_of(request, _provider(request, organization_slug))
    try:
        onward = auth.process_slo(
            delete_session_cb=lambda: get_account_adapter(request).logout(request),
            keep_local_session=not request.user.is_authenticated,
        )
    except saml.MALFORMED as fault:
        raise Http404 from fault
    except OneLogin_Saml2_Error as fault:
        return _not_logged_out(str(fault))
    if auth.get_errors():
        return _not_logged_out(auth.get_last_error_reason() or "The message is not signed by the provider.")
    # Back to the provider, whose signature was checked; its address stands in the team's settings.
    return redirect(onward or settings.LOGOUT_REDIRECT_URL)


def _not_logged_out(reason: str) -> HttpResponse:
    return HttpResponse(reason, status=400, content_type="text/plain; charset=utf-8")


@require_GET
@_of_team
def metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What the provider has to know about us."""
    response: HttpResponse = allauth.metadata(request, organization_slug=organization_slug)
    return response
