"""The first steps of the wizard: design, recipients, columns. Each is written to the draft before the next opens."""

import io
from typing import Any
from uuid import UUID

from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.text import slugify
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts import limits
from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from certificates import selectors
from certificates.forms.jobs import TOO_MUCH, DesignForm, PasteForm, UploadForm
from certificates.ingest import write_blank
from certificates.models import BulkGenerationJob
from certificates.presenters.lists import EMPTY_ROWS, grid, map_context
from certificates.presenters.steps import reading_url, step_url, steps
from certificates.services import drafts, intake, readings
from iconikcerts.common.errors import Conflict, DomainError
from templates_app.models import TemplateVersion
from templates_app.presenters.gallery import cards
from templates_app.selectors import design_by_slug, designs

WAYS = (("file", "Upload a file"), ("paste", "Paste rows"), ("type", "Type rows"))


def draft(request: TeamRequest, job_id: UUID) -> BulkGenerationJob:
    """A job of the team that was not started. Raises NotFound, and Conflict once it was."""
    job = selectors.job(request.team, job_id)
    if job.status != job.Status.DRAFT:
        raise Conflict("This job was started already.", mend="Open it from the list of jobs.")
    return job


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_PREPARE)
def job_new(request: TeamRequest) -> HttpResponse:
    """Choose a design: from then on the draft is in the database."""
    return _design(request, None)


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_PREPARE)
def job_design(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Choose another design for a draft; its list stays."""
    return _design(request, draft(request, job_id))


def _design(request: TeamRequest, job: BulkGenerationJob | None) -> HttpResponse:
    choices = cards(designs(team=request.team))
    chosen = job.template_version.template.slug if job else request.GET.get("design", "")
    form = DesignForm(request.POST or None, designs=choices, initial={"design": chosen})
    if request.method == "POST" and form.is_valid():
        version = _version(request, form.cleaned_data["design"])
        if job is None:
            job = drafts.begin(team=request.team, by=request.user, version=version)
        elif job.template_version.template_id != version.template_id:
            stands = intake.change_design(job=job, version=version, by=request.user)
            return _go_on(request, job, "recipients" if stands else "map", stands=stands)
        return redirect("certificates:job_recipients", job.pk)
    context = {"form": form, "designs": choices, "job": job, "steps": steps(job, "design")}
    return render(request, "certificates/wizard_design.html", context, status=422 if form.errors else 200)


def _version(request: TeamRequest, slug: str) -> TemplateVersion:
    version = design_by_slug(slug=slug, team=request.team).current_version
    assert version is not None  # `designs` lists only those that have one
    return version


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_PREPARE)
def job_recipients(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Give the list: a file, copied rows, or rows typed here (`by`). What cannot be used is said here."""
    job = draft(request, job_id)
    entry: dict[str, Any] = job.source.get("entry", {})
    by = request.POST.get("by") or request.GET.get("by") or entry.get("by", "file")
    if by not in dict(WAYS):
        by = "file"
    typed = _typed(request.POST) if request.method == "POST" else entry.get("rows", [])
    allowed = limits.of(request.team)
    upload = UploadForm(limits=allowed)
    paste = PasteForm(initial={"text": entry.get("text", "")})
    fault = _fault_of_reading(job, is_of_file=True) if request.method == "GET" else ""
    if request.method == "POST" and "grow" in request.POST:
        drafts.keep_entry(job=job, entry={"by": "type", "rows": typed + [[]] * EMPTY_ROWS})
        return redirect(f"{request.path}?by=type")
    if request.method == "POST" and request.htmx:
        text = storable(request.POST.get("text", ""))[: drafts.MOST_CHARACTERS]
        drafts.keep_entry(
            job=job, entry={"by": by, "text": text} if by == "paste" else {"by": by, "rows": typed}
        )
        return HttpResponse(status=204)
    if request.method == "POST":
        upload = UploadForm(request.POST, request.FILES, limits=allowed) if by == "file" else upload
        paste = PasteForm(request.POST) if by == "paste" else paste
        try:
            stands = _take(request, job, by, typed, upload, paste)
            if stands is not None:
                return _go_on(request, job, "map", stands=stands)
        except Conflict:
            raise
        except DomainError as error:
            fault = str(error)
            job = draft(request, job_id)  # as it was before
    context = {
        "job": job,
        "steps": steps(job, "recipients"),
        "by": by,
        "ways": WAYS,
        "upload": upload,
        "paste": paste,
        "grid": grid(job, typed),
        "fault": fault,
        "too_much": TOO_MUCH,
        "upload_limit": f"{allowed.list_mb} MB",
    }
    refused = bool(fault or upload.errors or paste.errors)
    return render(request, "certificates/wizard_recipients.html", context, status=422 if refused else 200)


def _take(
    request: TeamRequest,
    job: BulkGenerationJob,
    by: str,
    typed: list[list[str]],
    upload: UploadForm,
    paste: PasteForm,
) -> bool | None:
    """Give the draft its list; True when its rows stand, False while they are read, None when a form says why not."""
    if by == "type":
        return drafts.type_in(job=job, by=request.user, rows=typed)
    if by == "paste" and paste.is_valid():
        return drafts.paste(job=job, by=request.user, text=paste.cleaned_data["text"])
    if by == "file" and upload.is_valid():
        file = upload.cleaned_data["recipients"]
        return drafts.upload(job=job, by=request.user, file=file, filename=file.name)
    return None


def _go_on(request: TeamRequest, job: BulkGenerationJob, step: str, *, stands: bool) -> HttpResponse:
    """To the next step, by way of the page that waits for the list while a worker reads it."""
    target = step_url(job, step) if stands else reading_url(job, step)
    return HttpResponseClientRedirect(target) if request.htmx else redirect(target)


def _fault_of_reading(job: BulkGenerationJob, *, is_of_file: bool) -> str:
    """Why a worker could not read the last list (`is_of_file`), or the list in another way; "" if it could."""
    reading = readings.of(job)
    return reading.fault if reading and bool(reading.wish["file"]) == is_of_file else ""


def _typed(data: QueryDict) -> list[list[str]]:
    """The grid's rows from fields "row-<number>", one value for each column."""
    names = sorted(
        (name for name in data if name.startswith("row-") and name[4:].isdecimal()),
        key=lambda name: int(name[4:]),
    )
    return [[storable(cell) for cell in data.getlist(name)] for name in names[: drafts.MOST_TYPED_ROWS]]


def storable(text: object) -> str:
    """What was typed, without the one character that PostgreSQL cannot keep."""
    return str(text).replace("\x00", "")


@require_safe
@team_view(Capability.JOB_PREPARE)
def job_blank(request: TeamRequest, job_id: UUID) -> FileResponse:
    """An empty spreadsheet with the columns of the draft's design."""
    job = draft(request, job_id)
    out = io.BytesIO()
    write_blank(out, drafts.columns_of(job))
    out.seek(0)
    stem = slugify(job.template_version.template.name) or "recipients"
    return FileResponse(out, as_attachment=True, filename=f"{stem}-recipients.xlsx")


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_PREPARE)
def job_map(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Which column fills which field, and how the file is read. A change by htmx is kept; the button checks all rows."""
    job = draft(request, job_id)
    if reading := readings.under_way(job):
        return _go_on(request, job, reading.wish["then"], stands=False)
    if not job.source.get("header"):
        return redirect("certificates:job_recipients", job.pk)
    fault = _fault_of_reading(job, is_of_file=False) if request.method == "GET" else ""
    if request.method == "POST":
        try:
            if not _choose(request, job, only_keep=bool(request.htmx) or "join" in request.POST):
                return _go_on(request, job, "map" if request.htmx else "review", stands=False)
        except Conflict:
            raise
        except DomainError as error:
            fault = str(error)
    joining = request.POST.get("join") or request.GET.get("join", "")
    context = map_context(job, joining=joining) | {"fault": fault, "steps": steps(job, "map")}
    if "join" in request.POST and not request.htmx and not fault:
        return redirect(f"{request.path}?{urlencode({'join': joining})}#joining")
    if request.htmx:
        return render(request, "certificates/wizard_map.html#mapping", context, status=422 if fault else 200)
    if request.method == "POST" and not fault and not context["missing"]:
        return redirect("certificates:job_review", job.pk)
    refused = request.method == "POST"
    return render(request, "certificates/wizard_map.html", context, status=422 if refused else 200)


def _choose(request: TeamRequest, job: BulkGenerationJob, *, only_keep: bool) -> bool:
    """Read the file as the form says, or take its columns; the rows are checked now or, `only_keep`, later. False
    while a worker reads."""
    data = request.POST
    columns = {
        name.removeprefix("map-"): "+".join(part for part in data.getlist(name) if part)
        for name in data
        if name.startswith("map-")
    }
    reading = {name: data.get(name, "") for name in ("encoding", "sheet")}
    delimiter = data.get("delimiter")
    if only_keep and columns and not intake.is_other_way(job, delimiter=delimiter, **reading):
        intake.choose_columns(job=job, columns=columns)
        return True
    return intake.reread(job=job, by=request.user, delimiter=delimiter, columns=columns or None, **reading)
