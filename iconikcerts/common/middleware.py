"""Who asks, when a proxy stands in between; and answers for errors of the domain that no view turned into a form's."""

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render
from django_htmx.http import reswap, trigger_client_event

from iconikcerts.common import origin
from iconikcerts.common.errors import (
    Conflict,
    DomainError,
    NotAllowed,
    NotAuthenticated,
    NotFound,
    TooManyRequests,
)

COMPRESSED = (
    "text/html", "text/plain", "application/json", "application/xml", "application/schema+json",
    "application/manifest+json",
)  # fmt: skip
STATUS = {NotAuthenticated: 401, NotAllowed: 403, NotFound: 404, Conflict: 409, TooManyRequests: 429}


class ClientAddressMiddleware:
    """Behind a proxy, REMOTE_ADDR becomes the caller's address: the limits of attempts and the log of verifications
    would else see everybody as one. Only the last entry of X-Forwarded-For is believed: the proxy wrote it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.BEHIND_PROXY:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = address_of_hop(request.headers.get("X-Forwarded-For", "").rsplit(",", 1)[-1])
        if address:
            request.META["REMOTE_ADDR"] = address
        return self.get_response(request)


class OriginMiddleware:
    """Tells what writes the audit trail from which address and device the request comes; see `origin`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        address = address_of_hop(request.META.get("REMOTE_ADDR", ""))
        device = request.headers.get("User-Agent", "")[: origin.MAX_USER_AGENT]
        with origin.acting(origin.Origin(address, device, "web")):
            return self.get_response(request)


class CompressTextMiddleware(GZipMiddleware):
    """Pages and JSON leave compressed, a fifth of their size. Files and streams leave as they are: PDFs, pictures and
    ZIPs are compressed already, and would lose the length that shows how far a download is.

    Against guessing secrets from lengths (BREACH), Django adds bytes at random and masks the tokens of forms anew.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in COMPRESSED:
            return response
        return super().process_response(request, response)


def address_of_hop(hop: str) -> str:
    """The IP address of one entry of X-Forwarded-For, without port, brackets and zone; "" when there is none in it.

    IPv4 in the clothes of IPv6 (::ffff:203.0.113.7) is IPv4, or everybody would be of one network.
    """
    host = hop.strip().strip('"')
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def status_of(error: DomainError) -> int:
    """HTTP status for an error: 401, 403, 404, 409, 429, else 422 (understood, but not to be done)."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 422)


class DomainErrorMiddleware:
    """Turns a `DomainError` into a page (or JSON for clients that ask) that says what to do next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return answer(request, error) if isinstance(error, DomainError) else None


def answer(request: HttpRequest, error: DomainError) -> HttpResponse:
    """The error as a page; as JSON for clients that ask for it; as a short message for htmx, which changes nothing
    else on the page. 429 says in Retry-After how long to wait."""
    status = status_of(error)
    if request.get_preferred_type(["text/html", "application/json"]) == "application/json":
        response: HttpResponse = JsonResponse({"error": error.as_json()}, status=status)
    elif getattr(request, "htmx", None):
        response = reswap(HttpResponse(status=status), "none")
        trigger_client_event(response, "toast", {"text": str(error), "variant": "destructive"})
    else:
        response = render(request, f"{status}.html", {"error": error}, status=status)
    if isinstance(error, TooManyRequests):
        response["Retry-After"] = str(error.retry_after_s)
    return response
