"""From a request to the team that it acts for; and what a person must show before dangerous acts."""

import time
from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django_htmx.middleware import HtmxDetails

from accounts import permissions, selectors
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability, Grantable
from accounts.services import teams
from accounts.sso import gate

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
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
    role gives them. It raises NotFound, or Http404, for things of others. Where the team asks for a second factor,
    members without one are led to a page that says so.
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
            if lacks_second_factor(request, user, team):
                return redirect("accounts:second_factor_wanted")
            return view(request, *args, **kwargs)  # type: ignore[arg-type]

        return login_required(inner)  # type: ignore[return-value]

    return decorate


def lacks_second_factor(request: HttpRequest, user: User, team: Team) -> bool:
    """Whether the team asks for a second factor that the person has not; its single sign-on can stand for one."""
    if not team.requires_second_factor or selectors.has_second_factor(user):
        return False
    return not gate.counts_as_second_factor(request, user, team)


def has_proved_recently(request: HttpRequest) -> bool:
    """Whether the person logged in, or confirmed who it is, within ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    user = request.user
    proofs = get_authentication_records(request, user) if isinstance(user, User) else []
    age_s = time.time() - max((proof["at"] for proof in proofs), default=0)
    return age_s < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def confirmed(view: View[P]) -> View[P]:
    """For dangerous acts: asks for password, code or passkey, unless that was shown just now, and then goes on.

    Put it outside of `team_view`. What was sent by POST is kept meanwhile. Somebody who has none of the three (who
    comes by Google, say) gets a code by mail; without a confirmed address, they log in again.
    """

    @wraps(view)
    def inner(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if has_proved_recently(request):
            return view(request, *args, **kwargs)
        if get_adapter().get_reauthentication_methods(request.user):
            raise ReauthenticationRequired
        logout(request)
        messages.warning(
            request, "Log in again: what comes next cannot easily be undone, so we ask once more."
        )
        return redirect_to_login(request.get_full_path())

    return login_required(inner)  # type: ignore[return-value]
