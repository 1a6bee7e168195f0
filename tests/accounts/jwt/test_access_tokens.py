"""Access tokens: what they say, and every way in which a bad one is refused (RFC 8725)."""

import base64
import hashlib
import hmac
import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding
from django.test import Client
from django.utils import timezone
from joserfc import jws, jwt
from joserfc.jwk import RSAKey

from accounts.models import DeniedToken, SigningKey, TokenFamily, User
from accounts.services import signing_keys, token_families
from accounts.services.token_families import Pair, TokenRefused

ME = "/api/v1/me"


def decoded(part: str) -> dict[str, Any]:
    return dict(json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))))


def encoded(content: bytes | dict[str, Any]) -> str:
    raw = content if isinstance(content, bytes) else json.dumps(content).encode()
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def ask(text: str) -> Any:
    return Client(headers={"Authorization": f"Bearer {text}"}).get(ME)


def refusal(text: str) -> str:
    """The code of the refusal, which the API answers as 401 with the challenge of RFC 6750."""
    with pytest.raises(TokenRefused) as refused:
        token_families.check(text)
    answer = ask(text)
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == 'Bearer realm="IconikCerts", error="invalid_token"'
    assert answer.json()["error"]["code"] == refused.value.code
    return refused.value.code


def test_a_token_says_who_for_whom_and_until_when(person: User, pair: Pair) -> None:
    header, claims, _ = pair.access_token.split(".")
    family = TokenFamily.objects.get()
    said = decoded(claims)

    assert decoded(header) == {"alg": "RS256", "typ": "at+jwt", "kid": SigningKey.objects.get().kid}
    assert said == {
        "iss": "http://127.0.0.1:8000",
        "aud": "http://127.0.0.1:8000/api",
        "sub": str(person.pk),
        "client_id": "iconikcerts",
        "sid": str(family.pk),
        "jti": said["jti"],
        "iat": said["iat"],
        "exp": said["iat"] + 900,
        "auth_time": int(family.created_at.timestamp()),
        "amr": ["pwd"],
    }
    assert (pair.expires_in, pair.refresh_expires_in) == (900, 14 * 86_400)
    assert token_families.check(pair.access_token) == (person, family)
    assert ask(pair.access_token).json()["email"] == person.email


def test_nobody_outside_needs_us_to_check_a_signature(client: Client, pair: Pair) -> None:
    """By the published keys alone, with the framework's plain means."""
    answer = client.get("/.well-known/jwks.json")

    assert answer["Content-Type"] == "application/jwk-set+json"
    assert answer["Cache-Control"] == "public, max-age=300"
    [key] = answer.json()["keys"]
    assert sorted(key) == ["alg", "e", "kid", "kty", "n", "use"]
    assert jws.deserialize_compact(pair.access_token, RSAKey.import_key(key), ["RS256"]).payload


Change = Callable[[dict[str, Any], dict[str, Any]], None]


def signed(pair: Pair, change: Change, key: RSAKey | None = None) -> str:
    """A token with another header or other claims, rightly signed: by our own key, as far as nothing else is given."""
    header, claims = (decoded(part) for part in pair.access_token.split(".")[:2])
    change(header, claims)
    start = f"{encoded(header)}.{encoded(claims)}"
    return f"{start}.{encoded(signature_of(start, header['alg'], key or signing_keys.signing_key()))}"


def signature_of(start: str, algorithm: str, key: RSAKey) -> bytes:
    """By means of `cryptography` alone, for what a library refuses to sign."""
    digest = hashes.SHA384() if algorithm == "RS384" else hashes.SHA256()
    pss = padding.PSS(padding.MGF1(hashes.SHA256()), hashes.SHA256.digest_size)
    private = key.private_key
    assert private is not None
    return private.sign(start.encode(), pss if algorithm == "PS256" else padding.PKCS1v15(), digest)


def setting(**values: Any) -> Change:
    return lambda header, claims: claims.update(values)


def in_header(**values: Any) -> Change:
    return lambda header, claims: header.update(values)


def without(name: str) -> Change:
    return lambda header, claims: claims.pop(name) and None


def test_what_is_signed_in_these_tests_is_good_unless_it_is_changed(pair: Pair) -> None:
    assert token_families.check(signed(pair, setting()))[0].email == "amina@example.org"


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(setting(iss="https://evil.example"), id="wrong issuer"),
        pytest.param(setting(aud="http://127.0.0.1:8000"), id="wrong audience"),
        pytest.param(setting(aud=["https://other.example/api"]), id="wrong audiences"),
        pytest.param(setting(aud=""), id="empty audience"),
        pytest.param(setting(client_id="somebody"), id="wrong client"),
        pytest.param(setting(sub=str(uuid.UUID(int=0)), sid="x"), id="no family"),
        pytest.param(setting(sub=5), id="subject of another type"),
        pytest.param(setting(iat=99_999_999_999), id="made in the future"),
        pytest.param(setting(nbf=99_999_999_999), id="not good yet"),
        pytest.param(setting(exp="never"), id="end of another type"),
        pytest.param(setting(exp=True), id="end true"),
        pytest.param(setting(jti="1"), id="id of another form"),
        *(
            pytest.param(without(name), id=f"without {name}")
            for name in ("iss", "aud", "sub", "sid", "jti", "iat", "exp", "client_id")
        ),
        pytest.param(in_header(typ="JWT"), id="wrong type"),
        pytest.param(in_header(typ="vc+jwt"), id="type of a credential"),
        pytest.param(in_header(kid="unknown"), id="unknown key"),
        pytest.param(in_header(kid=""), id="empty key"),
        pytest.param(in_header(jku="https://evil.example/jwks.json"), id="keys from elsewhere"),
        pytest.param(in_header(x5u="https://evil.example/cert.pem"), id="certificate from elsewhere"),
        pytest.param(in_header(crit=["exp"]), id="critical header"),
        pytest.param(in_header(b64=False), id="unencoded payload"),
        pytest.param(in_header(alg="RS384"), id="RS384"),
        pytest.param(in_header(alg="PS256"), id="PS256"),
    ],
)
def test_a_token_with_our_signature_is_refused_when_anything_in_it_is_wrong(
    pair: Pair, change: Change
) -> None:
    assert refusal(signed(pair, change)) == "unknown_token"


def test_a_token_runs_out_after_fifteen_minutes(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    began = timezone.now()
    monkeypatch.setattr(
        "accounts.services.token_families.timezone.now", lambda: began + timedelta(minutes=14)
    )
    assert token_families.check(pair.access_token)
    monkeypatch.setattr(
        "accounts.services.token_families.timezone.now", lambda: began + timedelta(minutes=16)
    )
    assert refusal(pair.access_token) == "expired_token"


def test_a_token_without_a_signature_is_none(pair: Pair) -> None:
    header, claims, signature = pair.access_token.split(".")
    for name in ("none", "None", "NONE", "nOnE"):
        for kid in ({}, {"kid": decoded(header)["kid"]}):
            bare = encoded({"alg": name, "typ": "at+jwt", **kid})
            for ending in ("", signature):
                assert refusal(f"{bare}.{claims}.{ending}") == "unknown_token"


def test_our_public_key_is_no_password_for_hs256(pair: Pair) -> None:
    header, claims, _ = pair.access_token.split(".")
    public = RSAKey.import_key(SigningKey.objects.get().public_jwk)
    forms = [
        public.public_key.public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        ),
        public.public_key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.PKCS1),
        json.dumps(SigningKey.objects.get().public_jwk).encode(),
    ]
    for secret in forms:
        start = f"{encoded(decoded(header) | {'alg': 'HS256'})}.{claims}"
        mac = hmac.new(secret, start.encode(), hashlib.sha256).digest()
        assert refusal(f"{start}.{encoded(mac)}") == "unknown_token"


def test_a_signature_of_somebody_else_is_none(pair: Pair, keys: list[RSAKey]) -> None:
    forger = signing_keys.generate()
    with_ours_named = signed(pair, setting(), forger)
    with_own_inside = signed(pair, in_header(jwk=dict(forger.as_dict(private=False))), forger)
    with_own_named = signed(pair, in_header(kid=forger.thumbprint()), forger)

    for text in (with_ours_named, with_own_inside, with_own_named):
        assert refusal(text) == "unknown_token"


def test_claims_that_were_changed_after_signing_are_noticed(pair: Pair) -> None:
    header, claims, signature = pair.access_token.split(".")
    other = encoded(decoded(claims) | {"sub": str(uuid.uuid4())})

    assert refusal(f"{header}.{other}.{signature}") == "unknown_token"
    assert refusal(f"{header}.{claims}.{signature[:-4]}AAAA") == "unknown_token"
    assert refusal(f"{header}.{claims}.") == "unknown_token"


@pytest.mark.parametrize("text", ["..", "a.b.c", "é.é.é", "e30.e30.e30", "." * 2 + "x" * 9_000, "W10.W10.W10", "eyJhbGciOiJSUzI1NiJ9.bnVsbA.AA"])  # fmt: skip
def test_what_is_no_token_at_all_is_refused(db: None, text: str) -> None:
    assert refusal(text) == "unknown_token"


def test_an_encrypted_token_is_none_of_ours(pair: Pair) -> None:
    sealed = f"{pair.access_token}.AA.AA"  # five parts, as a JWE has

    assert ask(sealed).status_code == 401


def test_the_token_of_another_person_in_the_same_family_is_refused(pair: Pair, person: User) -> None:
    assert refusal(signed(pair, setting(sub=str(uuid.uuid4())))) == "revoked_token"


def test_a_revoked_token_is_refused_at_once_and_alone(pair: Pair, client: Client) -> None:
    other = token_families.refresh(text=pair.refresh_token)

    answer = client.post("/api/v1/auth/revoke", {"token": pair.access_token}, "application/json")

    assert (answer.status_code, answer.json()) == (200, {})
    assert refusal(pair.access_token) == "revoked_token"
    assert ask(other.access_token).status_code == 200
    assert DeniedToken.objects.count() == 1


def test_a_token_of_a_family_that_has_ended_is_refused_at_once(pair: Pair, client: Client) -> None:
    client.post("/api/v1/auth/revoke", {"token": pair.refresh_token}, "application/json")

    assert refusal(pair.access_token) == "revoked_token"
    assert TokenFamily.objects.get().end == "logged_out"


def test_signing_out_everywhere_ends_the_tokens_too(pair: Pair, person: User) -> None:
    assert token_families.end_all(user=person) == 1
    assert token_families.end_all(user=person) == 0
    assert refusal(pair.access_token) == "revoked_token"


def test_a_closed_account_or_another_password_ends_all_tokens(pair: Pair, person: User) -> None:
    person.is_active = False
    person.save()
    assert refusal(pair.access_token) == "revoked_token"

    person.is_active = True
    person.save()
    assert ask(pair.access_token).status_code == 200

    person.set_password("another-long-password")
    person.save()
    assert refusal(pair.access_token) == "revoked_token"


def test_a_token_signed_by_hand_with_a_key_that_ran_out_of_trust_is_refused(pair: Pair) -> None:
    signing_keys.rotate(at_once=True)

    assert refusal(pair.access_token) == "unknown_token"


def test_a_jwt_of_another_maker_that_has_our_claims_is_refused(pair: Pair) -> None:
    """Signed with a key of ours, but made for another purpose: the type keeps it out (RFC 8725, 3.11)."""
    claims = decoded(pair.access_token.split(".")[1])
    key = signing_keys.signing_key()

    assert refusal(jwt.encode({"alg": "RS256", "kid": key.kid}, claims, key)) == "unknown_token"
