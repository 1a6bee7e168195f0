"""Which texts there are, and how each is filled in with what holds for this installation.

The shipped texts are templates under `templates/legal/<language>/`: they say what the software does with these settings.
An operator's own are plain, with names in braces (`PLACEHOLDERS`). Both are filled in before they are published, so that
what somebody agreed to stays as it was read, whatever the settings become.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string

from accounts import retention
from iconikcerts.common.canonical import canonical

TERMS, PRIVACY = "terms", "privacy"
PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")
PLACEHOLDERS = ("operator", "address", "contact", "site", "site_url")


@dataclass(frozen=True, slots=True)
class Document:
    """A kind of text. `shipped`: raised with each change of the shipped text after which people are to be asked again;
    any other change (other days, another name of the operator) makes a version that asks nobody.

    `has_page`: there is a page of its own for the version in force, at an address of that name.
    """

    key: str
    title: str
    description: str
    shipped: int = 1
    has_page: bool = False


_documents: dict[str, Document] = {}


def register(document: Document) -> Document:
    """Name a document. Safe to call twice."""
    _documents[document.key] = document
    return document


def documents() -> list[Document]:
    return list(_documents.values())


def named(key: str) -> Document | None:
    return _documents.get(key)


def filled_in(document: Document) -> str:
    """The shipped text as it reads with the settings of this moment."""
    return render_to_string(f"legal/{settings.LANGUAGE_CODE}/{document.key}.txt", facts()).strip() + "\n"


def filled_in_own(text: str) -> str:
    """A text of the operator's, its placeholders replaced; what is none stays (`unknown_placeholders` finds it)."""
    known = facts()
    return PLACEHOLDER.sub(lambda found: str(known.get(found[1], found[0])), text.replace("\r\n", "\n"))


def unknown_placeholders(text: str) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(text)) - set(PLACEHOLDERS))


def digest(*, document: str, title: str, body: str) -> str:
    """SHA-256, in hex, over the canonical JSON (RFC 8785) of what is read: two texts with the same digest are the same."""
    said: Mapping[str, str] = {
        "document": document,
        "language": settings.LANGUAGE_CODE,
        "title": title,
        "body": body,
    }
    return hashlib.sha256(canonical(said)).hexdigest()


def facts() -> dict[str, Any]:
    """What the texts say of this installation: who runs it, the days and switches of its settings, and what is kept how long."""
    host = urlsplit(settings.SITE_URL).netloc
    return {
        "operator": settings.OPERATOR_NAME or f"whoever runs {host}",
        "is_named": bool(settings.OPERATOR_NAME),
        "address": settings.OPERATOR_ADDRESS,
        "contact": settings.OPERATOR_CONTACT,
        "site": host,
        "site_url": settings.SITE_URL,
        "kinds": retention.kinds(),
        "usual": {kind.key: kind.usual for kind in retention.kinds()},
        "fixed": retention.fixed(),
        "is_scanned": bool(settings.CLAMD_URL),
        "export_days": settings.PERSONAL_EXPORT_DAYS,
        "free_certificates": settings.FREE_CERTIFICATES_PER_MONTH,
        "team_deletion_days": settings.TEAM_DELETION_DAYS,
        "breach_check": bool(settings.BREACH_CHECK_URL),
    }


register(
    Document(
        TERMS,
        "Terms of use",
        "What whoever runs this site promises, what is asked of people who issue certificates with it, and how either side ends it.",
        has_page=True,
    )
)
register(
    Document(
        PRIVACY,
        "Privacy",
        "What is kept when somebody verifies a certificate, for how long, and what never is.",
        has_page=True,
    )
)
