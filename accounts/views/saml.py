"""What a SAML identity provider sends people to. django-allauth answers, once it is clear that a team uses SAML."""

import zlib
from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.providers.saml import views as allauth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import SingleSignOn

# A response with a long certificate chain is some 20 kB; the first view keeps it in the session's table.
MOST_BYTES = 200_000
# What python3-saml raises on a message that is none: not Base64, not deflated, not XML.
MALFORMED = (ValueError, SyntaxError, zlib.error, KeyError)
View = Callable[[HttpRequest, str], HttpResponse]


def _of_team(view: View) -> View:
    @wraps(view)
    def inner(request: HttpRequest, organization_slug: str) -> HttpResponse:
        kind = SingleSignOn.Kind.SAML
        get_object_or_404(SingleSignOn, kind=kind, team__slug=organization_slug)
        return view(request, organization_slug)

    return inner


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
    """Checks the response and logs in."""
    response: HttpResponse = allauth.finish_acs(request, organization_slug=organization_slug)
    return response


@csrf_exempt
@require_http_methods(["GET", "POST"])
@_of_team
def log_out(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """Single log-out, asked for by the provider in a signed message."""
    if not {"SAMLRequest", "SAMLResponse"} & request.GET.keys():
        raise Http404
    try:
        response: HttpResponse = allauth.sls(request, organization_slug=organization_slug)
    except MALFORMED as fault:
        raise Http404 from fault
    return response


@require_GET
@_of_team
def metadata(request: HttpRequest, organization_slug: str) -> HttpResponse:
    """What the provider has to know about us."""
    response: HttpResponse = allauth.metadata(request, organization_slug=organization_slug)
    return response
