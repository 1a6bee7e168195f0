"""Keys for a person who is logged in by a client of ours. Making RSA keys takes a while: each is made once for all tests."""

import pytest
from django.core.cache import cache
from joserfc.jwk import RSAKey

from accounts.models import User
from accounts.services import signing_keys, token_families, users
from accounts.services.token_families import Pair
from tests.factories import make_user

MADE: list[RSAKey] = []


@pytest.fixture(autouse=True)
def keys(monkeypatch: pytest.MonkeyPatch) -> list[RSAKey]:
    """The keys that this test gets, in this order."""
    cache.clear()
    generate, given = signing_keys.generate, iter(range(10))

    def next_key() -> RSAKey:
        number = next(given)
        while len(MADE) <= number:
            MADE.append(generate())
        return MADE[number]

    monkeypatch.setattr(signing_keys, "generate", next_key)
    return MADE


@pytest.fixture
def person(db: None) -> User:
    made = make_user("amina@example.org")
    users.vouch_for_address(user=made)
    return made


@pytest.fixture
def pair(person: User) -> Pair:
    return token_families.begin(user=person, methods=["pwd"], device="Iconik for phones")
