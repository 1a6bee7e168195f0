"""Terms, privacy statement and the texts of consents, for everybody: what holds now, and each version there was."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.legal.comparing import compare
from accounts.legal.documents import PRIVACY, TERMS
from accounts.legal.markup import blocks
from accounts.services import legal_texts


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """The terms of use in force."""
    return _in_force(request, TERMS)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of whom, and for how long, with the settings' own figures."""
    return _in_force(request, PRIVACY)


@require_safe
def version(request: HttpRequest, document: str, number: int) -> HttpResponse:
    """One version as it was published. Raises NotFound."""
    found = legal_texts.find(document)
    text = legal_texts.version(found, number)
    context = {
        "document": found,
        "title": text.title,
        "blocks": blocks(text.body),
        "text": text,
        "versions": legal_texts.versions(found),
    }
    return render(request, "legal/version.html", context)


@require_safe
def changes(request: HttpRequest, document: str, number: int) -> HttpResponse:
    """What a version changed in the one before it, or since the one that `since` names. Raises NotFound, also for a first
    version."""
    found = legal_texts.find(document)
    since = request.GET.get("since", "")
    former = int(since) if since.isascii() and since.isdigit() and len(since) < 6 else number - 1
    after, before = legal_texts.version(found, number), legal_texts.version(found, former)
    context = {"document": found, "after": after, "before": before, "lines": compare(before.body, after.body)}
    return render(request, "legal/changes.html", context)


def _in_force(request: HttpRequest, key: str) -> HttpResponse:
    document = legal_texts.find(key)
    shown = legal_texts.shown(document)
    context = {
        "document": document,
        "shown": shown,
        "title": shown.title,
        "blocks": shown.blocks,
        "versions": legal_texts.versions(document),
    }
    return render(request, "legal/in_force.html", context)
