"""One chunk: claimed rows → rendered, sealed, stored certificates."""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts import audit
from certificates.ingest.problems import error, warning
from certificates.models import BulkGenerationJob, Certificate, CertificateHash, JobRow
from certificates.services import claims, finding, jobs, outbox, revocation, sealing
from certificates.services.filling import fill
from iconikcerts.common import disk, origin
from iconikcerts.common.errors import DomainError
from templates_app.document import fields_of
from templates_app.rendering import BrowserGone, RenderedPdf, RenderFailure, render_pdfs
from templates_app.services.assets import resolver
from templates_app.services.brand import own_fonts

log = logging.getLogger(__name__)
State = JobRow.State
# With one of these a certificate would not say what it is to say: its row fails, and nothing is issued.
UNFIT = ("missing_glyph", "overflow")
# With one of these it is issued, and its row says what somebody should look at.
DOUBTFUL = ("shrunk_to_minimum", "missing_image", "bad_link")


@dataclass(slots=True)
class Chunk:
    """What became of claimed rows: unsaved certificates with their seals, and failures."""

    rows: Sequence[JobRow]
    certificates: list[Certificate] = field(default_factory=list)
    seals: list[CertificateHash] = field(default_factory=list)
    failures: list[JobRow] = field(default_factory=list)
    doubted: list[JobRow] = field(default_factory=list)


def issue_chunk(*, job_id: UUID) -> int:
    """Issue the next rows of a job. Returns how many rows it took; 0 when none were left.

    A bad row fails alone. A fault of the whole job (no browser, an invalid design, a full disk) stops the job
    with its mend and gives the rows back.
    """
    job = BulkGenerationJob.objects.select_related("team", "template_version__template").get(pk=job_id)
    if job.status != job.Status.PROCESSING:
        return 0
    if job.cancelled_at:
        claims.take_back(job=job)
        return 0
    rows = claims.claim(job=job, limit=settings.JOB_CHUNK_ROWS)
    if not rows:
        return 0
    chunk = Chunk(rows)
    try:
        _render(job, chunk)
    except BrowserGone:
        # Counted as a try: `claims` gives a row up that takes the browser with it each time.
        log.warning("browser gone, rows given back", extra={"job": str(job_id)})
        _withdraw(chunk)
    except DomainError as fault:
        _withdraw(chunk)
        jobs.stop(job=job, reason=str(fault))
    except OSError as fault:
        _withdraw(chunk)
        if not disk.is_full(fault):
            raise
        jobs.stop(job=job, reason="The disk for certificates is full. Free some space, then press “Go on”.")
    except Exception:
        # A bug or a fault of the moment: counted as a try, so that it cannot go on for ever.
        _withdraw(chunk)
        raise
    else:
        _settle(job, chunk)
    jobs.give_back(job_id=job_id)
    return len(rows)


def _render(job: BulkGenerationJob, chunk: Chunk) -> None:
    version = job.template_version
    good: list[tuple[JobRow, dict[str, str]]] = []
    for index, filled in enumerate(fill(chunk.rows, job)):
        if fault := filled.failure(index):
            chunk.failures.append(_failed(chunk.rows[index], fault))
        else:
            good.append((chunk.rows[index], filled.values))
    renewed = time.monotonic()
    for result in render_pdfs(
        version.document,
        [values for _, values in good],
        assets=resolver(version.template),
        fonts=own_fonts(version.template),
        author=job.team.name,
    ):
        row, values = good[result.index]
        if fault := _fault_of(result):
            chunk.failures.append(_failed(row, fault))
        elif isinstance(result, RenderedPdf):
            _store(job, chunk, row, values, result)
        if time.monotonic() - renewed > settings.JOB_LEASE_S / 4:
            claims.renew(chunk.rows)
            renewed = time.monotonic()


def _fault_of(result: RenderedPdf | RenderFailure) -> RenderFailure | None:
    """Why a row has no certificate: it could not be drawn, or not with all its letters."""
    if isinstance(result, RenderFailure):
        return result
    unfit = next((doubt for doubt in result.warnings if doubt.code in UNFIT), None)
    return RenderFailure(result.index, unfit.code, _sentence(unfit.message)) if unfit else None


def _sentence(message: str) -> str:
    return f"{message.rstrip('.')}."


def _store(
    job: BulkGenerationJob, chunk: Chunk, row: JobRow, values: dict[str, str], pdf: RenderedPdf
) -> None:
    """The file first; its name holds the claim, so that a worker that was given up never overwrites another's."""
    certificate = _certificate(job, row, values)
    name = f"certificates/{job.team_id}/{job.pk}/{certificate.pk}-{row.claim.hex[:8]}.pdf"  # type: ignore[union-attr]
    certificate.file.name = default_storage.save(name, ContentFile(pdf.content))
    chunk.certificates.append(certificate)
    chunk.seals.append(sealing.seal(certificate, pdf.content))
    doubts = [doubt for doubt in pdf.warnings if doubt.code in DOUBTFUL]
    if doubts:
        row.problems += [
            warning(doubt.code, _sentence(doubt.message), line=row.line).to_json() for doubt in doubts
        ]
        chunk.doubted.append(row)


def _certificate(job: BulkGenerationJob, row: JobRow, values: dict[str, str]) -> Certificate:
    expires_on = values["certificate.expires_on"]
    return Certificate(
        team=job.team,
        issuer_id=job.creator_id,
        job=job,
        row=row,
        supersedes_id=row.corrects_id,
        template_version=job.template_version,
        number=row.number,
        code=row.code,
        recipient_name=values["recipient.name"],
        recipient_email=values.get("recipient.email", ""),
        title=title_of(values, job),
        issuer_name=job.team.name,
        data=values,
        issued_on=date.fromisoformat(values["certificate.issued_on"]),
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
    )


def title_of(values: dict[str, str], job: BulkGenerationJob) -> str:
    """What is certified: the course, else the first title that the design asks for, else the design's name."""
    fields = fields_of(job.template_version.document)
    titles = [
        "course.title",
        *(field.key for field in fields if field.key.endswith(".title") and field.required),
    ]
    found = next((values[key] for key in titles if values.get(key)), "")
    return found or job.template_version.template.name


def _failed(row: JobRow, failure: RenderFailure) -> JobRow:
    row.state = State.FAILED  # its claim stays until the chunk is settled: the whole chunk is known by it
    mend = "Change the row's value or the design, then press “Try the failed rows again”."
    row.problems = [error(failure.code, failure.message, mend=mend, line=row.line).to_json()]
    return row


def _settle(job: BulkGenerationJob, chunk: Chunk) -> None:
    """Certificates, seals and row states in one transaction, for the rows that are still this claim's."""
    with transaction.atomic():
        held = set(
            JobRow.objects.select_for_update()
            .filter(claim=chunk.rows[0].claim, state=State.WORKING)
            .values_list("pk", flat=True)
        )
        kept = [certificate for certificate in chunk.certificates if certificate.row_id in held]
        kept_ids = {certificate.pk for certificate in kept}
        Certificate.objects.bulk_create(kept)
        CertificateHash.objects.bulk_create([s for s in chunk.seals if s.certificate_id in kept_ids])
        finding.index(kept)
        revocation.supersede(kept)
        outbox.add(job=job, certificates=kept)
        JobRow.objects.filter(pk__in=[certificate.row_id for certificate in kept]).update(
            state=State.ISSUED, claim=None, claimed_until=None
        )
        failed = [row for row in chunk.failures if row.pk in held]
        for row in failed:
            row.claim = row.claimed_until = None
        JobRow.objects.bulk_update(failed, ["state", "problems", "claim", "claimed_until"])
        JobRow.objects.bulk_update([row for row in chunk.doubted if row.pk in held], ["problems"])
        BulkGenerationJob.objects.filter(pk=job.pk).update(progressed_at=timezone.now())
        _put_on_record(job, kept)
    for lost in (certificate for certificate in chunk.certificates if certificate.row_id not in held):
        default_storage.delete(str(lost.file))


def _put_on_record(job: BulkGenerationJob, issued: Sequence[Certificate]) -> None:
    """Each certificate has the event of its making; it comes from where somebody started the job."""
    if not issued:
        return
    cause = audit.latest(team=job.team, target=job, actions=jobs.STARTED)
    with origin.acting(origin.Origin(channel="job", reference=str(job.pk))):
        audit.record_each(
            team=job.team, by=job.creator, action="certificate.issue", targets=issued, cause=cause
        )


def _withdraw(chunk: Chunk) -> None:
    """Nothing of the chunk counts: its files go, its rows can be claimed again."""
    for certificate in chunk.certificates:
        default_storage.delete(str(certificate.file))
    claims.release(chunk.rows)
