"""Jobs, rows, and certificates that are issued without a browser."""

from datetime import date
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Team
from certificates import integrity
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.options import JobOptions
from certificates.services import filling, finding, sealing
from templates_app.models import TemplateVersion
from tests.factories.designs import make_version
from tests.factories.pdfs import make_pdf

ISSUED_ON = "2026-11-02"
ROW_VALUES = {
    "recipient.name": "Amina Okonkwo",
    "recipient.email": "amina@example.org",
    "course.title": "Applied Data Analysis",
}
_numbers = count(1)


def make_job(
    version: TemplateVersion | None = None, *, team: Team | None = None, rows: int = 0, **fields: Any
) -> BulkGenerationJob:
    """A job of `team` (the design's when None) with `rows` ready rows; `fields` are those of the model."""
    version = version or make_version(team=team)
    team = team or version.template.team
    assert team is not None, "a shipped design has no team: name one"
    defaults: dict[str, Any] = {
        "name": "Spring course",
        "creator": team.owner,
        "input_name": "spring.csv",
        "options": JobOptions(issued_on=ISSUED_ON).to_json(),
    }
    job = BulkGenerationJob.objects.create(team=team, template_version=version, **(defaults | fields))
    for line in range(2, rows + 2):
        make_row(job, line=line)
    return job


def make_row(
    job: BulkGenerationJob | None = None,
    *,
    line: int = 0,
    values: dict[str, str] | None = None,
    **fields: Any,
) -> JobRow:
    """A ready row with the values of ROW_VALUES and `values` over them; its line follows the job's last one."""
    job = job or make_job()
    last = job.rows.order_by("-line").first()
    merged = ROW_VALUES | (values or {})
    defaults: dict[str, Any] = {
        "line": line or (last.line + 1 if last else 2),
        "values": merged,
        "cells": list(merged.values()),
    }
    return JobRow.objects.create(job=job, **(defaults | fields))


def make_certificate(
    row: JobRow | None = None,
    *,
    team: Team | None = None,
    values: dict[str, str] | None = None,
    expires_on: str = "",
    content: bytes = b"",
    **fields: Any,
) -> Certificate:
    """An issued and sealed certificate whose file (`content`, else a small PDF) lies in the default storage.

    `values` go into the row, `expires_on` is ISO; `fields` are those of the model and are sealed too.
    """
    row = row or make_row(make_job(team=team), values=values)
    job = row.job
    row.number = row.number or f"2026-{next(_numbers):06}"
    row.code = row.code or integrity.new_code()
    drawn = filling.values_of(row, job) | ({"certificate.expires_on": expires_on} if expires_on else {})
    defaults: dict[str, Any] = {
        "number": row.number,
        "code": row.code,
        "recipient_name": drawn["recipient.name"],
        "recipient_email": drawn.get("recipient.email", ""),
        "title": drawn["course.title"],
        "issuer_name": job.team.name,
        "issuer": job.creator,
        "data": drawn,
        "issued_on": date.fromisoformat(drawn["certificate.issued_on"]),
        "expires_on": date.fromisoformat(expires_on) if expires_on else None,
    }
    certificate = Certificate(
        team=job.team, job=job, row=row, template_version=job.template_version, **(defaults | fields)
    )
    content = content or make_pdf(drawn["verify.url"])
    certificate.file.name = default_storage.save(
        f"certificates/{job.team_id}/{job.pk}/{certificate.pk}.pdf", ContentFile(content)
    )
    row.state, row.claim, row.claimed_until = JobRow.State.ISSUED, None, None
    row.save()
    certificate.save()
    sealing.seal(certificate, content).save()
    finding.index([certificate])
    BulkGenerationJob.objects.filter(pk=job.pk).update(progressed_at=timezone.now())
    return certificate
