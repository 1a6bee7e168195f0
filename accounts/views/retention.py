"""How long a team keeps things: its rules, what they would delete, pauses, and what the runs did."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import permissions, retention
from accounts.forms.retention import HoldForm, RulesForm
from accounts.http import TeamRequest, confirmed, team_view
from accounts.permissions import Capability
from accounts.presenters.retention import kind_lines, run_lines
from accounts.services import retention as service
from accounts.services import retention_runs

PAGE_SIZE = 20


@require_safe
@team_view(Capability.TEAM_VIEW)
def overview(request: TeamRequest) -> HttpResponse:
    """What is kept for how long, for every member; the form for those who may change it."""
    return _page(request)


@require_safe
@team_view(Capability.PRIVACY_MANAGE)
def preview(request: TeamRequest) -> HttpResponse:
    """What the rules in the query, beside those there are, would delete at their first run. Nothing is changed."""
    form = RulesForm(_as_they_are(request) | request.GET.dict())
    return _preview(request, form) if form.is_valid() else _page(request, form)


@require_POST
@team_view(Capability.PRIVACY_MANAGE)
@confirmed  # type: ignore[arg-type]
def set_rules(request: TeamRequest) -> HttpResponse:
    """Set rules that were looked at before; those that delete more need the tick that says so."""
    form = RulesForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    is_stricter = any(change.is_stricter for change in _changes(request, form))
    if is_stricter and not request.POST.get("understood"):
        return _preview(request, form, fault="Tick that you understand this, or go back.")
    changes = service.set_rules(team=request.team, wishes=form.wishes(), by=request.user)
    if waiting := [change.starts_at for change in changes if change.is_stricter]:
        said = f"The rules are set. Nothing goes before {waiting[0]:%-d %B %Y}; whoever may change them gets a mail."
    else:
        said = "The rules are set. They count from now on."
    messages.success(request, said)
    return redirect("accounts:team_privacy")


@require_POST
@team_view(Capability.PRIVACY_MANAGE)
def hold(request: TeamRequest) -> HttpResponse:
    """Let all rules rest, for a reason. Raises Conflict when they do."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return _page(request, hold_form=form)
    service.hold(team=request.team, reason=form.cleaned_data["reason"], by=request.user)
    messages.success(request, "The rules rest. Nothing is deleted by them until somebody ends the pause.")
    return redirect("accounts:team_privacy")


@require_POST
@team_view(Capability.PRIVACY_MANAGE)
@confirmed  # type: ignore[arg-type]
def release(request: TeamRequest) -> HttpResponse:
    """End the pause; the rules count again after days of grace. Raises Conflict when there is none."""
    service.release(team=request.team, by=request.user)
    messages.success(request, "The pause is over. The rules count again after the days of grace.")
    return redirect("accounts:team_privacy")


def _as_they_are(request: TeamRequest) -> dict[str, Any]:
    return RulesForm.initial_of(service.wanted(team=request.team))


def _changes(request: TeamRequest, form: RulesForm) -> Sequence[service.Change]:
    return service.preview(team=request.team, wishes=form.wishes())


def _preview(request: TeamRequest, form: RulesForm, fault: str = "") -> HttpResponse:
    changes = _changes(request, form)
    context = {
        "team": request.team,
        "changes": [
            (change, service.said(change.kind, change.before), service.said(change.kind, change.after))
            for change in changes
        ],
        "is_stricter": any(change.is_stricter for change in changes),
        "first_run": service.first_run(timezone.now()),
        "fields": [(name, value) for name, value in form.data.items() if name in form.fields],
        "hold": service.hold_of(team=request.team),
        "fault": fault,
        "here_team": "privacy",
    }
    return render(request, "team/privacy_preview.html", context, status=422 if fault else 200)


def _page(
    request: TeamRequest, form: RulesForm | None = None, hold_form: HoldForm | None = None
) -> HttpResponse:
    can_manage = permissions.allows(member=request.member, capability=Capability.PRIVACY_MANAGE)
    shown = form or RulesForm(initial=_as_they_are(request))
    runs = Paginator(retention_runs.reports(team=request.team), PAGE_SIZE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "team": request.team,
        "can_manage": can_manage,
        "lines": kind_lines(team=request.team, form=shown if can_manage else None, now=timezone.now()),
        "form": shown,
        "hold": service.hold_of(team=request.team),
        "hold_form": hold_form or HoldForm(),
        "runs": runs,
        "run_lines": run_lines(runs),
        "fixed": retention.fixed(),
        "grace_days": settings.RETENTION_GRACE_DAYS,
        "here_team": "privacy",
    }
    return render(request, "team/privacy.html", context, status=422 if form or hold_form else 200)
