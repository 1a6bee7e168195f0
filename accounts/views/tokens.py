"""Pages about the API tokens of a team."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.tokens import TokenForm
from accounts.http import TeamRequest, confirmed, team_view
from accounts.models import ApiToken, Team, TeamMember
from accounts.permissions import Capability
from accounts.presenters import tokens as token_presenters
from accounts.services import tokens
from iconikcerts.common.errors import DomainError, NotFound

TAB = "api"


@require_safe
@team_view(Capability.TOKEN_MANAGE)
def listed(request: TeamRequest) -> HttpResponse:
    """All tokens, with their state."""
    return render(request, "team/tokens.html", {"entries": token_presenters.entries(request.team)})


@never_cache
@require_http_methods(["GET", "POST"])
@confirmed
@team_view(Capability.TOKEN_MANAGE)
def new(request: TeamRequest) -> HttpResponse:
    """Make one, once it is certain who asks. The answer to the form is the only page that ever shows it: no redirect."""
    form = TokenForm(request.POST or None, member=request.member)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            token, text = tokens.create(
                team=request.team,
                by=request.user,
                name=given["name"],
                scopes_wanted=given["scopes"],
                days=given["days"],
                per_minute=given["per_minute"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _made(request, token, text)
    context = {"form": form, "here_team": TAB}
    return render(request, "team/token_new.html", context, status=422 if form.errors else 200)


def _made(request: HttpRequest, token: ApiToken, text: str) -> HttpResponse:
    context = {"token": token, "text": text, "here_team": TAB}
    return render(request, "team/token_made.html", context, status=201)


@require_safe
@team_view(Capability.TOKEN_MANAGE)
def one(request: TeamRequest, token_id: UUID) -> HttpResponse:
    """One token: what it may do, and how much it was used."""
    token = _token(request.team, token_id)
    maker = TeamMember.objects.filter(team=request.team, user=token.maker).first() if token.maker else None
    context = {
        "entry": token_presenters.entry(token, maker),
        "usage": token_presenters.usage(token),
        "here_team": TAB,
    }
    return render(request, "team/token.html", context)


@require_POST
@team_view(Capability.TOKEN_MANAGE)
def revoke(request: TeamRequest, token_id: UUID) -> HttpResponse:
    """Take it back, at once."""
    token = _token(request.team, token_id)
    tokens.revoke(token=token, by=request.user)
    messages.success(request, f"{token.name} is revoked. Programs that still send it are refused.")
    return redirect("accounts:tokens")


def _token(team: Team, token_id: UUID) -> ApiToken:
    """Raises NotFound."""
    found = ApiToken.objects.for_team(team).select_related("maker", "revoked_by").filter(pk=token_id).first()
    if found is None:
        raise NotFound("There is no such token.", mend="Choose one from the list.")
    return found
