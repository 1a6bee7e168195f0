"""Review: every row with its state, mended in place, and the certificate that would come out of it."""

from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from certificates import selectors
from certificates.models import BulkGenerationJob, JobRow
from certificates.presenters.progress import view_links
from certificates.presenters.review import RowForm, review_context, row_context
from certificates.presenters.steps import resume_url, steps
from certificates.selectors import rows
from certificates.services import mending, readings, row_pictures
from certificates.views.wizard import draft, storable

PICTURE_S = 600


@require_safe
@team_view(Capability.JOB_PREPARE)
def job_review(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """The rows of a draft, a page of a view at a time."""
    job = selectors.job(request.team, job_id)
    if job.status != job.Status.DRAFT:
        return redirect("certificates:job", job.pk)
    if readings.under_way(job) or not job.source.get("header"):
        return redirect(resume_url(job))
    context = review_context(job, request.GET)
    if not context["totals"]["all"]:
        return redirect(resume_url(job))
    context["steps"] = steps(job, "review")
    return render(request, "certificates/wizard_review.html", context)


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_PREPARE)
def job_row(request: TeamRequest, job_id: UUID, line: int) -> HttpResponse:
    """One row: its certificate, its cells; a POST mends it (`cell-<column>`), leaves it out or takes it in (`act`)."""
    job = draft(request, job_id)
    row = rows.row(job, line)
    if request.method == "POST":
        row = _changed(request, job, row)
        if request.htmx:
            return _row_of_list(request, job, row)
        return redirect(_after(request, job, row))
    context = row_context(job, row, request.GET) | {"steps": steps(job, "review")}
    page = _page_of(request, job)
    context |= {"picture": row_pictures.look(job=job, row=row, page=page), "sheet": page}
    return render(request, "certificates/wizard_row.html", context)


def _changed(request: TeamRequest, job: BulkGenerationJob, row: JobRow) -> JobRow:
    act = request.POST.get("act", "save")
    if act in ("leave-out", "take-in"):
        return mending.leave_out(job=job, line=row.line, by=request.user, is_out=act == "leave-out")
    width = max(len(row.cells), len(job.source["header"]))
    return mending.mend(job=job, line=row.line, cells=_cells(request.POST, width), by=request.user)


def _cells(data: QueryDict, width: int) -> dict[int, str]:
    """Texts by column; a column that the list does not have was not offered and is left alone."""
    named = {name.removeprefix("cell-"): storable(data[name]) for name in data if name.startswith("cell-")}
    return {int(index): text for index, text in named.items() if index.isdecimal() and int(index) < width}


def _row_of_list(request: TeamRequest, job: BulkGenerationJob, row: JobRow) -> HttpResponse:
    """The row as the review lists it, with the counts beside."""
    views = rows.review_views(job)
    totals = rows.counts(job, views)
    view = rows.view_named(views, request.POST.get("show", ""))
    context = {
        "job": job,
        "entry": RowForm(job).of(row, only_faults=True),
        "show": view.name,
        "views": view_links(views, totals, view),
        "totals": totals,
        "is_answer": True,
    }
    status = 422 if row.state == JobRow.State.INVALID and request.POST.get("act", "save") == "save" else 200
    return render(request, "certificates/review_row.html", context, status=status)


def _after(request: TeamRequest, job: BulkGenerationJob, row: JobRow) -> str:
    """Where a form without htmx leads: the next row of the view, the list, or the row again while it is not mended."""
    view = rows.view_named(rows.review_views(job), request.POST.get("show", ""))
    here = reverse("certificates:job_row", args=[job.pk, row.line])
    go = request.POST.get("go", "")
    if go == "list":
        listed = urlencode({"show": view.name, "page": request.POST.get("page", "1")})
        return f"{reverse('certificates:job_review', args=[job.pk])}?{listed}#row-{row.line}"
    if go == "next" and row.state == JobRow.State.READY:
        following = rows.neighbours(job, view, row.line)["next"]
        if following is not None:
            here = reverse("certificates:job_row", args=[job.pk, following])
        elif view.name in ("bad", rows.NO_ADDRESS.name):
            return reverse("certificates:job_review", args=[job.pk])
    return f"{here}?{urlencode({'show': view.name})}"


@require_safe
@team_view(Capability.JOB_PREPARE)
def job_row_picture(request: TeamRequest, job_id: UUID, line: int) -> HttpResponse:
    """The region with a row's picture: looks again by itself until the picture is there."""
    job = draft(request, job_id)
    page = _page_of(request, job)
    picture = row_pictures.look(job=job, row=rows.row(job, line), page=page)
    tries = int(request.GET.get("tries", "0") or 0) + 1 if request.GET.get("tries", "0").isdecimal() else 1
    context = {"job": job, "line": line, "picture": picture, "sheet": page, "tries": tries}
    return render(request, "certificates/row_picture.html", context)


@require_safe
@team_view(Capability.JOB_PREPARE)
@cache_control(private=True, max_age=PICTURE_S)
def job_row_image(request: TeamRequest, job_id: UUID, line: int) -> HttpResponse:
    """The picture itself. Its address carries the key of its content (`v`), so that it is never stale."""
    job = draft(request, job_id)
    picture = row_pictures.look(job=job, row=rows.row(job, line), page=_page_of(request, job))
    if picture.state != "ready":
        raise Http404("This picture is not drawn yet.")
    return HttpResponse(picture.content, content_type="image/jpeg")


def _page_of(request: TeamRequest, job: BulkGenerationJob) -> int:
    """The page of the design that is looked at, from 0."""
    asked = request.GET.get("sheet", "0")
    last = len(job.template_version.document["pages"]) - 1
    return min(int(asked), last) if asked.isdecimal() else 0
