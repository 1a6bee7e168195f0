"""One certificate without a list: choose a design, fill it in with a picture beside, see it being made."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from certificates import selectors
from certificates.forms.single import SEND, SingleForm
from certificates.models import BulkGenerationJob, JobRow
from certificates.options import JobOptions
from certificates.services import single, single_pictures
from iconikcerts.common.errors import DomainError, NotFound
from templates_app import selectors as designs
from templates_app.models import TemplateVersion
from templates_app.presenters.gallery import cards

State = JobRow.State


@require_safe
@team_view(Capability.JOB_RUN)
def single_designs(request: TeamRequest) -> HttpResponse:
    """Which design."""
    found = cards(designs.designs(team=request.team))
    return render(request, "certificates/single_designs.html", {"designs": found})


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_RUN)
def single_new(request: TeamRequest, slug: str) -> HttpResponse:
    """The form. A post issues, or, by its other button, only shows the picture (for browsers without scripts)."""
    version = designs.design_by_slug(slug=slug, team=request.team).current_version
    assert version is not None  # `design_by_slug` finds only those that have one
    form = SingleForm(
        request.POST or None, version=version, team=request.team, initial=values_of_job(request)
    )
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            job = single.issue(
                team=request.team,
                by=request.user,
                version=version,
                values=form.typed(),
                send_email=form.sends,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("certificates:single_made", job.pk)
    return form_page(request, "certificates/single_new.html", form, version, {})


def form_page(
    request: TeamRequest, template: str, form: SingleForm, version: TemplateVersion, more: dict[str, Any]
) -> HttpResponse:
    """The form with its picture; 422 when something in it is wrong."""
    typed = (
        form.typed()
        if form.is_bound
        else {key: str(form.initial.get(key, "")) for key in form.fields if key != SEND}
    )
    sketch = single_pictures.sketch(team=request.team, version=version, typed=typed)
    context = {"form": form, "version": version, "design": version.template, "sketch": sketch} | more
    is_wrong = form.is_bound and "preview" not in request.POST and bool(form.errors)
    return render(request, template, context, status=422 if is_wrong else 200)


def values_of_job(request: TeamRequest) -> dict[str, Any]:
    """What the job that `again` names was to show, for another try; nothing without one."""
    try:
        job = selectors.job(request.team, UUID(request.GET.get("again", "")))
    except (ValueError, NotFound):
        return {}
    row = job.rows.order_by("line").first()
    sends = {SEND: JobOptions.from_json(job.options).send_email}
    return {**(row.values if row else {}), **_dates_of(job), **sends}


def _dates_of(job: BulkGenerationJob) -> dict[str, str]:
    options = JobOptions.from_json(job.options)
    return dict(
        zip(single.OPTION_KEYS, (options.issued_on, options.expires_on, options.language), strict=True)
    )


@require_POST
@team_view(Capability.JOB_RUN)
def single_sketch(request: TeamRequest, version_id: UUID) -> HttpResponse:
    """The picture of what stands in the form now, asked for while somebody types."""
    version = designs.version(team=request.team, version_id=version_id)
    form = SingleForm(request.POST, version=version, team=request.team)
    sketch = single_pictures.sketch(team=request.team, version=version, typed=form.typed())
    return render(request, "certificates/single_sketch.html", {"sketch": sketch})


@require_safe
@team_view(Capability.JOB_RUN)
def single_sketch_state(request: TeamRequest, key: str) -> HttpResponse:
    """The region that polls while a picture is drawn."""
    sketch = single_pictures.find(team=request.team, key=key)
    if sketch is None:
        sketch = single_pictures.Sketch(
            key, "failed", message="The picture was not drawn in time. Change a value to try again."
        )
    return render(request, "certificates/single_sketch.html", {"sketch": sketch})


@require_safe
@team_view(Capability.JOB_RUN)
def single_sketch_image(request: TeamRequest, key: str) -> HttpResponse:
    """The picture itself."""
    sketch = single_pictures.find(team=request.team, key=key)
    if sketch is None or sketch.state != "ready":
        raise Http404(key)
    response = HttpResponse(sketch.content, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=600"
    return response


@require_safe
@team_view(Capability.JOB_VIEW)
def single_made(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Waits for the one certificate, then leads to it; says what is wrong when it cannot be made."""
    job = selectors.job(request.team, job_id)
    row = job.rows.select_related("certificate", "corrects").order_by("line").first()
    if row is None or row.line != single.LINE or job.input_name:
        return redirect("certificates:job", job.pk)
    if row.state == State.ISSUED:
        return _leads_to(request, reverse("certificates:certificate", args=[row.certificate.pk]))
    has_failed = row.state in (State.FAILED, State.CANCELLED) or job.status == job.Status.FAILED
    context = {"job": job, "row": row, "has_failed": has_failed, "again_url": _again(job, row)}
    return render(request, "certificates/single_made.html" + ("#made" if request.htmx else ""), context)


def _leads_to(request: TeamRequest, address: str) -> HttpResponse:
    return HttpResponse(headers={"HX-Redirect": address}) if request.htmx else redirect(address)


def _again(job: BulkGenerationJob, row: JobRow) -> str:
    """The form with the same values."""
    if row.corrects_id:
        return reverse("certificates:certificate_correct", args=[row.corrects_id]) + f"?again={job.pk}"
    return reverse("certificates:single", args=[job.template_version.template.slug]) + f"?again={job.pk}"
