"""Bearer tokens (RFC 6750): who asks, by what was sent in the header Authorization. Never by an address: those are logged."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from accounts.models import ApiToken, TokenFamily, User
from accounts.services import token_families, tokens
from iconikcerts.common import origin, ratelimit
from iconikcerts.common.errors import NotAllowed, NotAuthenticated
from iconikcerts.common.ratelimit import Limit

REALM = 'Bearer realm="IconikCerts"'
# Wrong tokens of one network in a minute. Good ones go on: nobody can lock a neighbour out.
WRONG = Limit("api-wrong-token", 30, 60)
_DOTS_OF_A_JWT = 2


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
    """Sets `request.user` and `request.auth`: a token's maker and the token, or a person and the family of their log-in."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken | TokenFamily] | None:
        """None without a bearer token, for others to try. Raises InvalidToken, TooManyRequests."""
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            return None
        try:
            if sent.count(".") == _DOTS_OF_A_JWT:
                return token_families.check(sent.strip())
            token = tokens.find(sent.strip())
        except (tokens.TokenRefused, token_families.TokenRefused) as refusal:
            take_wrong(request)
            raise InvalidToken(refusal.message, mend=refusal.mend, code=refusal.code) from refusal
        assert token.maker is not None
        origin.by_channel("token", token.prefix)
        return token.maker, token

    def authenticate_header(self, request: Request) -> str:
        return REALM


def take_wrong(request: Request) -> None:
    """Count a wrong token of the network. Raises TooManyRequests."""
    network = str(request.META.get("REMOTE_ADDR", ""))
    ratelimit.take(
        WRONG, network, message="Many wrong tokens came from your network.", again="send the right one"
    )
