"""SAML 2.0, stricter than django-allauth does it: an assertion is taken once, and nothing of it is kept."""

import time
from typing import Any, ClassVar

from allauth.socialaccount.providers.saml.provider import SAMLProvider
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from onelogin.saml2.constants import OneLogin_Saml2_Constants

from iconikcerts.common.errors import NotAllowed

# Seconds that clocks may differ; the library's own measure is five minutes, and a constant.
CLOCK_SKEW_S = 60
OneLogin_Saml2_Constants.ALLOWED_CLOCK_DRIFT = CLOCK_SKEW_S
CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"


class TeamSAMLProvider(SAMLProvider):
    """A team's provider."""

    default_attribute_mapping: ClassVar[dict[str, list[str]]] = {
        "uid": [
            "urn:oasis:names:tc:SAML:attribute:subject-id",
            "http://schemas.microsoft.com/identity/claims/objectidentifier",
        ],
        "email": [
            "urn:oid:0.9.2342.19200300.100.1.3",
            f"{CLAIMS}/emailaddress",
            "mail",
            "email",
        ],
        "name": [
            "http://schemas.microsoft.com/identity/claims/displayname",
            "urn:oid:2.16.840.1.113730.3.1.241",
            "displayName",
        ],
        "first_name": [f"{CLAIMS}/givenname", "urn:oid:2.5.4.42", "givenName"],
        "last_name": [f"{CLAIMS}/surname", "urn:oid:2.5.4.4", "sn"],
    }

    def get_login_url(self, request: HttpRequest, **_: Any) -> str:
        return reverse("accounts:sso_team", args=[self.app.settings["team_slug"]])

    def sociallogin_from_response(self, request: HttpRequest, response: Any) -> Any:
        """Raises NotAllowed for an assertion that was taken before (SAML 2.0 Profiles, 4.1.4.5)."""
        self._take_once(response)
        return super().sociallogin_from_response(request, response)

    def _take_once(self, response: Any) -> None:
        until = response.get_last_assertion_not_on_or_after() or time.time()
        seconds = max(int(until - time.time()), 0) + 2 * CLOCK_SKEW_S
        key = f"saml-taken:{self.app.provider_id}:{response.get_last_assertion_id()}"
        if not cache.add(key, 1, timeout=seconds):
            raise NotAllowed("This log-in was used already.", mend="Begin again from the log-in page.")

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        return {}
