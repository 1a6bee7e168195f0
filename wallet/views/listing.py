"""The holder decides whether search engines may list the page of a certificate."""

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from wallet.http import limit_lookups, limited, unlisted
from wallet.services import listing, verification


@require_POST
@unlisted
@never_cache
@limited(limit_lookups)
def certificate_listing(request: HttpRequest, code: str) -> HttpResponseBase:
    """Sent: listed ("yes", or anything else to be left alone again). Anybody but the holder gets 403."""
    page = reverse("wallet:certificate", args=[code])
    if not request.user.is_authenticated:
        return redirect_to_login(page)
    found = verification.sealed(code=code)
    if found is None:
        raise Http404("no such certificate")
    is_listed = request.POST.get("listed") == "yes"
    seen = request.POST.get("seen", "")
    listing.decide(certificate=found, by=request.user, is_listed=is_listed, seen=seen)
    if is_listed:
        messages.success(request, "Search engines may list this page from now on.")
    else:
        messages.success(
            request, "Search engines are asked to stay away. What they know already goes in time."
        )
    return redirect(page)
