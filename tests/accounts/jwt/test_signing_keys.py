"""Keys that sign: published before they are used, and for as long as what they signed is good."""

import base64
import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from joserfc.jwk import RSAKey
from pytest_django.fixtures import Settings

from accounts.jwt import sealing
from accounts.models import SigningKey, User
from accounts.services import signing_keys, token_families
from accounts.services.token_families import Pair, TokenRefused

JWKS = "/.well-known/jwks.json"


def listed(client: Client) -> list[str]:
    return [key["kid"] for key in client.get(JWKS).json()["keys"]]


def later(monkeypatch: pytest.MonkeyPatch, **passed: float) -> None:
    moment = timezone.now() + timedelta(**passed)
    for module in ("signing_keys", "token_families"):
        monkeypatch.setattr(f"accounts.services.{module}.timezone.now", lambda: moment)


def begun(person: User) -> Pair:
    return token_families.begin(user=person, methods=["pwd"], device="")


def signer(pair: Pair) -> str:
    """The name of the key that signed."""
    header = pair.access_token.split(".")[0]
    return str(json.loads(base64.urlsafe_b64decode(header + "=" * (-len(header) % 4)))["kid"])


def test_without_a_key_nothing_is_published_and_the_first_token_makes_one(
    client: Client, person: User
) -> None:
    before = listed(client)
    pair = begun(person)

    assert (before, listed(client)) == ([], [signer(pair)])


def test_a_new_key_is_listed_before_it_signs_and_the_old_one_until_its_tokens_ran_out(
    client: Client, person: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = begun(person)
    old = signer(first)
    out = StringIO()
    call_command("rotate_signing_key", stdout=out)
    new = out.getvalue().split()[0]

    assert listed(client) == [new, old]
    assert signer(begun(person)) == old
    later(monkeypatch, minutes=4, seconds=50)
    last_of_old = begun(person)
    assert signer(last_of_old) == old
    later(monkeypatch, minutes=1)
    assert signer(begun(person)) == new
    assert token_families.check(last_of_old.access_token)
    assert listed(client) == [new, old]
    later(monkeypatch, minutes=15)
    assert listed(client) == [new]
    with pytest.raises(TokenRefused):
        token_families.check(last_of_old.access_token)


def test_a_key_that_others_know_is_out_of_use_at_once(client: Client, person: User) -> None:
    pair = begun(person)
    call_command("rotate_signing_key", "--at-once", stdout=StringIO())

    with pytest.raises(TokenRefused):
        token_families.check(pair.access_token)
    assert len(listed(client)) == 1
    assert token_families.check(token_families.refresh(text=pair.refresh_token).access_token)[0] == person


def test_keys_are_changed_by_themselves_when_they_are_old(
    person: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = signer(begun(person))
    assert signing_keys.rotate_when_due() is None

    later(monkeypatch, days=90, minutes=1)
    second = signing_keys.rotate_when_due()
    assert second is not None
    assert signing_keys.rotate_when_due() is None
    later(monkeypatch, hours=1)
    signing_keys.rotate_when_due()

    kept = [row.kid for row in SigningKey.objects.all()]
    assert (second.kid in kept, first in kept) == (True, False)
    settings.SIGNING_KEY_DAYS = 0
    later(monkeypatch, days=900)
    assert signing_keys.rotate_when_due() is None


def test_the_private_part_is_neither_published_nor_readable_in_the_database(
    client: Client, person: User
) -> None:
    begun(person)
    row = SigningKey.objects.get()
    private = sealing.unseal(row.private_jwe)

    for name in ("d", "p", "q", "dp", "dq", "qi"):
        assert name in private
        assert private[name] not in str(SigningKey.objects.values().get())
        assert name not in client.get(JWKS).json()["keys"][0]


def test_the_key_opens_under_a_former_secret_and_is_renewed_when_none_fits(
    person: User, settings: Settings
) -> None:
    former = settings.SECRET_KEY
    kid = signer(begun(person))

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another secret", [former]
    assert signing_keys.signing_key().kid == kid
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(SigningKey.objects.get(kid=kid).private_jwe)
    assert signing_keys.signing_key().kid != kid
    assert signing_keys.verifying_key(kid) is not None


def test_what_was_sealed_cannot_be_exchanged(person: User) -> None:
    begun(person)
    sealed = SigningKey.objects.get().private_jwe
    parts = sealed.split(".")
    parts[3] = ("A" if parts[3][0] != "A" else "B") + parts[3][1:]

    with pytest.raises(sealing.CannotOpen):
        sealing.unseal(".".join(parts))


def test_a_key_is_named_by_what_it_is(person: User, keys: list[RSAKey]) -> None:
    """RFC 7638: whoever has the public part can work the name out."""
    begun(person)
    row: Any = SigningKey.objects.get()

    assert row.kid == RSAKey.import_key(row.public_jwk).thumbprint()
    assert signing_keys.signing_key().raw_value.key_size == 3072
