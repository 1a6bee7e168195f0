"""SVG path data against the grammar of SVG 2, section 9.3.9."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from templates_app.document.path_data import find_fault


@pytest.mark.parametrize(
    "data",
    [
        "M0 0",
        "m 1,2 3 4",
        "M0,0L10-5.5.5-1z",
        "  M0 0\n\tL 1 1 Z m 2 2",
        "M0 0H1V2h-1v-2C0 0 1 1 2 2S3 3 4 4 5 5 6 6Q1 1 2 2T3 3",
        "M1e2-1E-3L+.5 5.",
        "M0 0A5 5 0 0 1 10 10",
        "M0 0a5,5,30,01,10,10 5 5 0 1010 10",
        "M0 0 ",
    ],
)
def test_path_data_that_browsers_draw(data: str) -> None:
    assert find_fault(data) == ""


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("", "must start with the command M or m"),
        ("L1 1", "must start with the command M or m"),
        (",M0 0", "must start with the command M or m"),
        ("M", "expected a number for M at position 2, found the end"),
        ("M 1", "expected a number for M at position 4, found the end"),
        ("M0 0 L1 2 3", "expected a number for L at position 12, found the end"),
        ("M0 0,", "expected a number for M at position 6, found the end"),
        ("M0 0,L1 1", "expected a number for M at position 6, found 'L1 1'"),
        ("M0,,0", "expected a number for M at position 4, found ',0'"),
        ("M0 0 z 5", "expected a command at position 8, found '5'"),
        ("M0 0 B1 1", "expected a command at position 6, found 'B1 1'"),
        ("M0 0 L1e 2", "expected a number for L at position 8, found 'e 2'"),
        ("M0 0 A5 5 0 2 0 1 1", "expected a number for A at position 13, found '2 0 1 1'"),
        ("M0 0 A-5 5 0 0 0 1 1", "the radius at position 7 is negative"),
        ("M1e999 0", "the number at position 2 is too large; stay within 1,000,000"),
        ("M0 -1000001", "the number at position 4 is too large; stay within 1,000,000"),
    ],
)
def test_each_fault_is_told_with_its_position(data: str, fault: str) -> None:
    assert find_fault(data) == fault


_NUMBER = st.floats(-1e6, 1e6, allow_nan=False).map(repr) | st.integers(-1_000_000, 1_000_000).map(str)
_FLAG = st.sampled_from("01")
_RADIUS = st.integers(0, 1000).map(str)


@given(st.lists(st.tuples(st.sampled_from("MLTHVCSQAZmlthvcsqaz"), st.integers(1, 3), st.data()), max_size=8))
def test_whatever_the_grammar_writes_is_accepted(commands: list[tuple[str, int, st.DataObject]]) -> None:
    data = "M0 0"
    for command, rounds, source in commands:
        shape = {"M": "nn", "L": "nn", "T": "nn", "H": "n", "V": "n", "C": "nnnnnn", "S": "nnnn", "Q": "nnnn"}
        kinds = {"A": "rrnffnn", "Z": ""}.get(command.upper()) or shape.get(command.upper(), "")
        drawn = [
            source.draw({"n": _NUMBER, "r": _RADIUS, "f": _FLAG}[kind])
            for _ in range(rounds)
            for kind in kinds
        ]
        data += command + source.draw(st.sampled_from([" ", ",", " , ", "\n"])).join(drawn)
    assert find_fault(data) == ""


@given(st.text(alphabet="MmZLhAq0159+-., eE\n", max_size=60))
def test_anything_else_ends_with_an_answer(data: str) -> None:
    assert isinstance(find_fault(data), str)
