"""Django's admin as the operators' desk: for staff with a second factor, logged in as everybody is."""

from functools import wraps
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from accounts.models import User
from iconikcerts.common import origin
from iconikcerts.common.errors import NotFound

# Its pages would show keys and secrets of people here, of codes by mail, second factors and sign-on, and change addresses
# that nobody proved.
NEVER = "allauth."


class OperatorsSite(AdminSite):
    """Who is no member of staff is told that there is no such page; staff without a second factor are led to set one up."""

    site_title = site_header = "IconikCerts"
    index_title = "Operators' desk"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leaves out what only django-allauth registers and what holds secrets."""
        if not (admin_class and admin_class.__module__.startswith(NEVER)):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        if not super().has_permission(request):
            return False
        if not hasattr(request, "_has_factor"):  # asked several times for one page
            setattr(request, "_has_factor", is_mfa_enabled(request.user))  # noqa: B010 - no attribute of requests
        return bool(getattr(request, "_has_factor", False))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Acts done here stand in the audit trail as an operator's."""
        inner = super().admin_view(view, cacheable)

        @wraps(inner)
        def as_operator(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            origin.by_channel("admin")
            response: HttpResponseBase = inner(request, *args, **kwargs)
            return response

        return as_operator

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The one log-in of the site; there is no second with other rules. Raises NotFound for people who are no staff."""
        user = request.user
        target = request.GET.get("next", "") or request.get_full_path()
        if not isinstance(user, User):
            return redirect_to_login(target, settings.LOGIN_URL)
        if not (user.is_active and user.is_staff):
            raise NotFound("There is no such page.", mend="Go to the dashboard.")
        if not is_mfa_enabled(user):
            messages.info(
                request, "Operators log in with a second factor. Set one up, then open the admin again."
            )
            return redirect("mfa_index")
        return redirect("admin:index")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")
