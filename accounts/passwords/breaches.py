"""Passwords that stand in lists of stolen ones, looked up without telling which password it is.

k-anonymity, as "Have I Been Pwned" has it: the service is told the first five hexadecimal digits of the SHA-1 and answers
with the rest of all hashes that begin so, some hundreds, among which we look. https://haveibeenpwned.com/API/v3#PwnedPasswords
"""

import hashlib
import http.client
import logging
import urllib.request
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError

log = logging.getLogger(__name__)
PREFIX = 5  # hexadecimal digits
MOST_BYTES = 1_000_000  # an answer has about 35,000


class _NowhereElse(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: the operator has named this address, and no other gets to know anything."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


_opener = urllib.request.build_opener(_NowhereElse)


class StolenPasswordValidator:
    """Refuses stolen passwords, where BREACH_CHECK_URL names who knows them. Without an answer in time nobody is kept
    waiting or turned away: the list of common passwords has been looked at before."""

    def validate(self, password: str, user: Any = None) -> None:
        if settings.BREACH_CHECK_URL and _is_stolen(password):
            raise ValidationError(
                "This password stands in lists of stolen passwords. Choose another one, here and wherever else you use it.",
                code="password_stolen",
            )

    def get_help_text(self) -> str:
        return "No password that stands in lists of stolen passwords."


def _is_stolen(password: str) -> bool:
    digest = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper()
    beginning, rest = digest[:PREFIX], digest[PREFIX:]
    return any(_rest_of(line) == rest for line in _asked(beginning).splitlines())


def _rest_of(line: str) -> str:
    """The hash of a line "REST:COUNT"; "" for padding, whose count is 0."""
    rest, _, count = line.strip().partition(":")
    return "" if count.strip() == "0" else rest.upper()


def _asked(beginning: str) -> str:
    """What the service answers; "" when it does not, and the log says so."""
    address = f"{settings.BREACH_CHECK_URL.rstrip('/')}/{beginning}"
    headers = {"Add-Padding": "true", "User-Agent": "IconikCerts"}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310 - the operator's own address
    try:
        with _opener.open(request, timeout=settings.BREACH_CHECK_TIMEOUT_S) as answer:
            return str(answer.read(MOST_BYTES).decode("ascii", "replace"))
    except (OSError, ValueError, http.client.HTTPException) as fault:
        log.warning("lists of stolen passwords cannot be asked: %s", type(fault).__name__)
        return ""
