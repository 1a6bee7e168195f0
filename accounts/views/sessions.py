"""Where one is logged in, and logging out from afar."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts import selectors
from accounts.middleware.sessions import note
from accounts.models import SignIn, User
from accounts.presenters import people as presenters
from accounts.services import sessions, token_families
from iconikcerts.common.errors import NotFound


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """Every device that the person is logged in on, this one first."""
    user = request.user
    assert isinstance(user, User)
    note(request, user)
    here = str(request.session.session_key)
    shown = [presenters.device(each, here=here) for each in selectors.sign_ins_of(user)]
    shown.sort(key=lambda device: not device.is_this)
    return render(
        request, "accounts/sessions.html", {"devices": shown, "apps": token_families.living(user=user)}
    )


@login_required
@require_POST
def end(request: HttpRequest, sign_in_id: uuid.UUID) -> HttpResponse:
    """Log one of one's devices out. Raises NotFound for those of others and for those that are out already."""
    user = request.user
    assert isinstance(user, User)
    found = SignIn.objects.of(user).alive().filter(pk=sign_in_id).first()
    if found is None:
        raise NotFound(
            "You are not logged in there any more.", mend="Look at the list of your devices again."
        )
    if found.session_key == request.session.session_key:
        return redirect("account_logout")
    sessions.end(sign_in=found, by=user)
    messages.success(request, "That device is logged out.")
    return redirect("accounts:sessions")


@login_required
@require_POST
def end_others(request: HttpRequest) -> HttpResponse:
    """Log all devices out but this one, and all apps."""
    user = request.user
    assert isinstance(user, User)
    count = sessions.end_others(user=user, keep=str(request.session.session_key))
    count += token_families.end_all(user=user)
    messages.success(
        request,
        f"{count} other device{'s are' if count != 1 else ' is'} logged out."
        if count
        else "There was no other device.",
    )
    return redirect("accounts:sessions")
