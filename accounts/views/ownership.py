"""What only the owner does: hand the team over, delete it, keep it after all."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.teams import DeleteForm, NewOwnerForm
from accounts.http import TeamRequest, confirmed, team_view
from accounts.permissions import Capability
from accounts.services import deletion, ownership


# `confirmed` stands inside: others are told at once that it is not theirs to do, and asked for no password.
@require_http_methods(["GET", "HEAD", "POST"])
@team_view(Capability.TEAM_TRANSFER)
@confirmed  # type: ignore[arg-type]
def transfer(request: TeamRequest) -> HttpResponse:
    """Choose the new owner; whoever owns the team shows once more who they are. Raises Conflict, NotAllowed."""
    form = NewOwnerForm(request.POST or None, team=request.team)
    if request.method == "POST" and form.is_valid():
        heir = form.cleaned_data["member"]
        ownership.hand_over(team=request.team, to=heir, by=request.user)
        messages.success(request, f"{heir.user.get_full_name()} owns {request.team.name} now.")
        return redirect("accounts:members")
    context = {"team": request.team, "form": form, "here_team": "general"}
    return render(request, "team/transfer.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@team_view(Capability.TEAM_DELETE)
@confirmed  # type: ignore[arg-type]
def delete(request: TeamRequest) -> HttpResponse:
    """Says what goes and what stays, takes the team's name, and begins the days of grace. Raises Conflict."""
    form = DeleteForm(request.POST or None, team=request.team)
    if request.method == "POST" and form.is_valid():
        deletion.ask(team=request.team, by=request.user)
        messages.success(request, "The team is to be deleted. Its members get a mail.")
        return redirect("accounts:team")
    context = {
        "team": request.team,
        "form": form,
        "days": settings.TEAM_DELETION_DAYS,
        "here_team": "general",
    }
    return render(request, "team/delete.html", context, status=422 if form.errors else 200)


@require_POST
@team_view(Capability.TEAM_DELETE)
def keep(request: TeamRequest) -> HttpResponse:
    """Call the deletion off. Raises Conflict when there is none."""
    deletion.call_off(team=request.team, by=request.user)
    messages.success(request, f"{request.team.name} stays.")
    return redirect("accounts:team")
