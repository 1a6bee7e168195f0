"""Patterns as JSON Schema writes them mean what they mean here: to Python, and to the browsers that ECMA-262 is about."""

import json
import re
import shutil
import subprocess

import pytest

from templates_app.document.patterns import PatternError, read_pattern
from templates_app.document.portable_patterns import NotPortable, portable

# Pattern, what it matches, what it does not.
CASES: list[tuple[str, list[str], list[str]]] = [
    ("[A-Z]{2}-\\d{3}", ["AB-123"], ["AB-12", "xAB-123", "AB-1234", "AB-12٣"]),
    ("^a|b$", ["a", "b"], ["ab", "xb", "aa"]),
    ("(ab|cd)+", ["abcd"], ["abc", ""]),
    ("(?:a(b)?)c", ["abc", "ac"], ["c"]),
    (".", ["x", "\n", "\u2028", "😀"], ["", "xx"]),
    ("\\D\\s\\S", ["x\u00a0y", "٣ a"], ["1 a", "xxx", "x\ufeffy"]),
    ("[\\d\\s,-]+", ["1, 2-3", "\u3000"], ["a", "\\"]),
    ("[^\\d]", ["a", "٣"], ["1"]),
    ("[]a^-]+", ["]", "^-a"], ["b", "["]),
    ("[[.*]+", ["[.*"], ["a"]),
    ("a\\.b\\-\\@\\$", ["a.b-@$"], ["axb-@$"]),
    ("[a\\-z\\]]", ["-", "]", "a"], ["b"]),
    ("[+--]", ["+", ",", "-"], ["."]),
    ("a/b{0,2}c?", ["a/", "a/bbc"], ["a/bbb"]),
    ("", [""], ["a"]),
]
IN_BROWSERS = """
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const told = cases.map(([source, value]) => new RegExp(source, "u").test(value));
process.stdout.write(JSON.stringify(told));
"""
EACH = [
    (source, value, hits)
    for source, yes, no in CASES
    for hits, values in ((True, yes), (False, no))
    for value in values
]


@pytest.mark.parametrize(("source", "value", "hits"), EACH)
def test_a_portable_pattern_means_the_same_to_python(source: str, value: str, hits: bool) -> None:
    assert read_pattern(source).matches(value) is hits
    assert bool(re.search(portable(source), value)) is hits


def test_a_portable_pattern_means_the_same_to_ecmascript() -> None:
    node = shutil.which("node")
    if node is None:
        pytest.skip("needs Node")
    asked = json.dumps([[portable(source), value] for source, value, _ in EACH])
    done = subprocess.run([node, "-e", IN_BROWSERS], input=asked, capture_output=True, text=True, check=True)

    assert json.loads(done.stdout) == [hits for *_, hits in EACH]


@pytest.mark.parametrize("source", ["\\w+", "a\\W", "[\\w-]", "[\\S]", "[^\\D]"])
def test_what_not_all_understand_alike_is_not_written(source: str) -> None:
    with pytest.raises(NotPortable):
        portable(source)


def test_what_is_no_pattern_is_refused_as_everywhere() -> None:
    with pytest.raises(PatternError):
        portable("(a")
