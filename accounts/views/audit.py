"""The audit trail of a team, its files, and what a person did with the own account."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_POST, require_safe

from accounts import audit, permissions
from accounts.audit import export, search
from accounts.audit.lines import lines
from accounts.forms.audit import AuditForm
from accounts.http import TeamRequest, team_view
from accounts.models import AuditEvent, SecurityEvent, User
from accounts.permissions import Capability
from accounts.services import security_events
from iconikcerts.common import keyset
from iconikcerts.common.errors import NotFound

PAGE_SIZE = 50


@require_safe
@team_view(Capability.AUDIT_VIEW)
def trail(request: TeamRequest) -> HttpResponse:
    """One page of the trail; htmx gets the results alone, and the address that leads here again."""
    form = AuditForm(request.GET, people=search.actors(request.team))
    found = search.matching(search.of_team(request.team), form.filter())
    context = _page(request, found, form.chosen, "accounts:audit")
    context |= {"form": form, "events": security_events.open_of_team(request.team)}
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "team/audit.html" + ("#results" if is_part else "")
    response = render(request, template, context, status=422 if form.errors else 200)
    if is_part:
        response["HX-Push-Url"] = _address(form.chosen, "accounts:audit")
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
@team_view(Capability.AUDIT_VIEW)
def audit_export(request: TeamRequest) -> HttpResponse | StreamingHttpResponse:
    """All events that the filter shows, as CSV or JSON, sent while they are read. That it was taken is an event too."""
    form = AuditForm(request.POST, people=search.actors(request.team))
    as_json = request.POST.get("format") == "json"
    found = search.matching(search.of_team(request.team), form.filter())
    now = timezone.now()
    with transaction.atomic():
        audit.record(
            team=request.team,
            by=request.user,
            action="audit.export",
            target=request.team,
            format="json" if as_json else "csv",
            events=found.count(),
            filter=dict(form.chosen),
        )
    # What is written from now on is not part of the file, or it would grow while it is read.
    upto = found.filter(created_at__lt=now)
    pieces = export.as_json(upto) if as_json else export.as_csv(upto)
    kind, name = ("application/json", "json") if as_json else ("text/csv; charset=utf-8", "csv")
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="audit-{now:%Y-%m-%d}.{name}"'
    return response


@require_safe
@login_required
def activity(request: HttpRequest) -> HttpResponse:
    """What happened around one's own account: log-ins, failures, passwords, addresses."""
    user = request.user
    assert isinstance(user, User)
    context = _page(request, search.of_person(user), [], "accounts:activity", reader=user)
    context["events"] = security_events.open_of_person(user)
    return render(request, "accounts/activity.html", context)


@require_POST
@login_required
def acknowledge(request: HttpRequest, event_id: UUID) -> HttpResponse:
    """Say that one has looked at what was unusual: of the own account, or of a team whose trail one may read.

    Raises NotFound for anybody else's.
    """
    user = request.user
    assert isinstance(user, User)
    event = SecurityEvent.objects.filter(pk=event_id).select_related("team").first()
    if event is None or not _concerns(event, user):
        raise NotFound("There is no such notice.", mend="Go back to the page you came from.")
    security_events.acknowledge(event=event, by=user)
    messages.success(request, "Noted.")
    return redirect("accounts:audit" if event.team else "accounts:activity")


def _concerns(event: SecurityEvent, user: User) -> bool:
    if event.team is None:
        return event.person_id == user.pk
    member = event.team.members.filter(user=user).first()
    return member is not None and permissions.allows(member=member, capability=Capability.AUDIT_VIEW)


def _page(
    request: HttpRequest,
    found: QuerySet[AuditEvent],
    chosen: list[tuple[str, str]],
    name: str,
    *,
    reader: User | None = None,
) -> dict[str, Any]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    told = found.select_related("actor", "particulars", "link")
    page = keyset.page(told, size=PAGE_SIZE, after=after, before=before)
    return {
        "lines": lines(page.rows, reader=reader),
        "chosen": chosen,
        "newer_url": _address([*chosen, ("before", page.newer)], name) if page.newer else "",
        "older_url": _address([*chosen, ("after", page.older)], name) if page.older else "",
    }


def _address(parameters: list[tuple[str, str]], name: str) -> str:
    return reverse(name) + (f"?{urlencode(parameters)}" if parameters else "")
