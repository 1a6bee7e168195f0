"""The draft as the worker prints it, asked for by the editor. tests/rendering and tests/e2e have the real engine print."""

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Team, TeamMember, User
from iconikcerts.common import ratelimit
from templates_app import tasks
from templates_app.document import fingerprint
from templates_app.models import Template
from templates_app.rendering import RenderError, RenderWarning
from templates_app.rendering.proof import Proof
from templates_app.services import proofs, templates
from tests.factories import make_document, make_member, make_user

pytestmark = pytest.mark.django_db
WARNING = RenderWarning("overflow", "The text does not fit.", "name")


class Engine:
    """Stands in for the engine: says what it was asked to print."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.proof = Proof(pages=(b"first", b"second"), warnings=(WARNING,))
        self.fault: Exception | None = None

    def __call__(self, document: Any, values: dict[str, str], **_: Any) -> Proof:
        if self.fault:
            raise self.fault
        self.names.append(values["recipient.name"])
        return self.proof


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    cache.clear()
    fake = Engine()
    monkeypatch.setattr(proofs, "render_proof", fake)
    return fake


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """What was put on the queue; `work` does it."""
    sent: list[tuple[str, str]] = []
    monkeypatch.setattr(tasks.draw_proof, "delay", lambda *args: sent.append(args))
    return sent


@pytest.fixture
def template(team: Team, member: User) -> Template:
    document = make_document()
    document["pages"].append({"width": 100, "height": 50, "elements": []})
    return templates.create(team=team, name="Data course", document=document, by=member)


@pytest.fixture
def ask(
    client: Client, template: Template, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> Any:
    def ask(**said: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"/designs/{template.pk}/proof", said, content_type="application/json")

    return ask


def work(queue: list[tuple[str, str]]) -> None:
    while queue:
        tasks.draw_proof(*queue.pop())


def test_a_proof_is_queued_once_and_then_shown_with_its_faults(
    ask: Any, engine: Engine, queue: list[tuple[str, str]], client: Client, template: Template
) -> None:
    first = ask(person="short").json()
    ask(person="short")
    assert (first["state"], first["pages"], len(queue), engine.names) == ("drawing", [], 1, [])

    work(queue)
    ready = ask(person="short").json()
    assert (ready["state"], ready["base"], engine.names) == (
        "ready",
        fingerprint(template.versions.get().document),
        ["Bo Li"],
    )
    assert ready["faults"] == [{"code": "overflow", "message": "The text does not fit.", "element": "name"}]
    assert [(page["width"], page["height"]) for page in ready["pages"]] == [(1000, 707), (1000, 500)]
    assert [client.get(page["url"]).content for page in ready["pages"]] == [b"first", b"second"]


def test_another_person_a_row_and_a_change_are_other_proofs(
    ask: Any, engine: Engine, queue: list[tuple[str, str]], template: Template
) -> None:
    ask(person="arabic")
    ask(row={"recipient.name": "Åsa Öberg"})
    work(queue)
    templates.save_draft(template=template, document=make_document(title="Changed"), by=None)
    ask(row={"recipient.name": "Åsa Öberg"})
    work(queue)

    assert engine.names == ["Åsa Öberg", "فاطمة الزهراء بنت عبد الرحمن المنصوري", "Åsa Öberg"]


def test_what_was_saved_anew_before_it_was_drawn_is_asked_for_again(
    ask: Any, engine: Engine, queue: list[tuple[str, str]], template: Template
) -> None:
    ask(person="short")
    templates.save_draft(template=template, document=make_document(title="Changed"), by=None)
    work(queue)
    assert engine.names == []
    ask(person="short")
    work(queue)
    assert engine.names == ["Bo Li"]


def test_why_there_is_no_proof_is_told(ask: Any, engine: Engine, queue: list[tuple[str, str]]) -> None:
    engine.fault = RenderError("The browser is missing.", mend="Install it.")
    ask(person="short")
    work(queue)
    engine.fault, engine.proof = None, Proof(failure="The QR code holds too much.")
    ask(person="long")
    work(queue)

    messages = [
        (answer["state"], answer["message"])
        for answer in (ask(person="short").json(), ask(person="long").json())
    ]
    assert messages == [
        ("failed", "The browser is missing. Install it."),
        ("failed", "The QR code holds too much."),
    ]


@pytest.mark.parametrize(
    ("said", "path"),
    [
        ({"person": "nobody"}, "person"),
        ({"person": []}, "person"),
        ({"row": []}, "row"),
        ({"row": {"a": 1}}, "row"),
        ({"row": {"a": "x" * 5001}}, "row"),
    ],
)
def test_what_cannot_be_shown_is_told(ask: Any, engine: Engine, said: dict[str, Any], path: str) -> None:
    response = ask(**said)
    assert (response.status_code, [fault["path"] for fault in response.json()["faults"]]) == (422, [path])


def test_a_proof_is_asked_for_by_editors_and_seen_within_the_team(
    ask: Any, engine: Engine, queue: list[tuple[str, str]], team: Team, template: Template
) -> None:
    ask(person="short")
    work(queue)
    [page, _] = ask(person="short").json()["pages"]
    stranger, viewer = Client(), Client()
    stranger.force_login(make_user())
    viewer.force_login(make_member(team, TeamMember.Role.VIEWER))

    asked = [
        who.post(f"/designs/{template.pk}/proof", {}, content_type="application/json")
        for who in (stranger, viewer)
    ]
    assert [answer.status_code for answer in asked] == [404, 403]
    assert [who.get(page["url"]).status_code for who in (stranger, viewer, Client())] == [404, 200, 302]


def test_a_team_has_so_many_drawn_in_a_minute_and_looks_at_those_that_are(
    client: Client,
    template: Template,
    engine: Engine,
    queue: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(proofs, "LIMIT", ratelimit.Limit("proof", 2, 3600))

    def asked(name: str) -> int:
        said = {"row": {"recipient.name": name}}
        return client.post(f"/designs/{template.pk}/proof", said, content_type="application/json").status_code

    assert [asked(name) for name in ("Ada", "Ada", "Bob", "Cyd", "Ada")] == [200, 200, 200, 429, 200]
