"""Jobs: the list, and one that runs or has ended."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import permissions
from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.selectors import approvals_about
from certificates import selectors
from certificates.models import BulkGenerationJob
from certificates.presenters.progress import progress_context
from certificates.presenters.steps import resume_url
from certificates.services import jobs

PAGE_SIZE = 25


@require_safe
@team_view(Capability.JOB_VIEW)
def job_list(request: TeamRequest) -> HttpResponse:
    """The team's jobs, newest first."""
    page = Paginator(selectors.jobs(request.team), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "certificates/job_list.html", {"jobs": page})


@require_safe
@team_view(Capability.JOB_VIEW)
def job_detail(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Live progress, rows, downloads. A draft goes on in the wizard."""
    job = selectors.job(request.team, job_id)
    if job.status == job.Status.DRAFT:
        return redirect(resume_url(job))
    context = _context(request, job) | {"approvals": approvals_about(team=request.team, target_id=job.pk)}
    return render(request, "certificates/job_detail.html", context)


def _context(request: TeamRequest, job: BulkGenerationJob) -> dict[str, Any]:
    can_edit = permissions.allows(member=request.member, capability=Capability.CERTIFICATE_SEND)
    return progress_context(job, request.GET) | {"can_edit": can_edit}


@require_safe
@team_view(Capability.JOB_VIEW)
def job_progress(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """The region that polls; once the job has ended it carries no trigger, so the polling ends."""
    context = _context(request, selectors.job(request.team, job_id))
    return render(request, "certificates/job_detail.html#progress", context)


@require_POST
@team_view(Capability.JOB_RUN)
def job_cancel(request: TeamRequest, job_id: UUID) -> HttpResponse:
    jobs.cancel(job=selectors.job(request.team, job_id), by=request.user)
    return redirect("certificates:job", job_id)


@require_POST
@team_view(Capability.JOB_RUN)
def job_retry(request: TeamRequest, job_id: UUID) -> HttpResponse:
    jobs.retry(job=selectors.job(request.team, job_id), by=request.user)
    return redirect("certificates:job", job_id)
