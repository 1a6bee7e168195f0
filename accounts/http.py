"""From a request to the team that it acts for."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from accounts import permissions
from accounts.models import Team, TeamMember, User
from accounts.services import teams

P = ParamSpec("P")
SESSION_KEY = "team"


class TeamRequest(HttpRequest):
    """A request by a logged-in member of `team`."""

    user: User  # never anonymous behind `team_view`
    team: Team
    member: TeamMember
    htmx: HtmxDetails


def current_team(request: HttpRequest, user: User) -> Team:
    """The team that the session names when the user is in it, else the oldest shared team, else the personal one."""
    mine = Team.objects.filter(members__user=user)
    chosen = request.session.get(SESSION_KEY)
    found = mine.filter(pk=chosen).first() if chosen else None
    return found or mine.order_by("is_personal", "created_at").first() or teams.personal(user=user)


def team_view(
    role: TeamMember.Role,
) -> Callable[
    [Callable[Concatenate[TeamRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """A page for members with at least `role`: sets `request.team` and `request.member`, else log-in or 403."""

    def decorate(
        view: Callable[Concatenate[TeamRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user = request.user
            assert isinstance(user, User)
            team = current_team(request, user)
            request.team = team  # type: ignore[attr-defined]
            request.member = permissions.require(user=user, team=team, role=role)  # type: ignore[attr-defined]
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return login_required(inner)  # type: ignore[return-value]

    return decorate
