"""Rows of somebody's own list in the preview of a design that is not published."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Team, TeamMember
from certificates.models import BulkGenerationJob
from certificates.services import tryout
from templates_app.models import Template
from templates_app.services import templates
from tests.factories import make_document, make_member, make_team, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def template(team: Team) -> Template:
    return templates.create(team=team, name="Course", document=make_document(), by=None)


@pytest.fixture
def editor(team: Team) -> Client:
    client = Client()
    client.force_login(make_member(team, TeamMember.Role.EDITOR))
    return client


def give(client: Client, template: Template, content: bytes, name: str = "people.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(f"/designs/{template.pk}/rows", {"recipients": file})


def test_rows_come_as_values_of_the_draft_by_headings_in_any_language(
    editor: Client, template: Template
) -> None:
    answer = give(editor, template, "Vorname;Nachname;Kurs\nÅsa;Öberg;Schach\nBo;Li;\n".encode()).json()

    assert (answer["total"], answer["missing"]) == (2, [])
    assert [(row["line"], row["name"], row["values"]["course.title"]) for row in answer["rows"]] == [
        (2, "Åsa Öberg", "Schach"),
        (3, "Bo Li", ""),
    ]
    assert [len(row["problems"]) for row in answer["rows"]] == [0, 1]
    assert BulkGenerationJob.objects.count() == 0


def test_a_column_that_is_not_there_is_told(editor: Client, template: Template) -> None:
    [missing] = give(editor, template, b"Name\nAna\n").json()["missing"]
    assert missing.startswith("No column holds 'Course'")


def test_what_the_review_of_an_issue_would_say_is_said_here_too(editor: Client, team: Team) -> None:
    document = make_document()
    document["fields"] += [
        {"key": "points", "label": "Points", "type": "number"},
        {"key": "share", "label": "Share", "type": "number", "formula": "100 / points"},
        {"key": "recipient.photo", "label": "Photo", "type": "image"},
    ]
    template = templates.create(team=team, name="Computed", document=document, by=None)
    answer = give(editor, template, b"Name,Course,Points,Photo\nAna,Chess,0,\nBo,Chess,4,gone.png\n").json()

    [[formula], [photo]] = [row["problems"] for row in answer["rows"]]
    assert "Share cannot be computed: this is zero" in formula
    assert "Your team has no picture 'gone.png'." in photo


def test_the_first_fifty_rows_are_enough(editor: Client, template: Template) -> None:
    answer = give(editor, template, b"Name,Course\n" + b"Ana,Chess\n" * 60).json()
    assert (len(answer["rows"]), answer["total"]) == (50, 60)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "no_list"), (b"Name\n", "no_rows"), (b"\x89PNG\r\n\x1a\n" + b"0" * 99, "wrong_type")],
)
def test_what_is_no_list_is_told_in_words(
    editor: Client, template: Template, content: bytes, code: str
) -> None:
    answer = give(editor, template, content)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, code)


def test_a_list_that_takes_long_to_read_is_refused_with_what_to_do(
    editor: Client, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tryout, "MOST_BYTES", 20)
    error = give(editor, template, b"Name,Course\nAna,Chess\n").json()["error"]
    assert (error["code"], "first 50 rows" in error["mend"]) == ("too_long", True)


def test_only_editors_of_the_team_may_ask(team: Team, template: Template) -> None:
    stranger, viewer = Client(), Client()
    stranger.force_login(make_user())
    viewer.force_login(make_member(team, TeamMember.Role.VIEWER))

    statuses = [give(who, template, b"Name\nAna\n").status_code for who in (stranger, viewer, Client())]
    assert statuses == [404, 403, 401]
