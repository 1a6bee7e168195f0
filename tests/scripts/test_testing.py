"""The last word of `make test` counts rightly and hides no skip."""

from pathlib import Path

from scripts.setup.testing import read_junit, read_tap

REPORT = """<?xml version="1.0"?>
<testsuites><testsuite>
  <testcase classname="tests.a" name="test_one"/>
  <testcase classname="tests.a" name="test_two"><failure message="assert 1 == 2"/></testcase>
  <testcase classname="tests.b" name="test_three"><error message="no fixture"/></testcase>
  <testcase classname="tests.b" name="test_four"><skipped message="needs PostgreSQL"/></testcase>
  <testcase classname="tests.b" name="test_five"><skipped/></testcase>
</testsuite></testsuites>
"""
TAP = [
    "ok 1 - breaks lines",
    "# tests 12",
    "# pass 11",
    "# fail 0",
    "# skipped 1",
    "# duration_ms 88.5",
    "# done",
]


def test_a_report_is_counted_with_the_reason_of_each_skip(tmp_path: Path) -> None:
    path = tmp_path / "report.xml"
    path.write_text(REPORT)
    outcome = read_junit(path)
    assert (outcome.passed, outcome.failed) == (1, 2)
    assert outcome.skips == ["tests.b::test_four: needs PostgreSQL", "tests.b::test_five: no reason given"]


def test_nodes_counts_are_read() -> None:
    assert read_tap(TAP) == {"tests": 12, "pass": 11, "fail": 0, "skipped": 1}
