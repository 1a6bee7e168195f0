"""Bearer tokens (RFC 6750): who asks, by what was sent in the header Authorization. Never by an address: those are logged."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from accounts.models import ApiToken, User
from accounts.services import tokens
from iconikcerts.common import origin, ratelimit
from iconikcerts.common.errors import DomainError, NotAllowed, NotAuthenticated
from iconikcerts.common.ratelimit import Limit

REALM = 'Bearer realm="IconikCerts"'
# Wrong tokens of one network in a minute. Good ones go on: nobody can lock a neighbour out.
WRONG = Limit("api-wrong-token", 30, 60)


class InvalidToken(NotAuthenticated):
    """The token is malformed, unknown, revoked or run out (RFC 6750 3.1, invalid_token)."""

    code = "invalid_token"
    challenge = f'{REALM}, error="invalid_token"'


class MissingScope(NotAllowed):
    """The token was not made for this (RFC 6750 3.1, insufficient_scope)."""

    code = "insufficient_scope"

    def __init__(self, scope: str) -> None:
        super().__init__(f"This token was not made for {scope}.", mend=f"Make one with the scope {scope}.")
        self.challenge = f'{REALM}, error="insufficient_scope", scope="{scope}"'


class BearerAuthentication(BaseAuthentication):
    """Sets `request.user` to the token's maker, and `request.auth` to the token."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        """None without a bearer token, for others to try. Raises InvalidToken, TooManyRequests."""
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            token = tokens.find(sent.strip())
        except tokens.TokenRefused as refusal:
            raise _refused(request, refusal) from refusal
        assert token.maker is not None
        origin.by_channel("token", token.prefix)
        return token.maker, token

    def authenticate_header(self, request: Request) -> str:
        return REALM


def _refused(request: Request, refusal: DomainError) -> InvalidToken:
    network = str(request.META.get("REMOTE_ADDR", ""))
    ratelimit.take(
        WRONG, network, message="Many wrong tokens came from your network.", again="send the right one"
    )
    return InvalidToken(refusal.message, mend=refusal.mend, code=refusal.code)
