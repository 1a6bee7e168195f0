"""Saving and publishing from the editor: what is kept, what is refused and how that is told."""

import copy
import json

import pytest
from django.test import Client

from accounts.models import Team, TeamMember
from templates_app.document import fingerprint
from templates_app.models import Template
from templates_app.services import templates
from templates_app.views import json_api
from tests.factories import make_document, make_member, make_user
from tests.templates_app.editor.asking import publish, put, title, titled

pytestmark = pytest.mark.django_db


def test_saving_keeps_the_document_and_gives_the_next_base(client: Client, template: Template) -> None:
    first = put(client, template, titled("Second"), fingerprint(make_document()))
    second = put(client, template, titled("Third"), first.json()["base"])

    draft = template.versions.get()
    assert (first.status_code, second.status_code, title(template)) == (200, 200, "Third")
    assert second.json() == {
        "base": fingerprint(titled("Third")),
        "savedAt": draft.updated_at.isoformat(),
        "openFaults": [],
    }


def test_saving_over_the_work_of_another_says_whose_it_is_and_keeps_it(
    client: Client, template: Template, team: Team
) -> None:
    colleague = make_member(team, TeamMember.Role.EDITOR, user=make_user(name="Boris Ivanov"))
    templates.save_draft(template=template, document=titled("Theirs"), by=colleague)

    response = put(client, template, titled("Mine"), fingerprint(make_document()))
    said = response.json()
    assert (response.status_code, said.pop("error")["code"]) == (409, "draft_moved")
    assert said == {
        "by": "Boris Ivanov",
        "byYou": False,
        "at": template.versions.get().updated_at.isoformat(),
        "base": fingerprint(titled("Theirs")),
        "document": titled("Theirs"),
    }
    assert title(template) == "Theirs"


def test_ones_own_other_tab_is_told_apart(client: Client, template: Template) -> None:
    base = fingerprint(make_document())
    put(client, template, titled("One tab"), base)

    response = put(client, template, titled("Other tab"), base)
    assert (response.status_code, response.json()["byYou"]) == (409, True)


def test_a_bad_document_is_answered_with_all_its_faults_and_not_kept(
    client: Client, template: Template
) -> None:
    bad = copy.deepcopy(make_document())
    bad["pages"][0]["elements"][0]["size"] = 700
    bad["pages"][0]["elements"][1] |= {"text": "{course.titel}", "link": "javascript:alert(1)"}
    response = put(client, template, bad, fingerprint(make_document()))

    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_document")
    assert response.json()["faults"] == [
        {"path": "pages[0].elements[0].size", "message": "must be between 1 and 600 pt, found 700"},
        {
            "path": "pages[0].elements[1].link",
            "message": "must start with https://, http:// or mailto:, or with a placeholder such as {verify.url}",
        },
    ]
    assert title(template) == "Plain"


def test_a_draft_is_kept_while_a_field_is_still_typed_but_not_published(
    client: Client, template: Template
) -> None:
    half = make_document()
    half["pages"][0]["elements"][0]["text"] = "To {recip"
    half["pages"][0]["elements"][1] |= {"text": "{course.titel}", "when": "course.scor >= 90"}
    open_faults = [
        {
            "path": "pages[0].elements[0].text",
            "message": "at character 4: '{' is never closed; write '{{' for a brace",
        },
        {
            "path": "pages[0].elements[1].text",
            "message": "at character 1: binds course.titel, which no field declares; did you mean course.title?",
        },
        {
            "path": "pages[0].elements[1].when",
            "message": "at character 1: 'course.scor' is no field of this design; "
            "add it to the fields, or put text in quotes",
        },
    ]
    kept = put(client, template, half, fingerprint(make_document()))
    assert (kept.status_code, kept.json()["base"], kept.json()["openFaults"]) == (
        200,
        fingerprint(half),
        open_faults,
    )
    elsewhere = client.get(f"/designs/{template.pk}/edit").context["data"]
    assert (elsewhere["document"], elsewhere["openFaults"]) == (half, open_faults)

    refused = publish(client, template, base=fingerprint(half))
    assert (refused.status_code, refused.json()["faults"]) == (422, open_faults)
    assert refused.json()["error"]["message"].startswith("The design cannot be published yet: pages[0]")
    assert template.versions.get().is_published is False


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"", ""),
        (b"{", ""),
        (b"[" * 100_000, ""),
        (b"\xff", ""),
        (b"[]", ""),
        (b'{"document": {}}', "base"),
        (b'{"document": {}, "base": 1}', "base"),
    ],
)
def test_what_is_no_save_is_told_as_json(client: Client, template: Template, body: bytes, path: str) -> None:
    response = client.put(f"/designs/{template.pk}/draft", body, content_type="application/json")

    assert (response.status_code, [fault["path"] for fault in response.json()["faults"]]) == (422, [path])


def test_a_save_without_a_document_is_told_as_such(client: Client, template: Template) -> None:
    response = client.put(f"/designs/{template.pk}/draft", {"base": ""}, content_type="application/json")

    assert (response.status_code, response.json()["error"]["code"]) == (422, "invalid_document")


def test_more_than_a_design_can_be_is_refused(
    client: Client, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json_api.MAX_BYTES == 6_000_000
    body = json.dumps({"document": titled("Second"), "base": fingerprint(make_document())}).encode()
    monkeypatch.setattr(json_api, "MAX_BYTES", len(body) - 1)
    refused = client.put(f"/designs/{template.pk}/draft", body, content_type="application/json")
    monkeypatch.setattr(json_api, "MAX_BYTES", len(body))
    kept = client.put(f"/designs/{template.pk}/draft", body, content_type="application/json")

    assert (refused.status_code, refused.json()["error"]["code"]) == (413, "too_large")
    assert (kept.status_code, title(template)) == (200, "Second")


def test_a_document_above_the_limit_of_forms_is_kept(client: Client, template: Template) -> None:
    body = json.dumps({"document": titled("Second"), "base": fingerprint(make_document())})
    padded = body.encode() + b" " * 5_500_000

    assert (
        client.put(f"/designs/{template.pk}/draft", padded, content_type="application/json").status_code
        == 200
    )


def test_publishing_takes_the_draft_that_was_looked_at(client: Client, template: Template) -> None:
    base = put(client, template, titled("Second"), fingerprint(make_document())).json()["base"]
    moved = publish(client, template, base=fingerprint(make_document()))
    done = publish(client, template, base=base, name="Data course 2026")
    again = publish(client, template, base=base)

    template.refresh_from_db()
    assert (moved.status_code, moved.json()["document"]) == (409, titled("Second"))
    assert (done.status_code, done.json()) == (200, {"versionNumber": 1})
    assert (template.name, template.current_version) == ("Data course 2026", template.versions.get())
    assert (again.status_code, again.json()["error"]["code"]) == (409, "conflict")


@pytest.mark.parametrize("name", ["x" * 121, "a\x00b"])
def test_a_name_that_cannot_be_kept_is_refused(client: Client, template: Template, name: str) -> None:
    response = publish(client, template, base=fingerprint(make_document()), name=name)

    assert (response.status_code, [fault["path"] for fault in response.json()["faults"]]) == (422, ["name"])
    assert template.versions.get().is_published is False
