"""Files of a team, streamed: never whole in memory, and never by an address that can be guessed."""

from uuid import UUID

from django.core.files.storage import default_storage
from django.http import FileResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from certificates import selectors
from certificates.services import access, reports
from iconikcerts.common.errors import NotFound


def _attachment(name: str, filename: str) -> FileResponse:
    return FileResponse(default_storage.open(name, "rb"), as_attachment=True, filename=filename)


@require_safe
@team_view(Capability.CERTIFICATE_DOWNLOAD)
def job_zip(request: TeamRequest, job_id: UUID) -> FileResponse:
    """The ZIP of a job that has ended."""
    job = selectors.job(request.team, job_id)
    if not job.output_file or not job.has_ended:
        raise NotFound("This job has no ZIP yet.", mend="Wait until it is complete.")
    access.job_downloaded(job=job, by=request.user, file="zip")
    return _attachment(str(job.output_file), f"{slugify(job.name) or 'certificates'}.zip")


@require_safe
@team_view(Capability.JOB_VIEW)
def job_report(request: TeamRequest, job_id: UUID) -> FileResponse:
    """The rows that need mending, in the user's own columns, with what is wrong and what to do."""
    job = selectors.job(request.team, job_id)
    file, kind = reports.error_report(job=job)
    access.job_downloaded(job=job, by=request.user, file="report")
    return FileResponse(file, as_attachment=True, filename=f"{slugify(job.name) or 'rows'}-to-mend.{kind}")


@require_safe
@team_view(Capability.CERTIFICATE_DOWNLOAD)
def certificate_pdf(request: TeamRequest, certificate_id: UUID) -> FileResponse:
    """One certificate as it was issued."""
    certificate = selectors.certificate(request.team, certificate_id)
    access.downloaded(certificate=certificate, by=request.user)
    return _attachment(str(certificate.file), f"{slugify(certificate.number, allow_unicode=True)}.pdf")
