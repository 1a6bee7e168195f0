"""Headers of every answer, beside those that Django and the Content-Security-Policy bring."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import resolve_url
from django.utils.cache import patch_cache_control

# Not "cookies": light or dark is no secret, and other hosts of the domain keep theirs.
LEFT_AT_LOG_OUT = '"cache", "storage"'
# Set on a request in which somebody who was logged in has logged out. Who turns back half-way through a log-in was not:
# then the browser keeps what an earlier session could not send.
HAS_LOGGED_OUT = "has_logged_out"


class HeadersMiddleware:
    """What pages may ask of a device; that nobody keeps pages of who has a session; that a browser forgets at log-out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Permissions-Policy"] = settings.PERMISSIONS_POLICY
        has_session = settings.SESSION_COOKIE_NAME in request.COOKIES
        if has_session and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        is_log_out = request.method == "POST" and request.path_info == resolve_url(settings.LOG_OUT_PAGE)
        if is_log_out and getattr(request, HAS_LOGGED_OUT, False):
            response["Clear-Site-Data"] = LEFT_AT_LOG_OUT
        return response


class NoPlainApiMiddleware:
    """Refuses the API without TLS instead of leading to it: a program that is led on would go on sending its token in
    clear, and nobody would notice. Only where SSL_REDIRECT leaves it to us to lead people on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.SECURE_SSL_REDIRECT:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.is_secure() or not request.path_info.startswith("/api/"):
            return self.get_response(request)
        error = {
            "code": "tls_wanted",
            "message": "The API is to be had over https:// alone.",
            "where": "",
            "mend": "Change the address. A token that was sent this way was to be read by others: revoke it.",
        }
        return JsonResponse({"error": error}, status=403)
