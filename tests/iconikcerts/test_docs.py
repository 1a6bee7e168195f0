"""The guides stay true: their links lead somewhere, their variables, commands, options and targets exist."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
GUIDES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
]
TEXTS = {str(path.relative_to(ROOT)): path.read_text() for path in GUIDES}


@pytest.mark.parametrize("name", TEXTS)
def test_links_to_files_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", TEXTS[name])

    assert [link for link in links if not (ROOT / name).parent.joinpath(link).exists()] == []


def test_the_table_of_variables_is_that_of_the_example() -> None:
    described = re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.M)
    table = README.split("## Configuration")[1].split("`PORT`")[0]
    first_cells = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    named = re.findall(r"`([A-Z0-9_]+)`", " ".join(first_cells))
    s3 = [name for name in described if name.startswith("S3_")]  # one row stands for all of them

    assert sorted({*named, *s3}) == sorted(described)
    assert [name for name in s3 if f"`{name}`" not in table] == []


def test_every_command_in_the_guides_exists() -> None:
    named = {
        command for text in TEXTS.values() for command in re.findall(r"manage\.py ([a-z][a-z_]+)\b", text)
    } - {"stands"}  # "`manage.py` stands for"

    assert sorted(named - set(get_commands())) == []


def test_every_option_of_issue_is_in_the_readme_and_no_other() -> None:
    parser = load_command_class("certificates", "issue").create_parser("manage.py", "issue")
    of_django = {
        "--help", "--version", "--verbosity", "--settings", "--pythonpath", "--traceback", "--no-color",
        "--force-color", "--skip-checks",
    }  # fmt: skip
    options = {
        name for action in parser._actions for name in action.option_strings if name.startswith("--")
    } - of_django
    table = README.split("**Issue.**")[1].split("| exit code")[0]

    assert set(re.findall(r"`(--[a-z-]+)", table)) == options


def test_every_make_target_in_the_guides_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(), re.M))
    named = {target for text in TEXTS.values() for target in re.findall(r"`make ([a-z]+)", text)}
    named |= {target for text in TEXTS.values() for target in re.findall(r"^make ([a-z]+)", text, re.M)}

    assert sorted(named - targets) == []
    assert sorted(targets - named - {"help"}) == []
