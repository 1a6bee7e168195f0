"""What an ID token must be (OpenID Connect Core 1.0, 3.1.3.7), and a log-in that was not begun here."""

import base64
import hmac
import json
import time
from typing import Any

import pytest
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.test import Client
from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from accounts.models import AuditEvent, SingleSignOn, User
from accounts.sso.oidc import claims_of
from tests.accounts.sso.browsing import OURS, begin, come_by, log_in_at_provider, person_of

ISSUER, CLIENT, NONCE = "https://login.lumen.example", "iconikcerts", "n-0S6_WzA2Mj"
KEY = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
OTHER = RSAKey.generate_key(2048, {"kid": "one", "use": "sig"})
CURVE = ECKey.generate_key("P-256", {"kid": "two", "use": "sig"})
KEYS = {"keys": [KEY.as_dict(private=False), CURVE.as_dict(private=False)]}
ANNA = "anna@lumen.example"


def told(**changed: Any) -> dict[str, Any]:
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "7", "nonce": NONCE, "iat": now, "exp": now + 300}
    return {name: value for name, value in (claims | changed).items() if value is not None}


def signed(claims: dict[str, Any], key: Any = KEY, alg: str = "RS256") -> str:
    return jwt.encode({"alg": alg, "kid": key.kid}, claims, key, algorithms=[alg])


def unsigned(claims: dict[str, Any]) -> str:
    parts = ({"alg": "none", "typ": "JWT"}, claims)
    return (
        ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in parts)
        + "."
    )


def signed_with_public_key(claims: dict[str, Any]) -> str:
    """The old trick: our public key, as if it were a secret that two share."""
    parts = ({"alg": "HS256", "kid": "one"}, claims)
    text = ".".join(encoded(json.dumps(part).encode()) for part in parts)
    return f"{text}.{encoded(hmac.digest(KEY.as_pem(private=False), text.encode(), 'sha256'))}"


def encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def read(token: str) -> dict[str, Any]:
    return claims_of(token, keys=KEYS, issuer=ISSUER, client_id=CLIENT, nonce=NONCE)


def test_a_token_that_is_right_is_read() -> None:
    claims = told(email=ANNA)
    assert read(signed(claims)) == claims
    assert read(signed(claims, CURVE, "ES256")) == claims


def test_a_token_for_several_clients_must_name_us_as_the_one_that_asked() -> None:
    both = told(aud=[CLIENT, "another"], azp=CLIENT)
    assert read(signed(both)) == both
    with pytest.raises(OAuth2Error):
        read(signed(both | {"azp": "another"}))


@pytest.mark.parametrize(
    "claims",
    [
        told(iss="https://login.evil.example"),
        told(iss=None),
        told(aud="another"),
        told(aud=["another"]),
        told(aud=None),
        told(nonce="another"),
        told(nonce=None),
        told(exp=int(time.time()) - 120),
        told(exp=None),
        told(iat=int(time.time()) + 300),
        told(sub=None),
    ],
    ids=[
        "other issuer", "no issuer", "other audience", "other audiences", "no audience", "other nonce", "no nonce",
        "expired", "without end", "from the future", "nobody",
    ],
)  # fmt: skip
def test_a_token_that_says_something_else_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(OAuth2Error, match="refused"):
        read(signed(claims))


def test_a_token_that_nobody_or_another_has_signed_is_refused() -> None:
    for token in (
        unsigned(told()),
        signed(told(), OTHER),
        signed(told(), KEY, "PS256"),
        signed_with_public_key(told()),
        signed(told())[:-4] + "AAAA",
        "",
        "a.b.c",
    ):
        with pytest.raises(OAuth2Error):
            read(token)


@pytest.mark.django_db
class TestState:
    """`state` ties the answer to the browser that asked."""

    def refused(self, client: Client, path: str) -> None:
        response = client.get(path)
        assert (response.status_code, person_of(client)) == (401, "")
        assert "You are not logged in" in response.content.decode()
        assert not User.objects.filter(email=ANNA).exists()

    def test_without_state(self, oidc: SingleSignOn, client: Client) -> None:
        begin(client, ANNA)
        self.refused(client, "/accounts/sso/lumen-academy/callback?code=x")

    def test_with_a_made_up_one(self, oidc: SingleSignOn, client: Client) -> None:
        begin(client, ANNA)
        self.refused(client, "/accounts/sso/lumen-academy/callback?code=x&state=forged")

    def test_in_another_browser(self, oidc: SingleSignOn, client: Client) -> None:
        """A log-in that somebody else has begun (log-in CSRF)."""
        back = log_in_at_provider(begin(Client(), ANNA), ANNA)
        self.refused(client, back.removeprefix(OURS))

    def test_with_a_code_that_the_provider_never_gave(self, oidc: SingleSignOn, client: Client) -> None:
        back = log_in_at_provider(begin(client, ANNA), ANNA)
        state = back.rpartition("state=")[2]
        self.refused(client, f"/accounts/sso/lumen-academy/callback?code=made-up&state={state}")
        assert "invalid_grant" in AuditEvent.objects.get(action="sso.fail").data["reason"]

    def test_a_code_that_was_given_to_another_log_in(self, oidc: SingleSignOn, client: Client) -> None:
        """Stopped by PKCE: the verifier stays in the browser that began."""
        theirs = log_in_at_provider(begin(Client(), ANNA), ANNA)
        mine = log_in_at_provider(begin(client, ANNA), "ben@lumen.example")
        code = theirs.partition("code=")[2].partition("&")[0]
        state = mine.partition("state=")[2].partition("&")[0]
        self.refused(client, f"/accounts/sso/lumen-academy/callback?code={code}&state={state}")

    def test_twice(self, oidc: SingleSignOn, client: Client) -> None:
        back = log_in_at_provider(begin(client, ANNA), ANNA).removeprefix(OURS)
        client.get(back)
        client.logout()

        assert (client.get(back).status_code, person_of(client)) == (401, "")

    def test_a_provider_that_calls_itself_something_else(
        self, oidc: SingleSignOn, issuer: str, client: Client
    ) -> None:
        SingleSignOn.objects.update(issuer=f"{issuer}/")
        response = client.post("/accounts/sso", {"email": ANNA})

        assert response.status_code == 401

    def test_the_secret_is_wrong(self, oidc: SingleSignOn, client: Client) -> None:
        from accounts import sealing
        from accounts.sso.apps import SECRET_PURPOSE

        SingleSignOn.objects.update(sealed_secret=sealing.seal("wrong", purpose=SECRET_PURPOSE))
        assert (come_by(client, ANNA).status_code, person_of(client)) == (401, "")
