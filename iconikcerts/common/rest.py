"""What the endpoints of the API have in common: errors in the shape of the site, pages by cursor."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import IO, TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404
from rest_framework import exceptions
from rest_framework.pagination import CursorPagination
from rest_framework.parsers import JSONParser
from rest_framework.request import Request
from rest_framework.response import Response

from iconikcerts.common.errors import DomainError, TooManyRequests
from iconikcerts.common.middleware import status_of

if TYPE_CHECKING:  # the framework reads this module while it makes its own views
    from rest_framework.views import APIView

MAX_BODY = 1_000_000  # bytes
_WORDS: dict[type[exceptions.APIException], tuple[str, str, str]] = {
    exceptions.ParseError: ("bad_json", "What was sent is no JSON.", "Send a JSON object in UTF-8."),
    exceptions.NotAuthenticated: (
        "not_authenticated",
        "This can only be asked by somebody who is known.",
        "Send a token: Authorization: Bearer ic_live_….",
    ),
    exceptions.PermissionDenied: ("not_allowed", "You may not do this.", "Ask an administrator of the team."),
    exceptions.NotFound: (
        "not_found",
        "There is nothing at this address.",
        "Compare it with the documentation.",
    ),
    exceptions.NotAcceptable: (
        "not_acceptable",
        "Answers are in JSON only.",
        "Send Accept: application/json, or leave the header out.",
    ),
    exceptions.UnsupportedMediaType: (
        "unsupported_media_type",
        "Only JSON is taken.",
        "Send Content-Type: application/json.",
    ),
}


class TooLarge(DomainError):
    """More was sent than any endpoint takes."""

    code = "too_large"


class SmallJsonParser(JSONParser):
    """Reads up to MAX_BODY bytes: the framework itself would read, and nest, without an end."""

    def parse(
        self,
        stream: IO[Any],
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        """Raises ParseError, TooLarge."""
        content = stream.read(MAX_BODY + 1)
        if len(content) > MAX_BODY:
            raise TooLarge(
                f"More than {MAX_BODY // 1_000_000} MB were sent.", mend="Send it in several requests."
            )
        try:
            return super().parse(BytesIO(content), media_type, parser_context)
        except (RecursionError, LookupError) as fault:  # nested too deep; in no encoding that there is
            raise exceptions.ParseError from fault


class BadCursor(DomainError):
    """The cursor is none that was given out."""

    code = "bad_cursor"


class CursorPages(CursorPagination):
    """`next` and `previous` are whole addresses, null where there is nothing more. At most `max_page_size` at once.

    A cursor stands for a place in the order of the list, so that nothing is skipped or told twice while things are
    added. The addresses are under SITE_URL: the Host header is the caller's, and no link is made of it.
    """

    ordering = ("-created_at", "-pk")
    page_size = 50
    page_size_query_param = "limit"
    max_page_size = 200

    def paginate_queryset(
        self, queryset: QuerySet[Any] | Sequence[Any], request: Request, view: "APIView | None" = None
    ) -> list[Any] | None:
        """Raises BadCursor."""
        try:
            page = super().paginate_queryset(queryset, request, view)
        except (exceptions.NotFound, ValidationError, ValueError) as fault:
            raise BadCursor(
                "This cursor was not given out here.",
                where="cursor",
                mend="Begin without one, and follow `next` and `previous` as they are.",
            ) from fault
        self.base_url = f"{settings.SITE_URL}{request.get_full_path()}"
        return page


def answer(fault: Exception, context: dict[str, Any]) -> Response | None:
    """The answer to what was raised, `{"error": {code, message, where, mend}}`; None for a bug, which Django handles."""
    if isinstance(fault, Http404):
        fault = exceptions.NotFound()
    if isinstance(fault, PermissionDenied):
        fault = exceptions.PermissionDenied()
    if isinstance(fault, DomainError):
        status = 413 if isinstance(fault, TooLarge) else status_of(fault)
        response = Response({"error": fault.as_json()}, status=status)
        if isinstance(fault, TooManyRequests):
            response["Retry-After"] = str(fault.retry_after_s)
        if challenge := getattr(fault, "challenge", ""):
            response["WWW-Authenticate"] = challenge
    elif isinstance(fault, exceptions.ValidationError):
        response = Response(_of_values(fault), status=422)
    elif isinstance(fault, exceptions.APIException):
        response = Response({"error": _words(fault, context)}, status=fault.status_code)
        if header := getattr(fault, "auth_header", None):
            response["WWW-Authenticate"] = header
    else:
        return None
    return response


def _words(fault: exceptions.APIException, context: dict[str, Any]) -> dict[str, str]:
    if isinstance(fault, exceptions.MethodNotAllowed):
        allowed = ", ".join(context["view"].allowed_methods)
        return DomainError(
            f"{context['request'].method} is not possible at this address.",
            mend=f"Use {allowed}.",
            code="method_not_allowed",
        ).as_json()
    for kind, (code, message, mend) in _WORDS.items():
        if isinstance(fault, kind):
            return DomainError(message, mend=mend, code=code).as_json()
    return DomainError(str(fault.detail), code=str(fault.default_code)).as_json()


def _of_values(fault: exceptions.ValidationError) -> dict[str, Any]:
    """Each value that was refused is told under `faults` with its place, the first of them in the error itself."""
    faults = [{"path": path, "message": message} for path, message in _listed(fault.detail, "")]
    first = faults[0]
    error = DomainError(
        first["message"],
        where=first["path"],
        mend="Correct what stands under faults, and send it again.",
        code="invalid",
    )
    return {"error": error.as_json(), "faults": faults}


def _listed(detail: Any, path: str) -> list[tuple[str, str]]:
    if isinstance(detail, dict):
        inside = [(key if not path else f"{path}.{key}", value) for key, value in detail.items()]
        return [each for place, value in inside for each in _listed(value, place)]
    if isinstance(detail, list):
        return [each for value in detail for each in _listed(value, path)]
    return [(path, str(detail))]
