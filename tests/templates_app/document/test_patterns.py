"""Patterns of fields: a plain dialect, matched in time that no pattern can drive up."""

import json
import re
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates_app.document.patterns import PatternError, read_pattern

# The same table as tests/js/editor/patterns.test.mjs.
TABLE: dict[str, Any] = json.loads((Path(__file__).parents[2] / "data" / "patterns.json").read_text())


@pytest.mark.parametrize("case", TABLE["values"], ids=lambda case: case["pattern"])
def test_the_whole_value_follows_the_pattern(case: dict[str, Any]) -> None:
    right, wrong = case["right"], case["wrong"]
    found = {value: read_pattern(case["pattern"]).matches(value) for value in right + wrong}
    assert found == dict.fromkeys(right, True) | dict.fromkeys(wrong, False)


@pytest.mark.parametrize("case", TABLE["wrong"], ids=lambda case: case["pattern"])
def test_what_the_dialect_does_not_know_is_told_at_its_character(case: dict[str, Any]) -> None:
    with pytest.raises(PatternError) as caught:
        read_pattern(case["pattern"])
    assert (caught.value.at, caught.value.message) == (case["at"], case["message"])


@pytest.mark.parametrize("pattern", TABLE["right"])
def test_what_the_dialect_knows_is_taken(pattern: str) -> None:
    assert read_pattern(pattern).matches("9\x00") is False


@pytest.mark.parametrize("pattern", ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(a*)*b", "([a-z]+)*[0-9]"])
def test_patterns_that_keep_others_busy_for_years_take_no_time(pattern: str) -> None:
    start = time.perf_counter()
    assert read_pattern(pattern).matches("a" * 5000) is False
    assert time.perf_counter() - start < 1


PIECES = st.sampled_from(["a", "b", "[ab]", "[^a]", ".", "(a|b)", "(ab)*", "a+", "b?", "(a|bb){1,2}", "\\d"])


@given(st.lists(PIECES, max_size=5).map("".join), st.text("ab1", max_size=6))
def test_it_finds_what_the_usual_engine_finds(pattern: str, value: str) -> None:
    assert read_pattern(pattern).matches(value) == bool(re.fullmatch(pattern, value))


def test_what_is_remembered_of_a_pattern_stays_small() -> None:
    pattern = read_pattern("(.*.){50}")
    assert pattern.matches("".join(chr(0x4E00 + at) for at in range(2000))) is True
    assert sum(1 + len(states) for states in pattern._known.values()) <= 10_000
