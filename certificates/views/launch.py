"""The last steps of the wizard: options, summary, start; and the way out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.selectors import approvals_about
from accounts.services import approvals
from certificates import mail_text, selectors
from certificates.forms.jobs import OptionsForm
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.presenters.launch import blocked, examples, summary_context
from certificates.presenters.mails import usual_words
from certificates.presenters.steps import resume_url, steps
from certificates.services import approving, drafts, jobs
from certificates.views.wizard import draft
from iconikcerts.common.errors import Conflict, DomainError

LONGEST_NOTE = 500  # characters, to whoever approves


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_PREPARE)
def job_options(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Dates, numbers, file names. By htmx every change is kept once it makes sense, and shown by an example."""
    job = draft(request, job_id)
    if blocked(job):
        return redirect(resume_url(job))
    initial = _initial(request, job)
    form = OptionsForm(request.POST or None, initial=initial, usual=usual_words(job, initial["language"]))
    if request.method == "POST" and form.is_valid():
        drafts.choose_options(
            job=job, by=request.user, options=form.options(), name=form.cleaned_data["name"]
        )
        if not request.htmx:
            return redirect("certificates:job_summary", job.pk)
    shown = _shown(form, initial)
    context: dict[str, Any] = {"job": job, "form": form, "examples": examples(job, shown)}
    if request.htmx:
        return render(request, "certificates/wizard_options.html#examples", context)
    context["steps"] = steps(job, "options")
    context["mail_parts"] = [(f"{{{key}}}", words) for key, words in mail_text.PLACES.items()]
    context["fields"] = [
        f"{{{field.key}}}" for field in drafts.columns_of(job) if field.key != "recipient.name"
    ]
    return render(request, "certificates/wizard_options.html", context, status=422 if form.errors else 200)


def _initial(request: TeamRequest, job: BulkGenerationJob) -> dict[str, Any]:
    """The choices so far; answers go to whoever prepares the job until somebody says otherwise."""
    chosen = JobOptions.from_json({"reply_to": request.user.email} | job.options)
    return chosen.to_json() | {"name": job.name}


def _shown(form: OptionsForm, initial: dict[str, Any]) -> JobOptions:
    """The options to make examples of: what is typed where it stands."""
    if not form.is_bound:
        return JobOptions.from_json(initial)
    typed = {name: str(form[name].value() or "") for name in form.fields if name != "name"}
    refused = {name: "" for name in ("issued_on", "expires_on") if name in form.errors}
    return JobOptions.from_json(typed | refused)


@require_safe
@team_view(Capability.JOB_PREPARE)
def job_summary(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """What it will cost and what will happen."""
    job = draft(request, job_id)
    if blocked(job):
        return redirect(resume_url(job))
    return render(request, "certificates/wizard_summary.html", _summary(job))


def _summary(job: BulkGenerationJob, fault: str = "") -> dict[str, Any]:
    context = summary_context(job)
    asked = approvals_about(team=job.team, target_id=job.pk)
    return context | {
        "steps": steps(job, "summary"),
        "fault": fault,
        "needs_approval": approvals.is_needed(team=job.team, act=jobs.RUN, count=context["totals"]["ready"]),
        "approvals": asked,
        "waiting": next((each for each in asked if each.is_waiting(timezone.now())), None),
    }


@require_http_methods(["GET", "POST"])
@team_view(Capability.JOB_RUN)
def job_start(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Start the run with the options of the draft, or ask for the second person whom the team wants for it. A page that
    said why not, loaded again, is the summary."""
    job = selectors.job(request.team, job_id)
    if request.method == "GET":
        return redirect("certificates:job_summary", job.pk)
    try:
        jobs.start(job=job, by=request.user, options=JobOptions.from_json(job.options))
    except approvals.ApprovalNeeded:
        return _asked(request, job)
    except Conflict:
        raise
    except DomainError as error:
        return render(request, "certificates/wizard_summary.html", _summary(job, str(error)), status=422)
    return redirect("certificates:job", job.pk)


def _asked(request: TeamRequest, job: BulkGenerationJob) -> HttpResponse:
    note = request.POST.get("note", "").strip()[:LONGEST_NOTE]
    try:
        asked = approving.ask_to_run(job=job, by=request.user, note=note)
    except DomainError as error:
        return render(request, "certificates/wizard_summary.html", _summary(job, str(error)), status=422)
    messages.success(request, "Asked. The owner and the administrators of the team get a mail.")
    return redirect("accounts:approval", asked.pk)


@require_POST
@team_view(Capability.JOB_PREPARE)
def job_discard(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Delete a draft."""
    job = draft(request, job_id)
    drafts.discard(job=job, by=request.user)
    messages.success(request, f"The draft “{job.name}” is deleted.")
    return redirect("certificates:jobs")
