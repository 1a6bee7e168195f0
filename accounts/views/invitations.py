"""The page behind the link of an invitation. Everybody may come: the link says who is meant, the page says the rest."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.http import SESSION_KEY
from accounts.models import Invitation, User
from accounts.services import invitations


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What is offered, by whom; POST with `answer` takes it or turns it down. Raises NotFound, InvitationOver."""
    found = invitations.find(token=token)
    user = request.user if isinstance(request.user, User) else None
    if request.method == "POST":
        return _answered(request, found, user)
    fault = ""
    if user is not None:
        try:
            invitations.require_address(invitation=found, user=user)
        except invitations.WrongAddress as error:
            fault = error.message
    is_over = found.state != Invitation.State.OPEN or found.is_expired(timezone.now())
    context = {"invitation": found, "fault": fault, "is_over": is_over, "address": request.path}
    return render(request, "team/invitation.html", context, status=410 if is_over else 200)


def _answered(request: HttpRequest, found: Invitation, user: User | None) -> HttpResponse:
    if request.POST.get("answer") == "decline":
        invitations.decline(invitation=found, by=user)
        messages.success(request, f"You have declined the invitation to {found.team.name}.")
        return redirect(settings.LOGIN_REDIRECT_URL if user else "home")
    if user is None or request.POST.get("answer") != "accept":
        return redirect(request.path)
    invitations.accept(invitation=found, by=user)
    request.session[SESSION_KEY] = str(found.team_id)
    messages.success(request, f"Welcome to {found.team.name}. You act for it now.")
    return redirect(settings.LOGIN_REDIRECT_URL)
