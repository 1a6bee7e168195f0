"""Who owns a certificate sees when it was checked: a page, and the part of the certificate's page that htmx fetches."""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.retention import kind
from accounts.services import retention
from certificates import selectors
from wallet.selectors import count_of, days, latest_of
from wallet.timeline import timeline

DAYS, CHECKS = 14, 20


@require_safe
@team_view(Capability.CERTIFICATE_VIEW)
def certificate_verifications(request: TeamRequest, certificate_id: UUID) -> HttpResponse:
    """Day by day; to htmx the timeline of the certificate with those days in it. `before`: the days before this one."""
    found = selectors.certificate(request.team, certificate_id)
    if request.htmx:
        context = {"certificate": found, "entries": timeline(found)}
        return render(request, "wallet/certificate_life.html", context)
    before = _day(request.GET.get("before", ""))
    log = retention.kept_of(team=request.team, kind=kind("verifications"))
    shown = days(found, size=DAYS, before=before)
    context = {
        "certificate": found,
        "days": shown.listed,
        "older": shown.older,
        "is_first": before is None,
        "latest": [] if before else latest_of(found, CHECKS),
        "total": count_of(found),
        "log_period": log.period if log else "",
        "here": "certificates",
    }
    return render(request, "wallet/certificate_verifications.html", context)


def _day(text: str) -> date | None:
    """A day as an address names it (ISO 8601); what is none counts as not given."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
