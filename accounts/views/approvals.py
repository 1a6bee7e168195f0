"""Approvals: what waits for a second person, what was decided, and what needs one."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts import approvals as registry
from accounts import permissions, selectors
from accounts.forms.approvals import AnswerForm, RulesForm
from accounts.http import TeamRequest, team_view
from accounts.models import ApprovalRequest, ApprovalRule
from accounts.permissions import Capability
from accounts.services import approvals as service
from iconikcerts.common.errors import Conflict, DomainError, NotAllowed

PAGE_SIZE = 30
State = ApprovalRequest.State


@require_safe
@team_view(Capability.APPROVAL_VIEW)
def approvals(request: TeamRequest) -> HttpResponse:
    """What waits, what was decided, and the rules."""
    return _page(request, None)


@require_POST
@team_view(Capability.APPROVAL_CONFIGURE)
def rules(request: TeamRequest) -> HttpResponse:
    """Set what needs a second person."""
    form = RulesForm(request.POST)
    if form.is_valid():
        try:
            service.set_rules(team=request.team, thresholds=form.thresholds(), by=request.user)
        except Conflict as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The rules are kept. They count from now on.")
            return redirect("accounts:approvals")
    return _page(request, form)


def _page(request: TeamRequest, form: RulesForm | None) -> HttpResponse:
    now = timezone.now()
    found = selectors.approval_requests(request.team)
    waiting = found.filter(state=State.OPEN, expires_at__gt=now)
    rules = dict(ApprovalRule.objects.filter(team=request.team).values_list("act", "threshold"))
    others = found.exclude(pk__in=waiting.values("pk"))
    decided = Paginator(others, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "team": request.team,
        "waiting": [(each, registry.act(each.act)) for each in waiting],
        "page": decided,
        "decided": [(each, registry.act(each.act)) for each in decided],
        "rules": [(act, rules[act.key]) for act in registry.acts() if act.key in rules],
        "form": form or RulesForm(initial=RulesForm.initial_of(rules)),
        "can_configure": permissions.allows(member=request.member, capability=Capability.APPROVAL_CONFIGURE),
        "deciders": service.deciders(request.team).count(),
        "now": now,
    }
    return render(request, "team/approvals.html", context, status=422 if form else 200)


@require_safe
@team_view(Capability.APPROVAL_VIEW)
def approval(request: TeamRequest, request_id: UUID) -> HttpResponse:
    """One request, with what can be done about it by whoever looks."""
    return _one(request, selectors.approval_request(team=request.team, request_id=request_id))


def _one(request: TeamRequest, found: ApprovalRequest, fault: str = "") -> HttpResponse:
    act, is_open = registry.act(found.act), found.state == State.OPEN
    is_over = found.is_expired(timezone.now())
    context = {
        "approval": found,
        "act": act,
        "url": act.url(found),
        "is_waiting": is_open and not is_over,
        "is_over": is_over,
        "may_decide": service.may_decide(request=found, member=request.member),
        "is_mine": found.asked_by_id == request.user.pk,
        "form": AnswerForm(),
        "fault": fault,
        "here_team": "approvals",
    }
    return render(request, "team/approval.html", context, status=422 if fault else 200)


@require_POST
@team_view(Capability.APPROVAL_DECIDE)
def approve(request: TeamRequest, request_id: UUID) -> HttpResponse:
    """Do what was asked for; what hinders the act is said, and the request stays."""
    found = selectors.approval_request(team=request.team, request_id=request_id)
    try:
        service.approve(request=found, by=request.user, answer=_answer(request))
    except (service.RequestOver, NotAllowed):
        raise
    except DomainError as error:
        return _one(request, found, str(error))
    messages.success(request, "Approved, and done.")
    return redirect("accounts:approval", found.pk)


@require_POST
@team_view(Capability.APPROVAL_DECIDE)
def refuse(request: TeamRequest, request_id: UUID) -> HttpResponse:
    """Say no. Raises RequestOver."""
    found = selectors.approval_request(team=request.team, request_id=request_id)
    service.refuse(request=found, by=request.user, answer=_answer(request))
    messages.success(request, "Refused. Whoever asked gets a mail with your words.")
    return redirect("accounts:approval", found.pk)


@require_POST
@team_view(Capability.APPROVAL_VIEW)
def withdraw(request: TeamRequest, request_id: UUID) -> HttpResponse:
    """Take one's own request back. Raises NotAllowed, RequestOver."""
    found = selectors.approval_request(team=request.team, request_id=request_id)
    service.withdraw(request=found, by=request.user)
    messages.success(request, "Your request is withdrawn.")
    return redirect("accounts:approval", found.pk)


def _answer(request: TeamRequest) -> str:
    form = AnswerForm(request.POST)
    return str(form.cleaned_data["answer"]) if form.is_valid() else ""
