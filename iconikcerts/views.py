"""Pages that belong to no app."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from templates_app.presenters import cards
from templates_app.selectors import shipped


def home(request: HttpRequest) -> HttpResponse:
    """The landing page."""
    return render(request, "home.html", {"designs": cards(shipped())})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of visitors, and for how long: the settings' own figures."""
    context = {"log_days": settings.VERIFICATION_LOG_DAYS, "report_days": settings.PROBLEM_REPORT_DAYS}
    return render(request, "privacy.html", context)


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the web process reaches its database; for load balancers and the runner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
