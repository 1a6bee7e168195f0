"""What a draft looks like for one recipient, printed by the workers while somebody designs; kept for minutes in the cache.

The values of a recipient lie in the cache alone: they are nobody's record, and must not become one in the queue or in
an address. A proof is known by everything that is drawn, the team included.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal
from uuid import UUID

from django.core.cache import cache
from django.db import transaction

from accounts.models import Team
from iconikcerts.common import ratelimit
from iconikcerts.common.errors import DomainError
from templates_app import tasks
from templates_app.document import drawable
from templates_app.models import Template, TemplateVersion
from templates_app.rendering import RenderWarning, render_proof
from templates_app.services.assets import resolver
from templates_app.services.brand import own_fonts

WIDTH_PX = 1000
KEEP_S, FAILED_S = 600, 20
# Longer than a worker with a large job lets others wait; then it is asked for again.
ASKED_S = 25
LIMIT = ratelimit.Limit("proof", 60, 60)  # of a team


@dataclass(frozen=True, slots=True)
class State:
    """`state`: drawing (look again), ready (`pages` pictures, `warnings`), failed (`message` says why)."""

    key: str
    state: Literal["drawing", "ready", "failed"] = "drawing"
    pages: int = 0
    warnings: tuple[RenderWarning, ...] = ()
    message: str = ""


def ask(*, template: Template, version: TemplateVersion, values: Mapping[str, str]) -> State:
    """The proof of a version of a team's design for these values, or how far it is. Who asks has it drawn.

    Raises TooManyRequests: each takes a worker seconds, which certificates wait for.
    """
    key = _key(version, values)
    name = _name(template.team_id, key)
    if cache.get(name) is None:
        ratelimit.take(
            LIMIT, str(template.team_id), message="Too many certificates were looked at.", again="look again"
        )
    asked = {"state": "drawing", "version": str(version.pk), "values": dict(values)}
    if cache.add(name, asked, ASKED_S):
        transaction.on_commit(partial(tasks.draw_proof.delay, str(template.team_id), key), robust=True)
    return find(team_id=template.team_id, key=key) or State(key)


def find(*, team_id: UUID | None, key: str) -> State | None:
    """The proof with that key, as far as it is; None when nobody asked for it lately."""
    entry: dict[str, Any] | None = cache.get(_name(team_id, key))
    if entry is None:
        return None
    warnings = tuple(RenderWarning(*each) for each in entry.get("warnings", ()))
    return State(key, entry["state"], entry.get("pages", 0), warnings, entry.get("message", ""))


def picture(*, team: Team, key: str, page: int) -> bytes | None:
    """A page of a proof, from 0; None when it is not there (any more)."""
    found: bytes | None = cache.get(_page_name(team.pk, key, page))
    return found


def draw(*, team_id: UUID, key: str) -> None:
    """Print what was asked for, and keep the pictures or the reason why there are none."""
    name = _name(team_id, key)
    asked: dict[str, Any] | None = cache.get(name)
    if asked is None or asked["state"] != "drawing":
        return
    version = TemplateVersion.objects.select_related("template").filter(pk=asked["version"]).first()
    if version is None or _key(version, asked["values"]) != key:
        cache.delete(name)  # deleted or saved anew meanwhile: whoever looks asks for what stands there now
        return
    try:
        proof = render_proof(
            drawable(version.document),
            asked["values"],
            width=WIDTH_PX,
            assets=resolver(version.template),
            fonts=own_fonts(version.template),
        )
    except DomainError as error:
        cache.set(name, {"state": "failed", "message": str(error)}, FAILED_S)
        return
    if proof.failure:
        cache.set(name, {"state": "failed", "message": proof.failure}, KEEP_S)
        return
    for page, content in enumerate(proof.pages):
        cache.set(_page_name(team_id, key, page), content, KEEP_S)
    found = [(each.code, each.message, each.element) for each in proof.warnings]
    cache.set(name, {"state": "ready", "pages": len(proof.pages), "warnings": found}, KEEP_S)


def _key(version: TemplateVersion, values: Mapping[str, str]) -> str:
    drawn = [str(version.template_id), version.document_sha256, WIDTH_PX, sorted(values.items())]
    return hashlib.sha256(json.dumps(drawn).encode()).hexdigest()


def _name(team_id: UUID | None, key: str) -> str:
    """Of the team: nobody finds out by a key what another team has drawn."""
    return f"proof:{team_id}:{key}"


def _page_name(team_id: UUID | None, key: str, page: int) -> str:
    return f"{_name(team_id, key)}:{page}"
