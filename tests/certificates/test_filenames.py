"""Names of the files in a ZIP: readable, safe on every system, unique."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.filenames import (
    DEFAULT_PATTERN,
    MAX_BYTES,
    InvalidFileNamePattern,
    UniqueNames,
    check_pattern,
    file_stem,
)


def stem(name: str) -> str:
    return file_stem("{recipient.name}", {"recipient.name": name})


def test_the_default_pattern_is_number_and_name() -> None:
    values = {"certificate.number": "2026-000001", "recipient.name": "Zoë Müller"}
    assert file_stem(DEFAULT_PATTERN, values) == "2026-000001 Zoë Müller"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Ana/../../etc/passwd", "Ana-..-..-etc-passwd"),
        ("..", "certificate"),
        ("", "certificate"),
        ('a<b>c:"d|e?f*', "a-b-c-d-e-f"),
        ("CON", "_CON"),
        ("com1.pdf", "_com1.pdf"),
        ("line\nbreak\tand\x00null", "line break and null"),
        ("\u202egnp.exe", "gnp.exe"),
        ("山田 太郎", "山田 太郎"),
        ("क्षितिज", "क्षितिज"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("trailing. ", "trailing"),
    ],
)
def test_unsafe_parts_go_and_every_script_stays(name: str, expected: str) -> None:
    assert stem(name) == expected


@given(st.text())
def test_a_name_is_never_empty_a_path_or_too_long(name: str) -> None:
    made = stem(name)
    assert made
    assert not set(made) & set('/\\<>:"|?*')
    assert made not in (".", "..")
    assert len(made.encode()) <= MAX_BYTES + 1


def test_the_second_of_a_name_is_numbered_whatever_its_case() -> None:
    names = UniqueNames()
    given_names = ["Ana", "ana", "Ana", "Ana (2)", "Ben"]
    assert [names.take(name, ".pdf") for name in given_names] == [
        "Ana.pdf",
        "ana (2).pdf",
        "Ana (3).pdf",
        "Ana (2) (2).pdf",
        "Ben.pdf",
    ]


@pytest.mark.parametrize("pattern", ["certificate", "", "{" * 3])
def test_a_pattern_without_a_field_is_refused(pattern: str) -> None:
    with pytest.raises(InvalidFileNamePattern, match="needs at least one field"):
        check_pattern(pattern)
