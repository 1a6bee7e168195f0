"""How the API answers what it cannot do: always in JSON, in one shape, with what to do next."""

from typing import Any

import pytest
from django.test import Client, override_settings
from rest_framework.test import APIClient

from accounts.models import Team, User
from templates_app import selectors

FIELDS = "/api/v1/fields"


def told(answer: Any) -> tuple[int, str]:
    error = answer.json()["error"]
    assert set(error) == {"code", "message", "where", "mend"}
    assert error["message"]
    assert error["mend"]
    return answer.status_code, error["code"]


@pytest.mark.parametrize("address", [FIELDS, "/api/v1/designs", "/api/v1/designs/3f0d9c52-7a41-4b7e-8d1c-000000000001/fields"])  # fmt: skip
def test_strangers_are_asked_who_they_are(client: Client, db: None, address: str) -> None:
    assert told(client.get(address)) == (401, "not_authenticated")


@pytest.mark.parametrize("address", ["/api/v1/nothing", "/api/v1/", "/api/v1/designs/1", "/api/v1/fields/", "/api/v2/fields"])  # fmt: skip
@pytest.mark.parametrize("method", ["get", "post", "delete", "options"])
def test_an_address_that_leads_nowhere_answers_in_json(api: APIClient, address: str, method: str) -> None:
    assert told(getattr(api, method)(address)) == (404, "not_found")


@pytest.mark.parametrize("method", ["put", "delete", "patch", "options"])
def test_what_cannot_be_done_at_an_address_is_told_with_what_can(viewer: User, method: str) -> None:
    api = APIClient()
    api.force_login(viewer)

    answer = getattr(api, method)(FIELDS)

    assert told(answer) == (405, "method_not_allowed")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_session_reads_without_but_writes_only_with_the_token_of_its_pages(api: APIClient) -> None:
    assert api.get(FIELDS).status_code == 200
    assert told(api.post(FIELDS, {})) == (403, "not_allowed")


def test_answers_come_as_json_only(api: APIClient) -> None:
    page = api.get(FIELDS, headers={"Accept": "text/html"})

    assert told(page) == (406, "not_acceptable")
    assert api.get(FIELDS, {"format": "api"})["Content-Type"] == "application/json"


def test_nobody_between_keeps_an_answer(api: APIClient) -> None:
    assert api.get(FIELDS)["Cache-Control"] == "private, no-store"


def test_a_name_of_a_host_that_is_not_ours_is_refused(api: APIClient) -> None:
    answer = api.get(FIELDS, headers={"Host": "evil.example"})

    assert told(answer) == (400, "bad_request")
    assert "evil" not in answer.content.decode()


def test_a_fault_of_ours_says_nothing_of_its_cause(viewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**given: Any) -> None:
        raise RuntimeError("a secret of the database")

    monkeypatch.setattr(selectors, "designs", broken)
    api = APIClient(raise_request_exception=False)
    api.force_login(viewer)

    answer = api.get("/api/v1/designs")

    assert told(answer) == (500, "fault")
    assert "secret" not in answer.content.decode()


@override_settings(API_PER_MINUTE=2)
def test_who_asks_too_often_is_told_how_long_to_wait(api: APIClient, team: Team) -> None:
    answers = [api.get(FIELDS) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert told(answers[2]) == (429, "too_many_requests")
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    other = APIClient()
    other.force_login(team.owner)
    assert other.get(FIELDS).status_code == 200
