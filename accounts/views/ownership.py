"""Handing a team over."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.services import ownership
from accounts.team_forms import NewOwnerForm


@require_http_methods(["GET", "HEAD", "POST"])
@team_view(Capability.TEAM_TRANSFER)
@reauthentication_required  # type: ignore[untyped-decorator]  # django-allauth has no types
def transfer(request: TeamRequest) -> HttpResponse:
    """Choose the new owner; whoever owns the team confirms by logging in once more. Raises Conflict, NotAllowed."""
    form = NewOwnerForm(request.POST or None, team=request.team)
    if request.method == "POST" and form.is_valid():
        heir = form.cleaned_data["member"]
        ownership.hand_over(team=request.team, to=heir, by=request.user)
        messages.success(request, f"{heir.user.get_full_name()} owns {request.team.name} now.")
        return redirect("accounts:members")
    context = {"team": request.team, "form": form, "here_team": "general"}
    return render(request, "team/transfer.html", context, status=422 if form.errors else 200)
