"""Pages of a job: list, upload, review, progress."""

from uuid import UUID

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import TeamRequest, team_view
from accounts.models import TeamMember
from certificates import selectors
from certificates.forms import JobForm, RunForm
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.presenters import progress_context, review_context
from certificates.services import intake, jobs
from iconikcerts.common.errors import Conflict, DomainError
from templates_app.models import TemplateVersion
from templates_app.presenters import cards
from templates_app.selectors import design_by_slug, designs

VIEWER, EDITOR = TeamMember.Role.VIEWER, TeamMember.Role.EDITOR
PAGE_SIZE = 25


@require_safe
@team_view(VIEWER)
def job_list(request: TeamRequest) -> HttpResponse:
    """The team's jobs, newest first."""
    page = Paginator(selectors.jobs(request.team), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "certificates/job_list.html", {"jobs": page})


@require_http_methods(["GET", "POST"])
@team_view(EDITOR)
def job_new(request: TeamRequest) -> HttpResponse:
    """Choose a design and a file. A file that cannot be used is said so here, and nothing is kept of it."""
    choices = cards(designs(team=request.team))
    initial = {"design": request.GET.get("design", "")}
    form = JobForm(request.POST or None, request.FILES or None, designs=choices, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            job = intake.create(
                team=request.team,
                by=request.user,
                version=_version(request, form.cleaned_data["design"]),
                file=form.cleaned_data["recipients"],
                filename=form.cleaned_data["recipients"].name,
                name=form.cleaned_data["name"],
            )
        except DomainError as error:
            form.add_error("recipients", str(error))
        else:
            return redirect("certificates:job_review", job.pk)
    context = {"form": form, "designs": choices, "upload_limit": f"{settings.UPLOAD_MAX_MB} MB"}
    return render(request, "certificates/job_new.html", context, status=422 if form.errors else 200)


def _version(request: TeamRequest, slug: str) -> TemplateVersion:
    version = design_by_slug(slug=slug, team=request.team).current_version
    assert version is not None  # `designs` lists only those that have one
    return version


@require_http_methods(["GET", "POST"])
@team_view(EDITOR)
def job_review(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """How the file is read, what goes where, what is wrong. Each change is checked again."""
    job = selectors.job(request.team, job_id)
    if job.status != job.Status.DRAFT:
        return redirect("certificates:job", job.pk)
    form = RunForm(request.POST or None, initial=JobOptions().to_json())
    fault = ""
    if request.method == "POST":
        fault = _reread(job, request)
        form.is_valid()
    context = review_context(job) | {"options_form": form}
    if fault:
        context |= {"can_start": False, "blocked": fault}
    template = "certificates/job_review.html" + ("#review" if request.htmx else "")
    return render(request, template, context, status=422 if fault or form.errors else 200)


def _reread(job: BulkGenerationJob, request: TeamRequest) -> str:
    """Apply what the review form says. Returns the fault in words, or ""."""
    data = request.POST
    columns = {key.removeprefix("map-"): str(value) for key, value in data.items() if key.startswith("map-")}
    try:
        intake.reread(
            job=job,
            encoding=data.get("encoding", ""),
            delimiter=data.get("delimiter"),
            sheet=data.get("sheet", ""),
            columns=columns or None,
        )
    except DomainError as error:
        return str(error)
    return ""


@require_http_methods(["GET", "POST"])
@team_view(EDITOR)
def job_start(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Start the run with the choices of the review form. A page that said why not, loaded again, is the review."""
    job = selectors.job(request.team, job_id)
    if request.method == "GET":
        return redirect("certificates:job_review", job.pk)
    form = RunForm(request.POST)
    fault = _reread(job, request) if job.status == job.Status.DRAFT else ""
    if form.is_valid() and not fault:
        try:
            jobs.start(job=job, by=request.user, options=form.options())
        except Conflict:
            raise
        except DomainError as error:
            fault = str(error)
        else:
            return redirect("certificates:job", job.pk)
    context = review_context(job) | {"options_form": form}
    if fault:
        context |= {"can_start": False, "blocked": fault}
    return render(request, "certificates/job_review.html", context, status=422)


@require_safe
@team_view(VIEWER)
def job_detail(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Live progress and downloads."""
    job = selectors.job(request.team, job_id)
    if job.status == job.Status.DRAFT:
        return redirect("certificates:job_review", job.pk)
    return render(request, "certificates/job_detail.html", progress_context(job))


@require_safe
@team_view(VIEWER)
def job_progress(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """The region that polls; once the job has ended it carries no trigger, so the polling ends."""
    context = progress_context(selectors.job(request.team, job_id))
    return render(request, "certificates/job_detail.html#progress", context)


@require_POST
@team_view(EDITOR)
def job_cancel(request: TeamRequest, job_id: UUID) -> HttpResponse:
    jobs.cancel(job=selectors.job(request.team, job_id), by=request.user)
    return redirect("certificates:job", job_id)


@require_POST
@team_view(EDITOR)
def job_retry(request: TeamRequest, job_id: UUID) -> HttpResponse:
    jobs.retry(job=selectors.job(request.team, job_id), by=request.user)
    return redirect("certificates:job", job_id)
