"""What is cut from larger things: Basecoat's style sheet and the interface's typefaces."""

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from scripts import vendor_front_end

ROOT = Path(__file__).resolve().parents[2]
RULES = (ROOT / "styles" / "fonts.css").read_text()
FACES = [("inter", 400), ("inter", 500), ("inter", 600), ("eb-garamond", 500)]

STYLE = """/* Accordion */
@layer components {
  .accordion {
    color: red;
  }

  /* Button */
  .btn {
    color: blue;
  }

  /* Native Select */
  select {
    color: green;
  }
}
"""


def letters_of(path: Path) -> set[int]:
    with TTFont(path) as font:
        return set(font.getBestCmap())


def test_the_rules_of_a_style_are_found_by_the_comment_above_them() -> None:
    assert vendor_front_end.sections(STYLE) == {
        "Button": "  .btn {\n    color: blue;\n  }\n\n",
        "Native Select": "  select {\n    color: green;\n  }\n",
    }


@pytest.mark.parametrize(("family", "weight"), FACES)
def test_a_face_is_cut_in_parts_without_losing_a_letter(family: str, weight: int) -> None:
    cut = ROOT / "static" / "ui-fonts"
    basic = letters_of(cut / f"{family}-{weight}-basic.woff2")
    rest = letters_of(cut / f"{family}-{weight}-latin.woff2")

    extended = letters_of(cut / f"{family}-{weight}-extended.woff2")
    assert basic & rest == set()
    assert extended & (basic | rest) == set()
    assert extended >= set(map(ord, "ąčđęğıłńőřșşťůźž")) - rest
    assert max(path.stat().st_size for path in cut.glob("*.woff2")) < 20_000
    assert basic | rest == letters_of(ROOT / "static" / "fonts" / family / f"latin-{weight}-normal.woff2")
    assert basic >= set(map(ord, "Aa09 “Row 14” · 297 × 210 mm – it’s…"))


def test_every_file_that_the_rules_and_the_page_name_exists() -> None:
    named = re.findall(r'url\("\.\./([^"]+)"\)', RULES)
    preloaded = re.findall(r"static '([^']+\.woff2)'", (ROOT / "templates" / "base.html").read_text())

    assert [name for name in named + preloaded if not (ROOT / "static" / name).is_file()] == []
    assert [name for name in preloaded if name not in named] == []
    assert len(preloaded) == 2
