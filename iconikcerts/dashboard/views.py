"""The dashboard, its live list of jobs, and the two things that are done from it alone."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import permissions
from accounts.http import TeamRequest, team_view
from accounts.models import SecurityEvent
from accounts.permissions import Capability
from accounts.services import security_events, users
from certificates.services import samples
from iconikcerts.dashboard.overview import job_lines, overview


@require_safe
@team_view(Capability.TEAM_VIEW)
def dashboard(request: TeamRequest) -> HttpResponse:
    """Quota, jobs, verifications, certificates and first steps of the current team."""
    return render(request, "dashboard/page.html", _context(request))


@require_safe
@team_view(Capability.TEAM_VIEW)
def jobs(request: TeamRequest) -> HttpResponse:
    """The region that polls while a job is under way. Its last answer brings along all that changed with the end."""
    lines = job_lines(request.team)
    if any(line.is_under_way for line in lines):
        return render(request, "dashboard/jobs.html", {"jobs": lines, "is_live": True})
    return render(request, "dashboard/ended.html", _context(request))


def _context(request: TeamRequest) -> dict[str, object]:
    may_issue = permissions.allows(member=request.member, capability=Capability.JOB_RUN)
    seen = overview(team=request.team, user=request.user, may_issue=may_issue)
    return {
        "seen": seen,
        "jobs": seen.jobs,
        "is_live": any(line.is_under_way for line in seen.jobs),
        "team": request.team,
        "can_edit": may_issue,
        "sample_people": samples.PEOPLE,
        "sample_design": samples.DESIGN,
        "here": "dashboard",
        "own_events": security_events.open_of_person(request.user),
        "team_events": _team_events(request),
    }


def _team_events(request: TeamRequest) -> list[tuple[SecurityEvent, str]]:
    """What is unusual in the team, for those who may read its trail."""
    may_read = permissions.allows(member=request.member, capability=Capability.AUDIT_VIEW)
    return security_events.open_of_team(request.team) if may_read else []


@require_POST
@team_view(Capability.JOB_PREPARE)
def sample(request: TeamRequest) -> HttpResponse:
    """A draft with sample data, open at the review: the person looks, and issues it."""
    job = samples.begin(team=request.team, by=request.user)
    return redirect("certificates:job_review", job.pk)


@require_POST
@team_view(Capability.TEAM_VIEW)
def first_steps(request: TeamRequest) -> HttpResponse:
    """Put the list of first steps away (`show` is ""), or bring it back."""
    users.show_first_steps(user=request.user, is_shown=bool(request.POST.get("show")))
    return redirect("dashboard")
