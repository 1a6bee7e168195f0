"""Pictures of rows that are not issued yet, by the engine that will issue them.

Drawn by the workers on the `render` queue: a web process keeps no browser (150 MB each, and a cold start of seconds
in a request). The cache knows a picture by everything that is drawn, so an unchanged row costs nothing when it is
looked at again, and personal data is gone from it KEEP_S after the last drawing.
"""

import hashlib
import json
import logging
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Literal
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from redis.exceptions import RedisError

from certificates import integrity, numbering, tasks
from certificates.models import BulkGenerationJob, JobRow, NumberSequence
from certificates.options import JobOptions
from certificates.services.filling import values_of
from iconikcerts.common.errors import DomainError
from templates_app.rendering import render_image
from templates_app.services.assets import resolver
from templates_app.services.brand import own_fonts

log = logging.getLogger(__name__)
WIDTH_PX = 1200
KEEP_S = 900
# Longer than a worker with a large job lets others wait; then the picture is asked for again.
ASKED_S = 20
FAILED_S = 60
# Stands in the QR code and beside it until the row has a code of its own; verification knows no such certificate.
SAMPLE_CODE = integrity.ALPHABET[: integrity.CODE_LENGTH]
AWAY = "Pictures cannot be made at the moment. Everything else works; look again in a minute."


@dataclass(frozen=True, slots=True)
class RowPicture:
    """`state`: drawing (look again), ready (`content` is a JPEG), failed (`message` says why)."""

    key: str
    state: Literal["drawing", "ready", "failed"]
    content: bytes = b""
    message: str = ""


def sample_values(*, job: BulkGenerationJob, row: JobRow) -> dict[str, str]:
    """What the certificate of a row would show if it were the next one, with a sample of a code."""
    shown = JobRow(line=row.line, values=row.values, code=SAMPLE_CODE, number=next_number(job))
    return values_of(shown, job, day=timezone.localdate().isoformat())


def next_number(job: BulkGenerationJob) -> str:
    """The number that the next certificate of the team would get by the job's pattern."""
    options = JobOptions.from_json(job.options)
    return example_number(job, options.number_pattern, options.issued_on)


def example_number(job: BulkGenerationJob, pattern: str, issued_on: str) -> str:
    """The next number by `pattern`, which is valid; `issued_on` is ISO or "" for today."""
    sequence = NumberSequence.objects.filter(team=job.team_id).values_list("next", flat=True).first() or 1
    day = date.fromisoformat(issued_on) if issued_on else timezone.localdate()
    return numbering.format_number(pattern, sequence, day)


def look(*, job: BulkGenerationJob, row: JobRow, page: int = 0) -> RowPicture:
    """The picture of a row, or how far it is. The first look has it drawn."""
    key = _key(job, sample_values(job=job, row=row), page)
    try:
        found = _cached(key)
        if found.state == "drawing" and cache.add(_name(key), {"state": "drawing"}, ASKED_S):
            ask = partial(tasks.draw_row.delay, str(job.pk), row.line, page)
            transaction.on_commit(ask, robust=True)
    except RedisError:
        log.exception("no pictures of rows: the cache is away")
        return RowPicture(key, "failed", message=AWAY)
    return found


def draw(*, job_id: UUID, line: int, page: int) -> None:
    """Draw a row and keep the picture, or the reason why there is none. Does nothing for rows that are gone."""
    job = (
        BulkGenerationJob.objects.filter(pk=job_id)
        .select_related("team", "template_version__template")
        .first()
    )
    row = job.rows.filter(line=line).first() if job else None
    if job is None or row is None:
        return
    version, values = job.template_version, sample_values(job=job, row=row)
    key = _key(job, values, page)
    if _cached(key).state == "ready":
        return
    try:
        picture = render_image(
            version.document,
            values,
            page=page,
            width=WIDTH_PX,
            format="jpeg",
            assets=resolver(version.template),
            fonts=own_fonts(version.template),
        )
    except DomainError as error:
        cache.set(_name(key), {"state": "failed", "message": str(error)}, FAILED_S)
    else:
        cache.set(_name(key), {"state": "ready", "content": picture}, KEEP_S)


def _cached(key: str) -> RowPicture:
    entry: dict[str, Any] | None = cache.get(_name(key))
    return RowPicture(key, **entry) if entry else RowPicture(key, "drawing")


def _name(key: str) -> str:
    return f"row-picture:{key}"


def _key(job: BulkGenerationJob, values: dict[str, str], page: int) -> str:
    """Of all that is drawn, and of the team: nobody finds out by a hit what another team has drawn."""
    drawn = [str(job.team_id), job.template_version.document_sha256, page, WIDTH_PX, sorted(values.items())]
    return hashlib.sha256(json.dumps(drawn).encode()).hexdigest()
