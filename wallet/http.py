"""Who asks, how often they may, and who may read the answer: for the public views."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from iconikcerts.common import ratelimit
from iconikcerts.common.errors import TooManyRequests
from iconikcerts.common.middleware import answer
from iconikcerts.common.ratelimit import Limit
from wallet.models import VerificationLog
from wallet.services.verification import Attempt, shortened

View = Callable[..., HttpResponseBase]
UNKNOWN_NETWORK = "unknown"


def attempt(request: HttpRequest, method: VerificationLog.Method) -> Attempt:
    return Attempt(method=method, address=address(request), user_agent=request.headers.get("User-Agent", ""))


def address(request: HttpRequest) -> str:
    """The caller's address (behind a proxy: ClientAddressMiddleware)."""
    return str(request.META.get("REMOTE_ADDR", ""))


def _lookups() -> Limit:
    return Limit("verify", settings.VERIFY_PER_MINUTE, 60)


def limit_lookups(request: HttpRequest) -> None:
    """Raises TooManyRequests when this network has looked up too many codes."""
    _take(
        request,
        _lookups(),
        "Many certificates were checked from your network in a short time.",
        "reload this page",
    )


def limit_downloads(request: HttpRequest) -> None:
    """Pictures and files. Counted beside the lookups, for each page of a certificate fetches its picture."""
    limit = Limit("verify-download", settings.VERIFY_PER_MINUTE, 60)
    _take(
        request,
        limit,
        "Many certificates were fetched from your network in a short time.",
        "try again",
    )


def limit_files(request: HttpRequest) -> None:
    limit = Limit("verify-file", settings.VERIFY_FILES_PER_MINUTE, 60)
    _take(request, limit, "Many files were checked from your network in a short time.", "send the file again")


def limit_reports(request: HttpRequest) -> None:
    limit = Limit("problem-report", settings.PROBLEM_REPORTS_PER_HOUR, 3600)
    _take(
        request, limit, "Many problems were reported from your network in a short time.", "send yours again"
    )


def _take(request: HttpRequest, limit: Limit, message: str, again: str) -> None:
    ratelimit.take(limit, shortened(address(request)) or UNKNOWN_NETWORK, message=message, again=again)


def limited(take: Callable[[HttpRequest], None]) -> Callable[[View], View]:
    """Answer 429 instead of calling the view once `take` refuses."""

    def decorate(view: View) -> View:
        @wraps(view)
        def limited_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            try:
                take(request)
            except TooManyRequests as refusal:
                return answer(request, refusal)
            return view(request, *args, **kwargs)

        return limited_view

    return decorate


def readable_from_any_site(view: View) -> View:
    """Cross-origin reads, errors and preflights too (Fetch standard, CORS protocol). Cookies play no part in them."""

    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method == "OPTIONS":
            response: HttpResponseBase = HttpResponse(status=204)
            response["Access-Control-Allow-Methods"] = "GET, HEAD"
            response["Access-Control-Allow-Headers"] = "Accept"
            response["Access-Control-Max-Age"] = "86400"
        else:
            response = view(request, *args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "Retry-After"
        return response

    return open_view


def unlisted(view: View) -> View:
    """Search engines are asked to stay away, whatever comes out."""

    @wraps(view)
    def unlisted_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return unlisted_view
