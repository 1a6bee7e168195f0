"""Passwords made of words that everybody connects with the site (OWASP ASVS 5.0, 6.1.2 and 6.2.11). The list stands in docs/security.md."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

# What the product, its things, its roles and its pages are called.
WORDS = (
    "iconikcerts", "iconikcert", "iconik", "certificates", "certificate", "certs", "diploma", "owner", "administrator",
    "admin", "editor", "viewer", "operator", "password", "passkey", "login", "welcome",
)  # fmt: skip
LEFT_AT_LEAST = 6  # letters
_SHORTEST = 4  # characters of a part of the host's name that is a word


class ContextWordsValidator:
    """Refuses a password in which, without such words, digits and marks, fewer than LEFT_AT_LEAST letters are left."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        letters = re.sub(r"[\W\d_]", "", password.casefold())
        left = letters
        for word in sorted((*WORDS, *_of_host()), key=len, reverse=True):
            left = left.replace(word, "")
        if left != letters and len(left) < LEFT_AT_LEAST:
            raise ValidationError(
                "This password is made of words that everybody tries here first. Add others.",
                code="password_of_context",
            )

    def get_help_text(self) -> str:
        return "Not only words that everybody tries here first, such as the name of this site."


def _of_host() -> list[str]:
    host = urlsplit(settings.SITE_URL).hostname or ""
    return [part for part in re.split(r"[^a-z]+", host.casefold()) if len(part) >= _SHORTEST]
