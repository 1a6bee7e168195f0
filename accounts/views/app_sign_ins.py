"""Apps in which a person is logged in: they hold tokens, not a session of the site."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import TokenFamily, User
from accounts.services import token_families
from iconikcerts.common.errors import NotFound


@login_required
@require_POST
def sign_out(request: HttpRequest, family_id: UUID) -> HttpResponse:
    """Log one app out; its next request is refused. Raises NotFound for those of others."""
    user = request.user
    assert isinstance(user, User)
    family = TokenFamily.objects.filter(pk=family_id, user=user).first()
    if family is None:
        raise NotFound(
            "You are not logged in there any more.", mend="Look at the list of your devices again."
        )
    token_families.end(family=family)
    messages.success(request, f"{family.device_name} is logged out.")
    return redirect("accounts:sessions")


@login_required
@require_POST
def sign_out_all(request: HttpRequest) -> HttpResponse:
    """Log every app out."""
    user = request.user
    assert isinstance(user, User)
    token_families.end_all(user=user)
    messages.success(request, "All apps are logged out.")
    return redirect("accounts:sessions")
