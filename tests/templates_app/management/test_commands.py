"""The command line: `designs` and `install_designs`."""

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Team
from templates_app.document import fingerprint
from templates_app.models import Template, TemplateVersion
from templates_app.services import starters, templates

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
Document = dict[str, Any]


def run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def shipped(document: Document) -> Template:
    template = Template.objects.create(is_shipped=True, name="Course completion", slug="course-completion")
    template.current_version = TemplateVersion.objects.create(
        template=template,
        number=1,
        status="published",
        published_at="2026-11-21T12:00Z",
        document=document,
        document_sha256=fingerprint(document),
    )
    template.save()
    return template


@pytest.mark.usefixtures("shipped")
def test_designs_as_json() -> None:
    (design,) = json.loads(run("designs", "--json"))
    assert {key: design[key] for key in ("slug", "name", "version", "page")} == {
        "slug": "course-completion",
        "name": "Course completion",
        "version": 1,
        "page": {"name": "A4 landscape", "width_mm": 297, "height_mm": 210, "count": 1},
    }
    assert [(field["key"], field["type"], field["required"]) for field in design["fields"]] == [
        ("recipient.name", "text", True),
        ("course.title", "text", True),
        ("course.hours", "number", False),
        ("recipient.photo", "image", False),
    ]
    assert (design["fields"][0]["label"], design["fields"][0]["sample"]) == (
        "Recipient name",
        "Amina Okonkwo",
    )


@pytest.mark.usefixtures("shipped")
def test_designs_as_a_table() -> None:
    assert run("designs").splitlines() == [
        "slug               name               page          fields",
        "course-completion  Course completion  A4 landscape  recipient.name*, course.title*, course.hours, recipient.photo",
    ]  # fmt: skip


def test_designs_says_what_to_do_when_there_are_none() -> None:
    assert "manage.py install_designs" in run("designs")
    assert json.loads(run("designs", "--json")) == []


@pytest.mark.usefixtures("shipped")
def test_designs_of_a_team_are_listed_when_it_is_named(team: Team, document: Document) -> None:
    own = templates.create(team=team, name="Own", document=document, by=None)
    templates.publish(template=own, by=None)
    assert [design["slug"] for design in json.loads(run("designs", "--json", "--team", team.slug))] == [
        "own",
        "course-completion",
    ]
    with pytest.raises(CommandError, match="There is no team 'nobody'"):
        run("designs", "--team", "nobody")


def test_install_designs_installs_every_shipped_design_once() -> None:
    slugs = sorted(path.stem for path in starters.FOLDER.glob("*.json"))
    first = run("install_designs").splitlines()
    assert first == [
        *(f"{slug}: new, number 1" for slug in slugs),
        f"{len(slugs)} shipped designs ({len(slugs)} new).",
    ]
    assert run("install_designs").splitlines() == [f"{len(slugs)} shipped designs ({len(slugs)} unchanged)."]
    assert sorted(design["slug"] for design in json.loads(run("designs", "--json"))) == slugs
