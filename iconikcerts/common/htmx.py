"""Types and answers for pages that htmx may ask for in part."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.middleware import HtmxDetails

SESSION_ENDED = "Your session has ended. Log in to go on where you were; jobs that are running go on."


class HtmxHttpRequest(HttpRequest):
    """A request after django-htmx's middleware: `request.htmx` is truthy when htmx asks."""

    htmx: HtmxDetails


class SessionEndedMiddleware:
    """When a part of a page is asked for and the way leads to the log-in, the whole page goes there and comes back.

    htmx would follow the redirect and put the log-in page into the region. Instead it gets 401 with HX-Redirect, which
    it obeys by a full navigation whatever the status; the log-in page says why.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
        if not htmx or not _leads_to_login(response):
            return response
        messages.warning(request, SESSION_ENDED)
        page = htmx.current_url_abs_path or resolve_url(settings.LOGIN_REDIRECT_URL)
        return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login(page)["Location"]})


def _leads_to_login(response: HttpResponse) -> bool:
    target = urlsplit(response.get("Location", ""))
    return response.status_code == 302 and target.path == resolve_url(settings.LOGIN_URL)
