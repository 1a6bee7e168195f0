"""docs/asvs.md: each requirement of OWASP ASVS of the levels 1 and 2 once, and shown by what there is."""

import ast
import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PAGE = (ROOT / "docs/asvs.md").read_text()
STANDARD = json.loads((ROOT / "tests/data/asvs-5.0.0.json").read_text())
STATES = ("met", "in part", "not met", "does not apply")
TEST = re.compile(r"`(tests/[\w/]+\.py)::((?:\w+::)?test_\w+)`")
SETTING = re.compile(r"`([A-Z0-9_]+)` \(settings/(\w+\.py)\)")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the tables."""

    name: str
    level: int
    asks: str
    state: str
    shown: str

    @property
    def tests(self) -> list[tuple[str, str]]:
        return TEST.findall(self.shown)

    @property
    def settings(self) -> list[tuple[str, str]]:
        return SETTING.findall(self.shown)

    @property
    def words(self) -> str:
        """What is said beside tests and settings."""
        return SETTING.sub("", TEST.sub("", self.shown)).replace("<br>", " ").strip()


LINES = [
    Line(name, int(level), asks, state, shown)
    for name, level, asks, state, shown in re.findall(
        r"^\| (V[\d.]+) \| (\d) \| (.+?) \| (.+?) \| (.*) \|$", PAGE, flags=re.MULTILINE
    )
]


@cache
def names_in(path: str, *, tests: bool) -> frozenset[str]:
    """The tests of a file, or what a module of settings assigns."""
    tree = ast.parse((ROOT / path).read_text())
    if tests:
        classes = {f"{node.name}::": node.body for node in tree.body if isinstance(node, ast.ClassDef)}
        bodies = {"": tree.body, **classes}
        return frozenset(
            f"{where}{node.name}"
            for where, body in bodies.items()
            for node in body
            if isinstance(node, ast.FunctionDef)
        )
    return frozenset(
        node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
    )


def test_each_requirement_stands_there_once_with_its_level() -> None:
    assert len(STANDARD["requirements"]) == 253
    assert Counter(line.name for line in LINES) == Counter(STANDARD["requirements"].keys())
    assert {line.name: line.level for line in LINES} == STANDARD["requirements"]


def test_no_row_of_the_tables_is_overlooked() -> None:
    assert PAGE.count("\n| V") == len(LINES)
    assert {line.state for line in LINES} <= set(STATES)


def test_every_test_that_is_named_exists() -> None:
    named = {each for line in LINES for each in line.tests}
    files = {path for path, _ in named}

    assert [path for path in sorted(files) if not (ROOT / path).is_file()] == []
    assert [each for each in sorted(named) if each[1] not in names_in(each[0], tests=True)] == []


def test_every_setting_that_is_named_exists() -> None:
    named = {each for line in LINES for each in line.settings}

    assert [
        (name, file)
        for name, file in sorted(named)
        if name not in names_in(f"iconikcerts/settings/{file}", tests=False)
    ] == []


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_a_line_says_by_what_it_is_shown_or_why_not(line: Line) -> None:
    is_shown = bool(line.tests or line.settings)

    if line.state in ("met", "in part"):
        assert is_shown
    else:
        assert (is_shown, bool(line.words)) == (False, True)
    if line.state == "in part":
        assert "Missing: " in line.words


def test_the_counts_are_those_of_the_tables() -> None:
    told = re.findall(r"^\| (\D+?) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, flags=re.MULTILINE)

    counted = Counter((line.state, line.level) for line in LINES)
    assert told == [
        (state, *map(str, (counted[state, 1], counted[state, 2], counted[state, 1] + counted[state, 2])))
        for state in STATES
    ]
