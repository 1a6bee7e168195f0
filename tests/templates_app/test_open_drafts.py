"""A draft whose fields, conditions and formulas are not right yet, in all that is done with drafts."""

import copy
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Team, User
from templates_app import tasks
from templates_app.document import InvalidDocument
from templates_app.models import Template
from templates_app.rendering.proof import Proof
from templates_app.services import previews, proofs, templates, versions
from tests.factories import make_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
Document = dict[str, Any]


class Seen(Exception):
    """What is drawn was looked at; the rest is the engine's."""


def half_done() -> Document:
    document = make_document(title="Half done")
    document["fields"] += [
        {"key": "total", "label": "Total", "type": "number", "formula": "other + 1"},
        {"key": "other", "label": "Other", "type": "number", "formula": "total +"},
    ]
    name, course, number, code = document["pages"][0]["elements"]
    name["text"] = "To {recipient.nmae} {total"
    course |= {"text": "{course.title|date:long} {total}", "when": "course.scor >=", "link": "{verify.ulr}"}
    number |= {"when": "sequence > course.score"}
    code["content"] = "{verify.adress}"
    return document


@pytest.fixture
def template(team: Team, member: User) -> Template:
    """Version 1 is published; 2, a draft, is half done."""
    made = templates.create(team=team, name="Data course", document=make_document(), by=member)
    templates.publish(template=made, by=member)
    templates.save_draft(template=made, document=half_done(), by=member)
    return made


@pytest.mark.parametrize(
    "place",
    ["edit", "versions", "versions/2", "versions/2/figure", "compare?v=1&v=2", "changes", "summary", "file"],
)
def test_every_page_about_it_opens(client: Client, template: Template, place: str) -> None:
    assert client.get(f"/designs/{template.pk}/{place}").status_code == 200


def test_what_changed_is_told_to_whoever_meets_it(client: Client, template: Template) -> None:
    sent = {"before": make_document(), "document": half_done()}
    said = client.post(f"/designs/{template.pk}/changes", sent, content_type="application/json").json()
    assert (said["mine"] == said["theirs"], len(said["mine"]) > 3) == (True, True)


def test_it_is_copied_exported_imported_offered_and_restored_but_not_published(
    client: Client, template: Template, user: User
) -> None:
    client.post(f"/designs/{template.pk}/duplicate")
    file = client.get(f"/designs/{template.pk}/file").content
    page = client.post("/designs/import", {"design": SimpleUploadedFile("design.zip", file)}, follow=True)
    assert "the editor says what to mend before it is published" in page.content.decode()
    copies = list(Template.objects.exclude(pk=template.pk))
    assert [copy.versions.get().document for copy in copies] == [half_done(), half_done()]
    client.post(f"/designs/{template.pk}/starter", {"is_starter": "true"})
    client.post(f"/designs/{template.slug}/customise")
    begun = Template.objects.latest("created_at")
    assert begun.versions.get().document == make_document()  # with what was published

    versions.restore(template=template, number=1, by=user)
    assert versions.restore(template=template, number=2, by=user).document == half_done()
    for each in (template, *copies):
        with pytest.raises(InvalidDocument, match=r"^The design cannot be published yet: "):
            templates.publish(template=each, by=user)


@pytest.mark.parametrize(
    "said", [{"person": "long"}, {"row": {"recipient.name": "Åsa", "course.title": "Art"}}]
)
def test_its_proof_and_its_thumbnail_show_placeholders_as_they_are_typed(
    client: Client,
    template: Template,
    said: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    drawn: list[Document] = []

    def engine(document: Document, values: dict[str, str], **_: Any) -> Proof:
        drawn.append(copy.deepcopy(document))
        return Proof(pages=(b"page",))

    def picture(document: Document, values: dict[str, str], **_: Any) -> bytes:
        drawn.append(copy.deepcopy(document))
        raise Seen

    monkeypatch.setattr(proofs, "render_proof", engine)
    monkeypatch.setattr(previews, "render_image", picture)
    monkeypatch.setattr(tasks.draw_proof, "delay", tasks.draw_proof)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/designs/{template.pk}/proof", said, content_type="application/json")
    with pytest.raises(Seen):
        previews.make(version=template.versions.get(number=2))

    texts = [[each.get("text", each.get("content")) for each in one["pages"][0]["elements"]] for one in drawn]
    expected = [
        "To {{recipient.nmae}} {{total",
        "{{course.title|date:long}} {{total}}",
        "{certificate.number}",
        "{{verify.adress}}",
    ]
    assert texts == [expected, expected]
