"""What a single certificate would look like, while somebody types: drawn by the workers, kept for minutes in the cache.

What was typed lies in the cache alone until it is drawn: it is nobody's record yet, and must not become one in the
queue or in an address.
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
from django.utils import timezone

from accounts.models import Team
from certificates import integrity, numbering, tasks
from certificates.models import BulkGenerationJob, JobRow, NumberSequence
from certificates.services import filling, single
from iconikcerts.common.errors import DomainError
from templates_app.document import sample_values
from templates_app.models import TemplateVersion
from templates_app.rendering import render_image
from templates_app.services.assets import resolver
from templates_app.services.brand import own_fonts

WIDTH_PX = 1200
KEEP_S = 600
# Longer than a worker with a large job lets others wait; then the picture is asked for again.
ASKED_S = 20
# Stands in the QR code and beside it until there is a code; verification knows no such certificate.
SAMPLE_CODE = integrity.ALPHABET[: integrity.CODE_LENGTH]


@dataclass(frozen=True, slots=True)
class Sketch:
    """`state`: drawing (look again), ready (`content` is a JPEG), failed (`message` says why)."""

    key: str
    state: Literal["drawing", "ready", "failed"] = "drawing"
    content: bytes = b""
    message: str = ""


def sketch(*, team: Team, version: TemplateVersion, typed: Mapping[str, str]) -> Sketch:
    """The picture of what was typed, or how far it is; the samples of the design while nothing is."""
    values = drawn_values(team, version, typed)
    key = _key(version, values)
    name = _name(team, key)
    asked = {"state": "drawing", "version": str(version.pk), "values": values}
    if cache.add(name, asked, ASKED_S):
        transaction.on_commit(partial(tasks.draw_single.delay, str(team.pk), key), robust=True)
    return find(team=team, key=key) or Sketch(key)


def find(*, team: Team, key: str) -> Sketch | None:
    """The picture with that key, as far as it is; None when nobody asked for it lately."""
    entry: dict[str, Any] | None = cache.get(_name(team, key))
    if entry is None:
        return None
    return Sketch(key, entry["state"], entry.get("content", b""), entry.get("message", ""))


def draw(*, team_id: UUID, key: str) -> None:
    """Draw what was asked for, and keep the picture or the reason why there is none."""
    name = _name(Team(pk=team_id), key)
    asked: dict[str, Any] | None = cache.get(name)
    if asked is None or asked["state"] != "drawing":
        return
    version = TemplateVersion.objects.select_related("template").get(pk=asked["version"])
    try:
        picture = render_image(
            version.document,
            asked["values"],
            width=WIDTH_PX,
            format="jpeg",
            assets=resolver(version.template),
            fonts=own_fonts(version.template),
        )
    except DomainError as error:
        cache.set(name, {"state": "failed", "message": str(error)}, ASKED_S)
    else:
        cache.set(name, {"state": "ready", "content": picture}, KEEP_S)


def drawn_values(team: Team, version: TemplateVersion, typed: Mapping[str, str]) -> dict[str, str]:
    """Everything that the design may bind, as if this were the team's next certificate."""
    options = single.usual_options(team)
    is_blank = not any(value for key, value in typed.items() if key not in single.OPTION_KEYS)
    read = dict(single.check(version=version, values=typed).values)
    own = sample_values(version.document) | _filled(read) if is_blank else read
    day = timezone.localdate()
    number = NumberSequence.objects.filter(team=team).values_list("next", flat=True).first() or 1
    row = JobRow(
        values={
            key: value for key, value in own.items() if key in {f.key for f in single.fields_for(version)}
        },
        code=SAMPLE_CODE,
        number=numbering.format_number(options.number_pattern, number, day),
    )
    row.values["certificate.issued_on"] = read.get("certificate.issued_on") or day.isoformat()
    return filling.values_of(row, BulkGenerationJob(team=team, template_version=version))


def _filled(values: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _key(version: TemplateVersion, values: Mapping[str, str]) -> str:
    drawn = [version.document_sha256, WIDTH_PX, sorted(values.items())]
    return hashlib.sha256(json.dumps(drawn).encode()).hexdigest()


def _name(team: Team, key: str) -> str:
    """Of the team: nobody finds out by a key what another team has drawn."""
    return f"sketch:{team.pk}:{key}"
