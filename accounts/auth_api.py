"""Endpoints by which clients of our own log in: pairs of tokens, new pairs, the end of them; and who one is."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from rest_framework import serializers
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import ApiToken, User
from accounts.rest.bearer import InvalidToken, take_wrong
from accounts.rest.endpoint import PrivateEndpoint
from accounts.rest.sign_in import prove
from accounts.selectors import memberships_of
from accounts.services import consents, token_families
from accounts.services.token_families import Pair
from iconikcerts.common.errors import NotAllowed

LONGEST_TOKEN = 4_096


class Credentials(serializers.Serializer[Any]):
    """What a person types."""

    email = serializers.EmailField(max_length=254)
    password = serializers.CharField(max_length=1_024, trim_whitespace=False)
    code = serializers.CharField(max_length=32, required=False, allow_blank=True, default="")


class Refresh(serializers.Serializer[Any]):
    """A refresh token."""

    refresh_token = serializers.CharField(max_length=LONGEST_TOKEN)


class Revocation(serializers.Serializer[Any]):
    """Either kind of token."""

    token = serializers.CharField(max_length=LONGEST_TOKEN)


class _Open(PrivateEndpoint):
    """Asked by who has no token yet. Cookies play no part, so that there is nothing for another site to abuse."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def given(self, kind: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
        """What was sent, and nothing beside what the serializer names. Raises ValidationError."""
        form = kind(data=request.data)
        form.is_valid(raise_exception=True)
        return dict(form.validated_data)


class LogIn(_Open):
    """A first pair for e-mail address, password, and a code when the person has a second factor."""

    def post(self, request: Request) -> Response:
        """Raises NotProven, TooManyRequests."""
        user, methods = prove(request._request, **self.given(Credentials, request))
        device = request.headers.get("User-Agent", "")
        return Response(_told(token_families.begin(user=user, methods=methods, device=device)), status=201)


class NewPair(_Open):
    """A new pair for a refresh token, which is worth nothing from then on."""

    def post(self, request: Request) -> Response:
        """Raises InvalidToken, TooManyRequests."""
        sent = self.given(Refresh, request)["refresh_token"]
        try:
            return Response(_told(token_families.refresh(text=sent)))
        except token_families.TokenRefused as refusal:
            take_wrong(request)
            raise InvalidToken(refusal.message, mend=refusal.mend, code=refusal.code) from refusal


class Revoke(_Open):
    """The end of a token, RFC 7009. What is none is answered alike (2.2)."""

    def post(self, request: Request) -> Response:
        token_families.revoke(text=self.given(Revocation, request)["token"])
        return Response({})


class Me(PrivateEndpoint):
    """The person, and the teams to choose from in the header Iconik-Team."""

    permission_classes = [IsAuthenticated]

    def get(self, request: Request) -> Response:
        """Raises NotAllowed: a token of a team is no person."""
        user = request.user
        assert isinstance(user, User)
        if isinstance(request.auth, ApiToken):
            raise NotAllowed(
                "A token acts for a team, not for a person.", mend="Ask /api/v1/token what it is."
            )
        return Response(
            {
                "id": str(user.pk),
                "name": user.get_full_name(),
                "email": user.email,
                "teams": [
                    {"id": str(member.team_id), "name": member.team.name, "role": member.role}
                    for member in memberships_of(user)
                ],
                # A browser asks for an answer; the API says that one is owed, and goes on working.
                "terms": {
                    "url": f"{settings.SITE_URL}{reverse('terms')}",
                    "are_accepted": not consents.owes_terms(user=user),
                },
            },
            headers={
                "Link": f'<{settings.SITE_URL}{reverse("terms")}>; rel="terms-of-service"'
            },  # RFC 6903, 2
        )


def _told(pair: Pair) -> dict[str, Any]:
    """RFC 6749, 5.1."""
    return {
        "token_type": "Bearer",
        "access_token": pair.access_token,
        "expires_in": pair.expires_in,
        "refresh_token": pair.refresh_token,
        "refresh_expires_in": pair.refresh_expires_in,
    }
