"""What the addresses have in common that scripts of the editor ask: JSON comes and JSON goes, faults too."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase, JsonResponse, UnreadablePostError

from iconikcerts.common.errors import DomainError
from iconikcerts.common.middleware import status_of
from templates_app.document import Fault, InvalidDocument
from templates_app.editor_data import told
from templates_app.services.templates import DraftMoved

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
# A document of 5,000,000 characters with its wrapping; what is over is read and forgotten up to DRAIN_BYTES, for a
# connection that is closed before shows no answer.
MAX_BYTES, DRAIN_BYTES, _PIECE = 6_000_000, 20_000_000, 65_536


class TooLarge(DomainError):
    """More was sent than a design can be."""

    code = "too_large"


class BadRequest(DomainError):
    """What was sent is not what this address takes: `faults` says where."""

    code = "bad_request"

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(str(fault) for fault in faults))


def json_view(view: View[P]) -> View[P]:
    """Answer in JSON whatever happens. Stands outside of `team_view`, whose log-in page no script could read."""

    @wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _answer(401, "logged_out", "You are no longer logged in.", mend="Log in in another tab.")
        try:
            return view(request, *args, **kwargs)
        except DomainError as error:
            return _of(error, request)

    return inner  # type: ignore[return-value]  # `wraps` names the first parameter, which callers do not


def read_object(request: HttpRequest) -> dict[str, Any]:
    """The JSON object that was sent. Raises TooLarge, BadRequest."""
    # Not request.body: its limit is that of forms, which is lower.
    content = request.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        _drain(request)
        raise TooLarge(
            f"The design is larger than {MAX_BYTES // 1_000_000} MB.",
            mend="Remove elements or simplify its paths.",
        )
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise BadRequest([Fault("", "is no JSON object")])
    return said


def read_text(said: dict[str, Any], name: str) -> str:
    """A text that must be there. Raises BadRequest."""
    value = said.get(name)
    if not isinstance(value, str):
        raise BadRequest([Fault(name, "must be text")])
    return value


def _of(error: DomainError, request: HttpRequest) -> JsonResponse:
    more: dict[str, Any] = {}
    status = 413 if isinstance(error, TooLarge) else status_of(error)
    if isinstance(error, InvalidDocument | BadRequest):
        more["faults"] = told(error.faults)
    if isinstance(error, DraftMoved):
        present = error.present
        more |= {
            "by": present.changed_by.get_full_name() if present.changed_by else "",
            "byYou": present.changed_by == request.user,
            "at": (present.published_at or present.updated_at).isoformat(),
            "base": present.document_sha256,
            "document": present.document,
        }
    return _answer(status, error.code, error.message, mend=error.mend, where=error.where, **more)


def _answer(
    status: int, code: str, message: str, *, mend: str = "", where: str = "", **more: Any
) -> JsonResponse:
    said = {"code": code, "message": message, "where": where, "mend": mend}
    return JsonResponse({"error": said, **more}, status=status)


def _drain(request: HttpRequest) -> None:
    left = DRAIN_BYTES
    with suppress(UnreadablePostError):
        while left > 0 and (piece := request.read(_PIECE)):
            left -= len(piece)
