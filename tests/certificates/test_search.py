"""What a certificate is found by, whatever a person types of it."""

import pytest

from certificates import integrity, search

CODE = "7KQM2XFD9RTAWB4EH6NP3CZZZZ"


def is_found(
    query: str, *, name: str = "Amina Okonkwo", number: str = "2026-000142", email: str = ""
) -> bool:
    """Whether every word of the query is the beginning of a word of the certificate."""
    words = search.words_of(name=name, number=number, code=CODE, email=email)
    ranges = search.ranges(query)
    return bool(ranges) and all(any(start <= word < end for word in words) for start, end in ranges)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("amina", "Amina Okonkwo"),
        ("Okon", "Amina Okonkwo"),
        ("okonkwo AMI", "Amina Okonkwo"),
        ("jose garcia", "José García"),
        ("JOSÉ", "Jose Garcia"),
        ("strasse", "Anna Straße"),
        ("oneil", "Siobhán O'Neil"),
        ("o'neil", "Siobhán O'Neil"),
        ("marie", "Anne-Marie Dubois"),
        ("лев", "Лев Толстой"),
        ("محمد", "مُحَمَّد علي"),
        ("小明", "王小明"),
        ("ชัย", "สมชัย"),
        ("김", "김민수"),
    ],
)
def test_a_name_is_found_by_the_beginning_of_any_of_its_words(query: str, name: str) -> None:
    assert is_found(query, name=name)


@pytest.mark.parametrize("query", ["mina", "amina petrov", "", "  ", "–"])
def test_the_middle_of_a_word_a_foreign_word_and_nothing_find_nothing(query: str) -> None:
    assert not is_found(query)


@pytest.mark.parametrize("query", ["2026-000142", "2026-0001", "2026000142", "000142", "142"])
def test_a_number_is_found_as_written_without_its_hyphen_and_by_what_people_read_out(query: str) -> None:
    assert is_found(query)


@pytest.mark.parametrize(
    "query", [CODE, CODE.lower(), integrity.grouped(CODE), "7KQM2-XFD9R", f"https://example.org/v/{CODE}"]
)
def test_a_code_is_found_whole_grouped_begun_or_as_its_address(query: str) -> None:
    assert is_found(query)


@pytest.mark.parametrize("query", ["amina.okonkwo@example.org", "okonkwo", "amina.ok", "@example"])
def test_an_address_is_found_by_its_name_and_by_its_domain(query: str) -> None:
    assert is_found(query, name="X", email="Amina.Okonkwo@Example.org")


def test_a_word_that_is_too_long_is_cut_alike_on_both_sides() -> None:
    name = "ä" * 400
    assert is_found(name, name=name)
    assert {len(word) for word in search.words_of(name=name, number="", code="", email="")} == {
        search.MAX_BYTES
    }
