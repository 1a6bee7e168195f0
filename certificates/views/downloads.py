"""Files of a team: pages lead to signed links, which are good for minutes; these give the files out, never whole in memory."""

from collections.abc import Callable
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import file_links
from accounts.file_links import FileLink
from accounts.http import TeamRequest, team_view
from accounts.models import Team, User
from accounts.permissions import Capability
from certificates import selectors
from certificates.models import Certificate
from certificates.services import access, reports
from iconikcerts.common.errors import NotFound

S3_LINK_S = 60


@require_safe
@never_cache
@team_view(Capability.CERTIFICATE_DOWNLOAD)
def job_zip(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Leads to the ZIP of a job that has ended."""
    job = selectors.job(request.team, job_id)
    if not job.output_file or not job.has_ended:
        raise NotFound("This job has no ZIP yet.", mend="Wait until it is complete.")
    return _to_link(request, "zip", job.pk)


@require_safe
@never_cache
@team_view(Capability.JOB_VIEW)
def job_report(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Leads to the rows that need mending."""
    return _to_link(request, "report", selectors.job(request.team, job_id).pk)


@require_safe
@never_cache
@team_view(Capability.CERTIFICATE_DOWNLOAD)
def certificate_pdf(request: TeamRequest, certificate_id: UUID) -> HttpResponse:
    """Leads to one certificate as it was issued."""
    return _to_link(request, "certificate", _with_file(request.team, certificate_id).pk)


@require_safe
@never_cache
@login_required
def file(request: HttpRequest, link: str) -> HttpResponseBase:
    """The file that a link names, while it is good and its person may have the file. Raises NotFound, NotAllowed."""
    user = request.user
    assert isinstance(user, User)
    found = file_links.read(link, user=user)
    return GIVEN[found.kind](found)


def _to_link(request: TeamRequest, kind: str, thing: UUID) -> HttpResponse:
    return redirect(file_links.address(kind=kind, thing=thing, team=request.team, user=request.user))


def _give_zip(link: FileLink) -> HttpResponseBase:
    link.require(Capability.CERTIFICATE_DOWNLOAD)
    job = selectors.job(link.team, link.thing)
    access.job_downloaded(job=job, by=link.user, file="zip")
    return _stored(str(job.output_file), f"{slugify(job.name) or 'certificates'}.zip")


def _give_report(link: FileLink) -> HttpResponseBase:
    """In the user's own columns, with what is wrong and what to do."""
    link.require(Capability.JOB_VIEW)
    job = selectors.job(link.team, link.thing)
    content, kind = reports.error_report(job=job)
    access.job_downloaded(job=job, by=link.user, file="report")
    return FileResponse(content, as_attachment=True, filename=f"{slugify(job.name) or 'rows'}-to-mend.{kind}")


def _give_certificate(link: FileLink) -> HttpResponseBase:
    link.require(Capability.CERTIFICATE_DOWNLOAD)
    certificate = _with_file(link.team, link.thing)
    access.downloaded(certificate=certificate, by=link.user)
    return _stored(str(certificate.file), f"{slugify(certificate.number, allow_unicode=True)}.pdf")


def _with_file(team: Team, certificate_id: UUID) -> Certificate:
    """Raises NotFound, also for one that was erased with its file."""
    found = selectors.certificate(team, certificate_id)
    if found.erased_at:
        raise NotFound(
            "The personal data of this certificate is erased, and its file with it.",
            mend="There is nothing to download.",
        )
    return found


GIVEN: dict[str, Callable[[FileLink], HttpResponseBase]] = {
    "zip": _give_zip,
    "report": _give_report,
    "certificate": _give_certificate,
}


def _stored(name: str, filename: str) -> HttpResponseBase:
    """A stored file by way of this process, or of a link to the bucket that is good for S3_LINK_S."""
    if settings.S3_DIRECT_DOWNLOADS:
        told = {"ResponseContentDisposition": content_disposition_header(True, filename)}
        return HttpResponseRedirect(default_storage.url(name, parameters=told, expire=S3_LINK_S))  # type: ignore[call-arg]
    return FileResponse(default_storage.open(name, "rb"), as_attachment=True, filename=filename)
