"""The keys by which others check what we have signed."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.services import signing_keys


@require_safe
@cache_control(public=True, max_age=int(signing_keys.LISTED_BEFORE.total_seconds()))
def jwks(request: HttpRequest) -> JsonResponse:
    """A JWK Set (RFC 7517, 5): public parts alone. It may be kept for as long as a new key is listed before it signs."""
    return JsonResponse({"keys": signing_keys.published()}, content_type="application/jwk-set+json")
