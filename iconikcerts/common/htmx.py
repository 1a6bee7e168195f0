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
    """When a part of a page is asked for and the way leads to a door, the whole page goes there and comes back.

    htmx would follow the redirect and put the door's page into the region. Instead it gets 401 with HX-Redirect, which
    it obeys by a full navigation whatever the status. The log-in page says why; the other doors (DOORS: confirming who
    one is, setting up a second factor) say so themselves.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        htmx: HtmxDetails = request.htmx  # type: ignore[attr-defined]
        door = _door(response)
        if not htmx or not door:
            return response
        if door == resolve_url(settings.LOGIN_URL):
            messages.warning(request, SESSION_ENDED)
        page = htmx.current_url_abs_path or resolve_url(settings.LOGIN_REDIRECT_URL)
        return HttpResponse(status=401, headers={"HX-Redirect": redirect_to_login(page, door)["Location"]})


def _door(response: HttpResponse) -> str:
    """The path of the door that the response leads to, "" when it leads to none."""
    target = urlsplit(response.get("Location", "")).path
    doors = {resolve_url(name) for name in (settings.LOGIN_URL, *settings.DOORS)}
    return target if response.status_code == 302 and target in doors else ""
