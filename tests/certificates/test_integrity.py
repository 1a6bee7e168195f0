"""Codes that people type, and seals that nobody can forge without being seen."""

import hashlib
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import integrity


def test_a_code_has_26_characters_of_crockfords_alphabet_and_128_bits() -> None:
    codes = {integrity.new_code() for _ in range(500)}
    assert len(codes) == 500
    assert {len(code) for code in codes} == {math.ceil(128 / 5)}
    assert set("".join(codes)) == set(integrity.ALPHABET)
    assert {code[0] for code in codes} <= set("01234567")


@pytest.mark.parametrize(
    "typed",
    [
        "0123456789ABCDEFGHJKMNPQRS",
        "0123456789abcdefghjkmnpqrs",
        " 01234-56789-ABCD-EFGH-JKMN-PQRS ",
        "O1234 56789 ABCD EFGH JKMN PQRS",
        "https://example.org/v/0123456789ABCDEFGHJKMNPQRS?via=qr#top",
        "0L23456789ABCDEFGHJKMNPQRS",
    ],
)
def test_a_code_is_known_in_every_form_that_people_type(typed: str) -> None:
    assert integrity.normalise_code(typed) == "0123456789ABCDEFGHJKMNPQRS"


@pytest.mark.parametrize(
    "typed", ["", "abc", "0123456789ABCDEFGHJKMNPQR", "0123456789ABCDEFGHJKMNPQRSU", "Ж" * 26]
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert integrity.normalise_code(typed) == ""


def test_the_grouped_form_is_the_same_code() -> None:
    code = integrity.new_code()
    assert integrity.normalise_code(integrity.grouped(code)) == code
    assert [len(group) for group in integrity.grouped(code).split("-")] == [5, 5, 4, 4, 4, 4]


def test_the_canonical_form_sorts_keys_and_composes_letters() -> None:
    claim = {"b": "e\u0301", "a": [1, None, True], "c": {"z": "", "y": "“"}}
    assert integrity.canonical(claim).decode() == '{"a":[1,null,true],"b":"é","c":{"y":"“","z":""}}'


def test_a_claim_with_a_number_that_is_not_whole_is_refused() -> None:
    with pytest.raises(TypeError, match="not float"):
        integrity.canonical({"score": 1.5})


def test_the_seal_is_the_sha256_of_salt_and_canonical_claim() -> None:
    expected = hashlib.sha256(b"\x01\x02" + b'{"code":"X"}').hexdigest()
    assert integrity.seal({"code": "X"}, "0102") == expected


@given(st.dictionaries(st.text("abcdef", min_size=1), st.text(max_size=20), min_size=1), st.text(min_size=1))
def test_any_change_of_a_value_breaks_the_seal(claim: dict[str, str], more: str) -> None:
    salt = integrity.new_salt()
    key = next(iter(claim))
    changed = claim | {key: claim[key] + "x" + more}
    assert integrity.seal(claim, salt) != integrity.seal(changed, salt)
