"""Pages that belong to no app."""

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from templates_app.presenters import cards
from templates_app.selectors import shipped


def home(request: HttpRequest) -> HttpResponse:
    """The landing page."""
    return render(request, "home.html", {"designs": cards(shipped())})


def healthz(request: HttpRequest) -> JsonResponse:
    """200 when the web process reaches its database; for load balancers and the runner."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
