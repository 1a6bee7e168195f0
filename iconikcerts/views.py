"""Pages that belong to no app."""

from contextlib import suppress
from datetime import UTC, timedelta

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.shortcuts import render
from django.utils import timezone
from django.views import csrf, defaults
from django.views.decorators.http import require_safe

from accounts.http import current_team
from accounts.models import User
from billing.plans import INCLUDED, plans
from billing.services import quota
from iconikcerts import landing, seo
from templates_app.selectors import shipped_named

DRAIN_BYTES = 20_000_000


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A request without the token of this session: a page, or JSON for scripts, which could not read the page."""
    if request.get_preferred_type(["text/html", "application/json"]) != "application/json":
        return csrf.csrf_failure(request, reason)
    said = {
        "code": "csrf",
        "message": "This page is from an earlier session.",
        "where": "",
        "mend": "Reload it. What could not be saved is kept in this browser.",
    }
    return JsonResponse({"error": said}, status=403)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The landing page."""
    questions = landing.questions()
    context = {
        "designs": shipped_named(landing.DESIGNS),
        "scripts": landing.SCRIPTS,
        "figures": landing.FIGURES,
        "findings": landing.FINDINGS,
        "comparisons": landing.COMPARISONS,
        "questions": questions,
        "data": seo.about_site(questions),
    }
    return render(request, "home.html", context)


@require_safe
def pricing(request: HttpRequest) -> HttpResponse:
    """The plans. Those that cost are set up by people: without an address to write to, only the free one is shown."""
    team = current_team(request, request.user) if isinstance(request.user, User) else None
    context = {
        "here": "pricing",
        "plans": [
            plan
            for plan in plans()
            if plan.is_free or settings.SALES_EMAIL or (team and plan.tier == team.tier)
        ],
        "included": INCLUDED,
        "sales_email": settings.SALES_EMAIL,
        "team": team,
        "used": quota.used(team) if team else 0,
    }
    return render(request, "pricing.html", context)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where weak points are reported, while SECURITY_CONTACT names a place. Each answer is good for 90 days;
    the RFC advises less than a year (2.5.5)."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = timezone.now().astimezone(UTC) + timedelta(days=90)
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {seo.absolute(request.path)}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's answer to a malformed request; one that is only too large is told what fits."""
    if is_api(request):
        return _in_json(
            400, "bad_request", "This request is malformed.", "Compare it with the documentation."
        )
    if not isinstance(exception, RequestDataTooBig | TooManyFieldsSent):
        return render(request, "400.html", status=400)
    _drain(request)
    limits = {
        "text_limit_mb": settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1_000_000,
        "file_limit_mb": settings.UPLOAD_MAX_MB,
    }
    return render(request, "413.html", limits, status=413)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's answer to a bug of ours, without what is wrong; to programs in JSON."""
    if is_api(request):
        return _in_json(500, "fault", "Something is wrong on our side.", "Try again later.")
    return defaults.server_error(request)


def is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _in_json(status: int, code: str, message: str, mend: str) -> JsonResponse:
    return JsonResponse(
        {"error": {"code": code, "message": message, "where": "", "mend": mend}}, status=status
    )


def _drain(request: HttpRequest) -> None:
    """Read what is still being sent and forget it: a connection closed before that shows no page, only a fault.
    Up to a limit, after which nobody is waited for."""
    left = DRAIN_BYTES
    with suppress(UnreadablePostError):
        while left > 0 and (piece := request.read(65_536)):
            left -= len(piece)


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the web process reaches its database; for load balancers and the runner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
