"""SAML 2.0, stricter than django-allauth does it: an assertion is taken once, and nothing of it is kept."""

import time
import zlib
from typing import Any

from allauth.socialaccount.providers.saml.provider import SAMLProvider
from allauth.socialaccount.providers.saml.utils import build_saml_config, prepare_django_request
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants
from onelogin.saml2.errors import OneLogin_Saml2_Error

from iconikcerts.common.errors import NotAllowed

# Seconds that clocks may differ; the library's own measure is five minutes, and a constant.
CLOCK_SKEW_S = 60
OneLogin_Saml2_Constants.ALLOWED_CLOCK_DRIFT = CLOCK_SKEW_S
CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims"


# Under this name the settings of a provider hold all certificates that it may sign with; django-allauth knows of one.
SEVERAL = "certificates"
ATTRIBUTES: dict[str, list[str]] = {
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
# What python3-saml raises on a message that is none: not Base64, not deflated, not XML.
MALFORMED = (ValueError, SyntaxError, zlib.error, KeyError)


def auth_of(request: HttpRequest, provider: SAMLProvider) -> OneLogin_Saml2_Auth:
    """What checks the messages of a provider, by any of its certificates: one that renews its own has two for a while."""
    settings = provider.app.settings
    config = build_saml_config(request, settings, provider.app.client_id)
    config["idp"]["x509certMulti"] = {"signing": settings["idp"][SEVERAL]}
    return OneLogin_Saml2_Auth(prepare_django_request(request), config)


def fault_of(auth: OneLogin_Saml2_Auth) -> str:
    """Read the response to a log-in: why it is not taken, "" when it is good. One that answers no request is refused: a
    log-in that the provider begins could be planted by anybody."""
    try:
        auth.process_response(request_id=None)
    except (OneLogin_Saml2_Error, *MALFORMED) as fault:
        return f"The response cannot be read: {fault}"
    if auth.get_errors() or not auth.is_authenticated():
        return str(auth.get_last_error_reason() or "The provider has logged nobody in")
    return "" if auth.get_last_response_in_response_to() else "The response answers no request of ours"


class TeamSAMLProvider(SAMLProvider):
    """A team's provider."""

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
