"""The guides stay true: their links lead somewhere, their variables, commands, options and targets exist."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.core.management import get_commands, load_command_class
from django.test import RequestFactory

from accounts.forms.account import ProfileForm
from accounts.forms.teams import TeamForm
from accounts.models import Team, User
from certificates.ingest.source import Limits
from templates_app import design_file
from templates_app.fonts import files as font_files
from templates_app.uploads import pictures
from templates_app.uploads.bad_picture import MAX_BYTES

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
    shown = re.sub(r"`[^`]*`", "", TEXTS[name])  # what a guide quotes is no link of its own
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", shown)

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


SECURITY = TEXTS["docs/security.md"]


def test_the_table_of_uploads_has_the_limits_that_there_are() -> None:
    table = SECURITY.split("| of | at most |")[1].split("\n\n")[0]
    of, design = Limits(), design_file
    lists = (
        f"`UPLOAD_MAX_MB`; unpacked {of.unpacked_bytes // 10**6} MB; {of.rows:,} rows, {of.columns:,} columns, "
        f"{of.sheet_cells:,} cells"
    )

    assert re.findall(r"^\| (.+?) \| (.+) \|$", table, re.M) == [
        ("a list of recipients", lists),
        (
            "a picture",
            f"{MAX_BYTES // 2**20} MB; {pictures.MAX_PIXELS // 10**6} megapixels; {pictures.MAX_SIDE:,} px a side",
        ),
        (
            "a font",
            f"{font_files.MAX_BYTES // 2**20} MB; unpacked {font_files.MAX_UNPACKED_BYTES // 2**20} MB",
        ),
        (
            "a design",
            f"{design.MAX_FILE_BYTES // 10**6} MB; {design.MAX_ENTRIES} entries; unpacked {design.MAX_TOTAL_BYTES // 10**6} MB",
        ),
        (
            "everything else of a form",
            f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 10**6} MB; {settings.DATA_UPLOAD_MAX_NUMBER_FIELDS:,} fields",
        ),
    ]


def written_by(who: str, thing: str) -> set[str]:
    """The fields of a thing that the table says these may change."""
    table = SECURITY.split("| field | read by | written by |")[1].split("\n\n")[0]
    rows = re.findall(r"^\| (.+?) \| .+? \| (.+) \|$", table, re.M)
    named = [
        name for fields, writers in rows if who in writers for name in re.findall(r"`([a-z_.]+)`", fields)
    ]
    return {name.removeprefix(f"{thing}.") for name in named if name.startswith(f"{thing}.")}


def in_the_admin(desk: admin.ModelAdmin, *, superuser: bool) -> set[str]:
    """The fields that operators can change there, of somebody else."""
    request = RequestFactory().get("/")
    request.user = User(is_superuser=superuser)
    shown = flatten_fieldsets(desk.get_fieldsets(request))
    return {str(name) for name in shown} - set(desk.get_readonly_fields(request))


def test_the_fields_of_people_are_those_that_forms_and_the_admin_offer() -> None:
    people, teams = admin.site._registry[User], admin.site._registry[Team]

    assert written_by("administrators", "team") == set(TeamForm.base_fields)
    assert written_by("themselves", "user") - {"email", "password"} == set(ProfileForm.base_fields)
    assert written_by("operators", "user") == in_the_admin(people, superuser=False)
    assert written_by("superusers", "user") == in_the_admin(people, superuser=True) - written_by(
        "operators", "user"
    )
    assert written_by("operators", "team") == in_the_admin(teams, superuser=True)
