"""How often a caller may ask: a token as its team decided, a person as the settings say."""

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from accounts.models import ApiToken
from accounts.services import token_use
from iconikcerts.common import ratelimit
from iconikcerts.common.errors import TooManyRequests
from iconikcerts.common.ratelimit import Limit

if TYPE_CHECKING:  # the framework reads this module while it makes its own views
    from rest_framework.views import APIView


class CallerThrottle(BaseThrottle):
    """Counts requests in a minute, and the uses of tokens."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        """Raises TooManyRequests."""
        token = request.auth
        if not isinstance(token, ApiToken):
            key = str(request.user.pk or request.META.get("REMOTE_ADDR", ""))
            _take(Limit("api", settings.API_PER_MINUTE, 60), key)
            return True
        try:
            _take(Limit("api-token", token.per_minute, 60), str(token.pk))
        except TooManyRequests:
            token_use.note(token=token, is_limited=True)
            raise
        token_use.note(token=token, is_limited=False)
        return True


def _take(limit: Limit, key: str) -> None:
    ratelimit.take(
        limit, key, message=f"More than {limit.times} requests were made in a minute.", again="go on"
    )
