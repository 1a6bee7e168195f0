"""What logs hold: lines that nobody can forge, and who was refused."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

log = logging.getLogger(__name__)
REFUSED = (401, 403, 429)
# Control characters (C0, DEL, C1) and the line ends of Unicode: what is logged of a request must not look like a line of ours.
_ESCAPED = {number: f"\\x{number:02x}" for number in (*range(32), *range(127, 160))}
_ESCAPED |= {number: f"\\u{number:04x}" for number in (0x2028, 0x2029)}


class OneLine(logging.Formatter):
    """Times in UTC; a message is one line. Tracebacks keep theirs: they come after it, and begin no line with a time."""

    converter = staticmethod(time.gmtime)

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - its name in the standard library
        record.message = record.message.translate(_ESCAPED)
        return super().formatMessage(record)


class RefusalsMiddleware:
    """Logs what was refused to whom, by the id of the account: Django's own line names the address alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in REFUSED:
            who = getattr(getattr(request, "user", None), "pk", None) or "nobody"
            log.warning("refused %s to %s: %s %s", response.status_code, who, request.method, request.path)
        return response
