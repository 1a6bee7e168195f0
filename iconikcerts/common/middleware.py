"""Who asks, when a proxy stands in between; and answers for errors of the domain that no view turned into a form's."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from iconikcerts.common.errors import Conflict, DomainError, NotAllowed, NotFound

STATUS = {NotAllowed: 403, NotFound: 404, Conflict: 409}


class ClientAddressMiddleware:
    """Behind a proxy, REMOTE_ADDR becomes the caller's address: the limits of attempts and the log of verifications
    would else see everybody as one. Only the last entry of X-Forwarded-For is believed: the proxy wrote it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.BEHIND_PROXY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        last = request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1].strip()
        if last:
            request.META["REMOTE_ADDR"] = last
        return self.get_response(request)


def status_of(error: DomainError) -> int:
    """HTTP status for an error: 403, 404, 409, else 422 (understood, but not to be done)."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)


class DomainErrorMiddleware:
    """Turns a `DomainError` into a page (or JSON for clients that ask) that says what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        status = status_of(error)
        if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
            said = {"code": error.code, "message": error.message, "where": error.where, "mend": error.mend}
            return JsonResponse({"error": said}, status=status)
        return render(
            request, f"{status}.html" if status != 409 else "422.html", {"error": error}, status=status
        )
