"""While a worker reads a long list: how far it is, then on to the next step."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRedirect

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from certificates.presenters.reading import reading_context
from certificates.presenters.steps import after_reading_url, steps
from certificates.services import readings
from certificates.views.wizard import draft


@require_safe
@team_view(Capability.JOB_PREPARE)
def job_reading(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """How far a list is read; htmx asks for the part that says so. Leads on, or back, as soon as it is done."""
    job = draft(request, job_id)
    reading = readings.under_way(job)
    if reading is None:
        target = after_reading_url(job, request.GET.get("then", ""))
        return HttpResponseClientRedirect(target) if request.htmx else redirect(target)
    context = reading_context(job, reading)
    if request.htmx:
        return render(request, "certificates/wizard_wait.html#reading", context)
    context["steps"] = steps(job, "recipients")
    return render(request, "certificates/wizard_wait.html", context)
