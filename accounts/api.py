"""Endpoints about who asks: the team, and the token."""

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import ApiToken
from accounts.permissions import Capability
from accounts.rest.endpoint import TeamEndpoint
from iconikcerts.common.errors import NotFound


class TeamItself(TeamEndpoint):
    """The team that the request acts for."""

    capability = Capability.TEAM_VIEW

    def get(self, request: Request) -> Response:
        team = self.team
        return Response(
            {
                "id": str(team.pk),
                "name": team.name,
                "slug": team.slug,
                "description": team.description,
                "plan": team.tier,
                "is_personal": team.is_personal,
                "created_at": team.created_at,
            }
        )


class TokenItself(TeamEndpoint):
    """The token that is sent, for programs to look at what they hold; it needs no scope."""

    permission_classes = [IsAuthenticated]

    def get(self, request: Request) -> Response:
        """Raises NotFound for who did not come by a token."""
        token = request.auth
        if not isinstance(token, ApiToken):
            raise NotFound("You did not send a token.", mend="Send one: Authorization: Bearer ic_live_….")
        return Response(
            {
                "prefix": token.prefix,
                "name": token.name,
                "team": str(token.team_id),
                "scopes": token.scopes,
                "per_minute": token.per_minute,
                "expires_at": token.expires_at,
            }
        )
