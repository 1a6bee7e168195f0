"""From a request to the team that it acts for."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase
from django_htmx.middleware import HtmxDetails

from accounts import permissions
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability, Grantable
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
    capability: Capability, *, on: Callable[[Team, dict[str, Any]], Grantable] | None = None
) -> Callable[
    [Callable[Concatenate[TeamRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """A page for members who have `capability`: sets `request.team` and `request.member`, else log-in or 403.

    `on` finds the one thing of the team that the address names, for members who were granted more on it than their
    role gives them. It raises NotFound, or Http404, for things of others.
    """

    def decorate(
        view: Callable[Concatenate[TeamRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            user = request.user
            assert isinstance(user, User)
            team = current_team(request, user)
            request.team = team  # type: ignore[attr-defined]
            thing = partial(on, team, kwargs) if on else None
            request.member = permissions.require(  # type: ignore[attr-defined]
                user=user, team=team, capability=capability, on=thing
            )
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return login_required(inner)  # type: ignore[return-value]

    return decorate
