"""Light or dark: the system's choice, unless the visitor has made another, which a cookie keeps."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

COOKIE = f"{settings.COOKIE_PREFIX}theme"
THEMES = ("light", "dark")
YEAR_S = 365 * 24 * 3600


def context(request: HttpRequest) -> dict[str, str]:
    """Context processor: `theme`, "light" or "dark", "" where the system decides."""
    chosen = request.COOKIES.get(COOKIE, "")
    return {"theme": chosen if chosen in THEMES else ""}


@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the choice and leads back to the page; anything but "light" and "dark" leaves it to the system again."""
    page = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    response = redirect(page if is_ours else "home")
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie(
            COOKIE, chosen, max_age=YEAR_S, samesite="Lax", secure=request.is_secure(), httponly=True
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response
