"""Pages about teams: a new one, another one, what one is called, what its roles may."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import permissions
from accounts.forms.teams import TeamForm
from accounts.http import SESSION_KEY, TeamRequest, team_view
from accounts.models import Team, User
from accounts.permissions import Capability
from accounts.presenters.people import role_table
from accounts.services import teams
from iconikcerts.common.errors import NotAllowed, NotFound


@login_required
@require_POST
def switch_team(request: HttpRequest) -> HttpResponse:
    """Act for another of one's teams from now on; leads to the first page, for the open one belongs to the old team.

    Raises NotFound when there is no such team or the person is not in it: strangers do not learn which teams exist.
    """
    user = request.user
    assert isinstance(user, User)
    wanted = _uuid(request.POST.get("team", ""))
    team = Team.objects.of_user(user).filter(pk=wanted).first() if wanted else None
    if team is None:
        raise NotFound("You are not in that team.", mend="Choose one of your teams in the side bar.")
    request.session[SESSION_KEY] = str(team.pk)
    messages.success(request, f"You now act for {team.name}.")
    return redirect(settings.LOGIN_REDIRECT_URL)


@login_required
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Begin a team; the person acts for it from then on."""
    user = request.user
    assert isinstance(user, User)
    form = TeamForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            team = teams.begin(**form.cleaned_data, by=user)
        except teams.TooManyTeams as error:
            form.add_error(None, str(error))
        else:
            request.session[SESSION_KEY] = str(team.pk)
            messages.success(request, f"{team.name} is there, and you act for it now.")
            return redirect("accounts:team")
    return render(request, "team/new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@team_view(Capability.TEAM_VIEW)
def general(request: TeamRequest) -> HttpResponse:
    """Name and description; those who may, change them. Raises NotAllowed for others who try."""
    team = request.team
    can_edit = permissions.allows(member=request.member, capability=Capability.TEAM_EDIT)
    form = TeamForm(request.POST or None, initial={"name": team.name, "description": team.description})
    if request.method == "POST":
        if not can_edit:
            raise NotAllowed(
                "Only administrators of the team change what it is called.", mend="Ask one of them."
            )
        if form.is_valid():
            teams.edit(team=team, **form.cleaned_data, by=request.user)
            messages.success(request, "The team is changed.")
            return redirect("accounts:team")
    is_owner = permissions.allows(member=request.member, capability=Capability.TEAM_TRANSFER)
    context = {
        "team": team,
        "form": form,
        "can_edit": can_edit,
        "is_owner": is_owner,
        "mine": request.member,
    }
    return render(request, "team/general.html", context, status=422 if form.errors else 200)


@require_safe
@team_view(Capability.TEAM_VIEW)
def roles(request: TeamRequest) -> HttpResponse:
    """What each role may, as the table says that every page asks."""
    context = {"roles": permissions.ROLES[::-1], "groups": role_table(), "mine": request.member.role}
    return render(request, "team/roles.html", context)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
