"""Tokens as text."""

import hashlib
import re

import pytest

from accounts import token_text


def test_a_token_can_be_recognised_and_is_never_made_twice() -> None:
    made = {token_text.make() for _ in range(500)}

    assert len(made) == 500
    assert all(re.fullmatch(r"ic_live_[0-9A-Za-z]{49}", text) for text in made)
    assert all(token_text.is_well_formed(text) for text in made)


def test_256_random_bits_fit_and_none_of_them_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([2**256 - 1, 2**256 - 2, 0])
    monkeypatch.setattr(token_text.secrets, "randbits", lambda bits: next(drawn) if bits == 256 else 0)

    assert len({token_text.make() for _ in range(3)}) == 3


def test_any_other_character_in_its_place_is_noticed() -> None:
    text = token_text.make()
    for place in range(len(text)):
        other = "A" if text[place] != "A" else "B"
        assert not token_text.is_well_formed(text[:place] + other + text[place + 1 :]), place


@pytest.mark.parametrize("text", ["", "ic_live_", "ic_live_" + "0" * 49, "x" * 57, "ic_live_" + "é" * 49])
def test_what_was_not_made_here_is_no_token(text: str) -> None:
    assert not token_text.is_well_formed(text)


def test_the_prefix_shows_little_and_the_hash_nothing() -> None:
    text = token_text.make()

    assert token_text.prefix_of(text) == text[:14]
    assert token_text.digest(text) == hashlib.sha256(text.encode()).hexdigest()
