"""The versions of terms, privacy statement and texts of consents: which is in force, and how a new one is published."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from accounts import audit
from accounts.legal import markup
from accounts.legal.documents import (
    Document,
    digest,
    documents,
    filled_in,
    filled_in_own,
    named,
    unknown_placeholders,
)
from accounts.models import LegalText, User
from iconikcerts.common.errors import Conflict, DomainError, NotFound


class Unreadable(DomainError):
    """A text that would not be shown as it is meant."""

    code = "unreadable_text"


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown of a document now. `number`, `since`: None for a text that holds, but is not published yet."""

    document: Document
    title: str
    body: str
    sha256: str
    number: int | None = None
    since: datetime | None = None

    @property
    def blocks(self) -> list[markup.Block]:
        return markup.blocks(self.body)


def find(key: str) -> Document:
    """Raises NotFound."""
    document = named(key)
    if document is None:
        raise NotFound("There is no such text.")
    return document


def versions(document: Document) -> QuerySet[LegalText]:
    """All published versions, the newest first."""
    return LegalText.objects.filter(document=document.key, language=settings.LANGUAGE_CODE).order_by(
        "-number"
    )


def version(document: Document, number: int) -> LegalText:
    """Raises NotFound."""
    found = versions(document).filter(number=number).first()
    if found is None:
        raise NotFound("There is no such version of this text.")
    return found


def shown(document: Document) -> Shown:
    """What holds now: the newest version, or the shipped text where that says something else since (or none is published)."""
    newest = versions(document).first()
    fresh = _fresh(document, newest)
    if fresh is not None:
        return fresh
    assert newest is not None
    return Shown(document, newest.title, newest.body, newest.sha256, newest.number, newest.created_at)


def _fresh(document: Document, newest: LegalText | None) -> Shown | None:
    """The shipped text as it reads now, when it is in force and is not the newest version.

    It is not while the operator's own text is, nor where a process of an earlier release still runs.
    """
    if newest is not None and not 0 < newest.shipped <= document.shipped:
        return None
    body = filled_in(document)
    sha256 = digest(document=document.key, title=document.title, body=body)
    if newest is not None and newest.sha256 == sha256:
        return None
    return Shown(document, document.title, body, sha256)


def in_force(document: Document) -> LegalText:
    """The version in force; published now if it is not yet. For what records that somebody has seen it."""
    newest = versions(document).first()
    fresh = _fresh(document, newest)
    if fresh is None:
        assert newest is not None
        return newest
    return _append(
        document=document,
        title=fresh.title,
        body=fresh.body,
        note="" if newest is None else "Brought up to date with this installation.",
        asks_again=newest is None or newest.shipped < document.shipped,
        shipped=document.shipped,
        by=None,
    )


def install() -> list[LegalText]:
    """Publish each shipped text that is in force and not published as it reads now; returns the new versions."""
    before = set(LegalText.objects.values_list("pk", flat=True))
    return [text for text in map(in_force, documents()) if text.pk not in before]


def prepared(*, document: Document, title: str, body: str) -> str:
    """An operator's own text as it would be published: filled in, and checked.

    Raises Unreadable for unknown placeholders, broken links and empty texts, Conflict for what is in force already.
    """
    found = [f"{{{name}}} is not known." for name in unknown_placeholders(body)] + markup.faults(body)
    if found:
        raise Unreadable("This text cannot be published.", mend=" ".join(found))
    body = filled_in_own(body).strip() + "\n"
    newest = versions(document).first()
    if newest is not None and newest.sha256 == digest(document=document.key, title=title, body=body):
        raise Conflict(f"Version {newest.number} says the same.", mend="Nothing needs to be published.")
    return body


def publish(
    *, document: Document, title: str, body: str, note: str, asks_again: bool, by: User | None
) -> LegalText:
    """Publish a text of the operator's own; from then on it is in force in place of the shipped one.

    Raises Unreadable and Conflict, as `prepared` does.
    """
    body = prepared(document=document, title=title, body=body)
    return _append(
        document=document, title=title, body=body, note=note, asks_again=asks_again, shipped=0, by=by
    )


def publish_shipped(*, document: Document, asks_again: bool, by: User | None) -> LegalText:
    """Go back to the shipped text, from one of the operator's own. Raises Conflict where it is in force."""
    newest = versions(document).first()
    if newest is not None and newest.shipped:
        raise Conflict("The shipped text is in force.", mend="Nothing needs to be published.")
    return _append(
        document=document,
        title=document.title,
        body=filled_in(document),
        note="",
        asks_again=asks_again,
        shipped=document.shipped,
        by=by,
    )


def _append(
    *, document: Document, title: str, body: str, note: str, asks_again: bool, shipped: int, by: User | None
) -> LegalText:
    """The next version. Where somebody else publishes the same text at this moment, theirs."""
    newest = versions(document).first()
    sha256 = digest(document=document.key, title=title, body=body)
    try:
        with transaction.atomic():
            text = LegalText.objects.create(
                document=document.key,
                language=settings.LANGUAGE_CODE,
                number=newest.number + 1 if newest else 1,
                title=title,
                body=body,
                sha256=sha256,
                note=note,
                asks_again=asks_again,
                shipped=shipped,
                published_by=by,
            )
            audit.record(
                team=None, by=by, action="legal_text.publish", target=text,
                document=document.key, number=text.number, sha256=sha256, asks_again=asks_again,
            )  # fmt: skip
    except IntegrityError:
        other = versions(document).first()
        if other is not None and other.sha256 == sha256:
            return other
        raise Conflict(
            "Another version was published just now.", mend="Look at it, then try again."
        ) from None
    return text
