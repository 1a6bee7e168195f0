"""Certificate numbers by pattern."""

from datetime import date

import pytest

from certificates.numbering import InvalidPattern, check_pattern, format_number

DAY = date(2026, 3, 7)


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{year}-{seq:06}", "2026-000042"),
        ("AC/{yy}{month}{day}/{seq}", "AC/260307/42"),
        ("{seq:1}", "42"),
        ("#{seq:04}", "#0042"),
    ],
)
def test_a_pattern_makes_a_number(pattern: str, number: str) -> None:
    check_pattern(pattern)
    assert format_number(pattern, 42, DAY) == number


def test_a_number_longer_than_its_width_is_never_cut() -> None:
    assert format_number("{seq:02}", 12345, DAY) == "12345"


@pytest.mark.parametrize(
    ("pattern", "why"),
    [
        ("CERT", "needs {seq} exactly once"),
        ("{seq}-{seq}", "needs {seq} exactly once"),
        ("{name}-{seq}", "something else than letters"),
        ("<b>{seq}", "something else than letters"),
        ("X" * 60 + "{seq}", "too long"),
    ],
)
def test_a_pattern_that_cannot_work_is_refused_with_its_reason(pattern: str, why: str) -> None:
    with pytest.raises(InvalidPattern, match=why.replace("{", r"\{").replace("}", r"\}")):
        check_pattern(pattern)
