"""From a request of the API to the team that it acts for, and to whether it may."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django.utils.cache import patch_cache_control
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import permissions, selectors
from accounts.http import current_team
from accounts.models import ApiToken, Team, TokenFamily, User
from accounts.permissions import Capability
from accounts.rest.bearer import MissingScope
from iconikcerts.common.errors import NotAllowed, NotFound

TEAM_HEADER = "Iconik-Team"


class SecondFactorWanted(NotAllowed):
    """The team asks its members for a second factor, and the person has none, or has not shown it."""

    code = "second_factor_wanted"


class MayDo(BasePermission):
    """The token was made for what the endpoint does, and the person may do it, in the team that the request acts for.

    Both are asked each time: a token can never do what its maker may not do any more.
    """

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises MissingScope, NotAllowed, SecondFactorWanted."""
        assert isinstance(view, TeamEndpoint)
        assert isinstance(request.user, User)
        if isinstance(request.auth, ApiToken) and view.capability not in request.auth.scopes:
            raise MissingScope(view.capability)
        permissions.require(user=request.user, team=view.team, capability=view.capability)
        if view.team.requires_second_factor and not _has_shown_second_factor(request.user, request.auth):
            raise SecondFactorWanted(
                f"{view.team.name} asks its members for a second factor.",
                mend="Set one up on the site, then log in again.",
            )
        return True


def _has_shown_second_factor(user: User, by: object) -> bool:
    """A log-in of an app has shown it or not; who made a token, or has a session of the site, shows it there."""
    if isinstance(by, TokenFamily):
        return "mfa" in by.methods
    return selectors.has_second_factor(user)


class PrivateEndpoint(APIView):
    """Its answers are the caller's own: nobody between may keep them."""

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        finished = super().finalize_response(request, response, *args, **kwargs)
        patch_cache_control(finished, private=True, no_store=True)
        return finished


class TeamEndpoint(PrivateEndpoint):
    """An endpoint of a team."""

    # What is asked of the caller; an endpoint without one would be a fault of ours.
    capability: Capability
    permission_classes = [IsAuthenticated, MayDo]

    @cached_property
    def team(self) -> Team:
        """All that is read or written belongs to this team: the token's, else the one that the header names, else the one
        that is chosen on the site. Raises NotFound."""
        if isinstance(self.request.auth, ApiToken):
            return self.request.auth.team
        assert isinstance(self.request.user, User)
        wanted = self.request.headers.get(TEAM_HEADER, "")
        if not wanted:
            return current_team(self.request, self.request.user)
        return _team_of(self.request.user, wanted)


def _team_of(user: User, wanted: str) -> Team:
    """A team that the person is in. Raises NotFound, also for those that others have."""
    try:
        found = Team.objects.of_user(user).filter(pk=UUID(wanted)).first()
    except ValueError:
        found = None
    if found is None:
        raise NotFound("You are not in that team.", where=TEAM_HEADER, mend="Ask /api/v1/me for your teams.")
    return found
