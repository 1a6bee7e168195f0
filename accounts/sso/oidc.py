"""OpenID Connect, stricter than django-allauth does it: the ID token is always checked, signature and nonce included."""

import base64
import hashlib
from typing import Any

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.http import HttpRequest
from django.urls import reverse
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from accounts.sso import outside

ALGORITHMS = ["RS256", "ES256"]
LEEWAY_S = 60
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def nonce_of(code_verifier: str) -> str:
    """The nonce of a log-in (OpenID Connect Core 1.0, 15.5.2), made from the PKCE verifier that the session keeps."""
    digest = hashlib.sha256(b"nonce:" + code_verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def claims_of(
    id_token: str, *, keys: dict[str, Any], issuer: str, client_id: str, nonce: str
) -> dict[str, Any]:
    """What an ID token says, checked by OpenID Connect Core 1.0, 3.1.3.7. Raises OAuth2Error."""
    known = {"keys": [key for key in keys.get("keys", []) if key.get("kty") in ("RSA", "EC")]}
    wanted = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": client_id},
        "nonce": {"essential": True, "value": nonce},
        "sub": {"essential": True},
        "exp": {"essential": True},
        "iat": {"essential": True},
    }
    try:
        token = jwt.decode(id_token, KeySet.import_key_set(known), algorithms=ALGORITHMS)  # type: ignore[arg-type]
        jwt.JWTClaimsRegistry(leeway=LEEWAY_S, **wanted).validate(token.claims)  # type: ignore[arg-type]
    except (JoseError, ValueError, TypeError, KeyError) as fault:
        raise OAuth2Error(f"ID token refused: {type(fault).__name__} {fault}") from fault
    claims = dict(token.claims)
    if isinstance(claims["aud"], list) and claims["aud"] != [client_id] and claims.get("azp") != client_id:
        raise OAuth2Error("ID token refused: it was made for another client")
    return claims


class TeamOpenIDConnectAdapter(OpenIDConnectOAuth2Adapter):
    """The flow with one team's provider."""

    nonce = ""

    @property
    def openid_config(self) -> dict[str, Any]:
        """The provider's metadata. Raises OAuth2Error when it is another issuer's (Discovery 1.0, 4.3)."""
        config = super().openid_config
        issuer = self.get_provider().app.settings["issuer"]
        if not isinstance(config, dict) or config.get("issuer") != issuer:
            named = config.get("issuer") if isinstance(config, dict) else None
            raise OAuth2Error(f"The issuer calls itself {named!r}, not {issuer!r}")
        for endpoint in ENDPOINTS:
            if not outside.is_address(str(config.get(endpoint, ""))):
                raise OAuth2Error(f"The issuer names no good {endpoint}")
        return dict(config)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        path = reverse("accounts:sso_callback", args=[app.settings["team_slug"]])
        return str(build_absolute_uri(request, path, self.redirect_uri_protocol))

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str | None = None
    ) -> Any:
        if not pkce_code_verifier:
            raise OAuth2Error("This log-in was not begun here")
        self.nonce = nonce_of(pkce_code_verifier)
        try:
            return super().get_access_token_data(request, app, client, pkce_code_verifier)
        except (KeyError, ValueError) as fault:
            raise OAuth2Error("The answer of the token endpoint cannot be read") from fault

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        claims = claims_of(
            str(kwargs["response"].get("id_token", "")),
            keys=self._keys(),
            issuer=app.settings["issuer"],
            client_id=app.client_id,
            nonce=self.nonce,
        )
        if not claims.get("email") and self.openid_config.get("userinfo_endpoint"):
            claims = self._told_apart(token.token, claims["sub"]) | claims
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _keys(self) -> dict[str, Any]:
        with get_adapter().get_requests_session() as session:
            response = session.get(self.openid_config["jwks_uri"])
            response.raise_for_status()
        try:
            keys = response.json()
        except ValueError as fault:
            raise OAuth2Error("The keys of the issuer cannot be read") from fault
        if not isinstance(keys, dict):
            raise OAuth2Error("The keys of the issuer cannot be read")
        return keys

    def _told_apart(self, access_token: str, subject: str) -> dict[str, Any]:
        """Address and name from the userinfo endpoint, of the same person (OpenID Connect Core 1.0, 5.3.2)."""
        told = self._fetch_user_info(access_token)
        if not isinstance(told, dict) or told.get("sub") != subject:
            raise OAuth2Error("The userinfo endpoint tells about somebody else")
        return {name: told[name] for name in ("email", "name") if told.get(name)}


class TeamOpenIDConnectProvider(OpenIDConnectProvider):
    """A team's provider: log-in only, with PKCE and nonce, and nothing kept of what it tells."""

    oauth2_adapter_class = TeamOpenIDConnectAdapter

    def serialize(self) -> dict[str, Any]:
        """How a sign-up that is not finished remembers the provider: several teams may use one client id."""
        return {"id": self.app.provider_id}

    def get_login_url(self, request: HttpRequest, **_: Any) -> str:
        return reverse("accounts:sso_team", args=[self.app.settings["team_slug"]])

    def get_callback_url(self) -> str:
        return reverse("accounts:sso_callback", args=[self.app.settings["team_slug"]])

    def get_pkce_params(self) -> dict[str, str]:
        params: dict[str, str] = super().get_pkce_params()
        return params | {"nonce": nonce_of(params["code_verifier"])}

    def extract_common_fields(self, data: dict[str, Any]) -> dict[str, Any]:
        """Entra tells the address as "email" only when asked to; its name for the person is an address as well."""
        claims = data["id_token"]
        return {"email": claims.get("email") or claims.get("preferred_username"), "name": claims.get("name")}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """None that the provider calls verified: that is ours to say."""
        return []

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}


def look(issuer: str) -> str:
    """What is wrong with an issuer, as a sentence; "" when its metadata can be read and fits."""
    try:
        config = outside.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration").json()
    except requests.RequestException as fault:
        return f"The provider's metadata cannot be read: {outside.reason(fault)}"
    if not isinstance(config, dict) or config.get("issuer") != issuer:
        named = config.get("issuer") if isinstance(config, dict) else None
        return f"The provider calls itself “{named}”, not “{issuer}”. Enter the issuer exactly as it does."
    missing = [name for name in ENDPOINTS if not outside.is_address(str(config.get(name, "")))]
    return f"The provider's metadata names no good {missing[0]}." if missing else ""
