"""Designs and their fields over the API."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from pytest_django import DjangoAssertNumQueries
from rest_framework.test import APIClient

from accounts.models import Team, User
from templates_app.document.registry import registry
from templates_app.models import Template
from tests.factories import make_document, make_shipped, make_team, make_version

DESIGNS = "/api/v1/designs"
COURSE: dict[str, Any] = {
    "key": "course.score", "label": "Score", "type": "number", "min": 0, "max": 100, "sample": "92", "synonyms": ["Points"],
}  # fmt: skip
GRADE = {"key": "grade", "label": "Grade", "type": "choice", "options": ["Pass", "Merit"], "required": True}
CODE = {"key": "code", "label": "Code", "type": "text", "formula": '"IC-" & pad(sequence, 4)'}
TITLE = {"key": "course.title", "label": "Course", "type": "text"}
FIELDS = [COURSE, GRADE, CODE, TITLE]


def names(response: Any) -> list[str]:
    return [design["name"] for design in response.json()["results"]]


def published(team: Team, title: str) -> Template:
    return make_version(make_document(title=title), team=team).template


def test_the_registry_of_the_editor_is_that_of_the_api(api: APIClient) -> None:
    answer = api.get("/api/v1/fields").json()

    assert [(each["key"], each["label"], each["type"]) for each in answer["results"]] == [
        (each["key"], each["label"], each["type"]) for each in registry()
    ]
    by_key = {each["key"]: each for each in answer["results"]}
    assert by_key["course.date"] == {
        "key": "course.date",
        "label": "Date of the course",
        "type": "date",
        "sample": "2026-11-20",
        "group": "Course",
        "is_system": False,
        "formats": ["date:full", "date:long", "date:medium", "date:short", "date:iso"],
    }
    assert by_key["recipient.name"]["formats"] == ["upper", "lower"]
    assert by_key["certificate.number"]["is_system"] is True
    assert (answer["next"], answer["previous"]) == (None, None)


def test_designs_are_listed_newest_first_with_what_leads_on(api: APIClient, team: Team) -> None:
    published(team, "First")
    second = published(team, "Second")
    make_shipped(make_document(title="Shipped"), slug="shipped")
    published(make_team("Strangers"), "Not ours")
    Template.objects.create(team=team, name="Never published", slug="never")

    answer = api.get(DESIGNS)

    assert names(answer) == ["Shipped", "Second", "First"]
    listed = answer.json()["results"][1]
    assert listed == {
        "id": str(second.pk),
        "name": "Second",
        "slug": second.slug,
        "description": "",
        "category": "",
        "tags": [],
        "is_shipped": False,
        "version": 1,
        "published_at": listed["published_at"],
        "archived_at": None,
        "created_at": listed["created_at"],
        "fields_url": f"http://127.0.0.1:8000/api/v1/designs/{second.pk}/fields",
        "schema_url": f"http://127.0.0.1:8000/api/v1/designs/{second.pk}/fields/schema",
    }


def test_a_list_is_read_to_its_end_by_its_own_links_while_designs_are_added(
    api: APIClient, team: Team
) -> None:
    for number in range(5):
        published(team, f"Design {number}")

    first = api.get(DESIGNS, {"limit": 2}).json()
    published(team, "Added meanwhile")
    second = api.get(first["next"]).json()
    third = api.get(second["next"]).json()

    pages = [[design["name"] for design in page["results"]] for page in (first, second, third)]
    assert pages == [["Design 4", "Design 3"], ["Design 2", "Design 1"], ["Design 0"]]
    assert (first["previous"], third["next"]) == (None, None)
    assert [design["name"] for design in api.get(third["previous"]).json()["results"]] == pages[1]


@pytest.mark.parametrize("cursor", ["nonsense", "cD1ub25zZW5zZQ==", "bz05OTk5OTk5", "🙂"])
def test_a_cursor_that_was_not_given_out_is_refused_and_breaks_nothing(api: APIClient, cursor: str) -> None:
    answer = api.get(DESIGNS, {"cursor": cursor})

    assert (answer.status_code, answer.json().get("error", {}).get("code")) in (
        (200, None),
        (422, "bad_cursor"),
    )


@pytest.mark.parametrize("limit", ["0", "-1", "many", "100000"])
def test_no_limit_gives_more_than_a_page(api: APIClient, team: Team, limit: str) -> None:
    published(team, "Only one")

    assert names(api.get(DESIGNS, {"limit": limit})) == ["Only one"]


def test_the_number_of_queries_does_not_grow_with_the_list(
    api: APIClient, team: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    published(team, "One")
    with django_assert_num_queries(5) as one:
        api.get(DESIGNS)
    published(team, "Two")
    published(team, "Three")
    with django_assert_num_queries(len(one)):
        api.get(DESIGNS)


def test_a_design_says_what_it_asks_of_a_recipient(api: APIClient, team: Team) -> None:
    version = make_version(make_document(fields=FIELDS), team=team)

    answer = api.get(f"{DESIGNS}/{version.template_id}/fields").json()

    assert (answer["design"], answer["version"]) == (str(version.template_id), 1)
    assert [each["key"] for each in answer["results"]] == [
        "recipient.name",
        "course.score",
        "grade",
        "course.title",
        "recipient.email",
        "certificate.issued_on",
        "certificate.expires_on",
        "certificate.language",
    ]
    assert [each["required"] for each in answer["results"]] == [True, False, True] + [False] * 5
    score = answer["results"][1]
    assert score == {
        "key": "course.score",
        "label": "Score",
        "type": "number",
        "required": False,
        "sample": "92",
        "synonyms": score["synonyms"],
        "options": [],
        "rules": {"min": "0", "max": "100", "min_length": None, "max_length": None, "pattern": None},
        "formats": [f"{name}:{places}" for name in ("number", "percent") for places in range(7)],
    }
    assert score["synonyms"][:2] == ["Score", "Points"]
    assert answer["results"][2]["options"] == ["Pass", "Merit"]
    assert answer["computed"] == [
        {"key": "code", "label": "Code", "type": "text", "formula": '"IC-" & pad(sequence, 4)'}
    ]


def test_the_schema_of_a_recipient_is_served_as_a_schema(api: APIClient, team: Team) -> None:
    version = make_version(make_document(title="Course", fields=FIELDS), team=team)

    answer = api.get(f"{DESIGNS}/{version.template_id}/fields/schema")

    assert answer["Content-Type"] == "application/schema+json"
    assert answer.json()["title"] == "Course, version 1"
    assert answer.json()["required"] == ["recipient.name", "grade"]
    assert "code" not in answer.json()["properties"]


def test_a_design_that_was_never_published_asks_for_nothing_yet(api: APIClient, team: Team) -> None:
    draft = Template.objects.create(team=team, name="Draft", slug="draft")

    one = api.get(f"{DESIGNS}/{draft.pk}")
    fields = api.get(f"{DESIGNS}/{draft.pk}/fields")

    assert (one.status_code, one.json()["version"]) == (200, None)
    assert (fields.status_code, fields.json()["error"]["code"]) == (409, "conflict")


@pytest.mark.parametrize("tail", ["", "/fields", "/fields/schema"])
def test_designs_of_other_teams_are_not_there(api: APIClient, viewer: User, tail: str) -> None:
    theirs = published(make_team("Strangers"), "Not ours")
    own = published(make_team("Another of mine", owner=viewer), "Mine in another team")

    for design in (theirs, own):
        answer = api.get(f"{DESIGNS}/{design.pk}{tail}")
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found")


def test_links_are_under_the_public_address_whatever_host_was_asked(api: APIClient, team: Team) -> None:
    for number in range(3):
        published(team, f"Design {number}")

    answer = api.get(DESIGNS, {"limit": 1}, headers={"Host": "localhost", "X-Forwarded-Host": "evil.example"})

    assert urlsplit(answer.json()["next"])[:2] == ("http", "127.0.0.1:8000")
