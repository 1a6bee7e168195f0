"""The life of a design."""

import copy
from typing import Any

import pytest
from django.core.files.base import ContentFile

from accounts.models import AuditEvent, Team, User
from iconikcerts.common.errors import Conflict, NotAllowed, NotFound
from templates_app import tasks
from templates_app.document import InvalidDocument, fingerprint
from templates_app.models import Template, TemplateVersion
from templates_app.services import assets, templates
from tests.templates_app.pictures_data import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
Document = dict[str, Any]


@pytest.fixture
def template(team: Team, user: User, document: Document) -> Template:
    return templates.create(team=team, name="Course completion", document=document, by=user, tags=["A4"])


@pytest.fixture
def shipped(document: Document) -> Template:
    template = Template.objects.create(is_shipped=True, name="Shipped", slug="shipped", category="school")
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


def retitled(document: Document, title: str) -> Document:
    return {**copy.deepcopy(document), "title": title}


def numbers(template: Template) -> list[tuple[int, str, str]]:
    found = template.versions.order_by("number")
    return [(version.number, version.status, version.document["title"]) for version in found]


def test_a_new_design_has_one_draft_and_no_current_version(
    template: Template, team: Team, user: User
) -> None:
    assert (template.team, template.creator, template.slug, template.tags) == (
        team,
        user,
        "course-completion",
        ["A4"],
    )
    assert template.current_version is None
    assert numbers(template) == [(1, "draft", "Course completion")]


def test_two_designs_of_one_name_get_different_slugs(
    template: Template, team: Team, document: Document
) -> None:
    twin = templates.create(team=team, name="Course completion", document=document, by=None)
    assert twin.slug.startswith("course-completion-")


def test_a_name_without_latin_letters_gets_a_slug(team: Team, document: Document) -> None:
    assert templates.create(team=team, name="شهادة", document=document, by=None).slug == "design"


def test_saving_replaces_the_draft(template: Template, document: Document) -> None:
    draft = templates.save_draft(template=template, document=retitled(document, "Second"), by=None)
    assert numbers(template) == [(1, "draft", "Second")]
    assert draft.document_sha256 == fingerprint(retitled(document, "Second"))


def test_publishing_freezes_and_the_next_save_begins_a_new_version(
    template: Template, document: Document
) -> None:
    first = templates.publish(template=template, by=None)
    assert Template.objects.get(pk=template.pk).current_version == first
    templates.save_draft(template=template, document=retitled(document, "Second"), by=None)
    assert numbers(template) == [(1, "published", "Course completion"), (2, "draft", "Second")]
    assert Template.objects.get(pk=template.pk).current_version == first
    second = templates.publish(template=template, by=None)
    assert numbers(template) == [(1, "published", "Course completion"), (2, "published", "Second")]
    assert Template.objects.get(pk=template.pk).current_version == second


def test_publishing_twice_is_a_conflict(template: Template) -> None:
    templates.publish(template=template, by=None)
    with pytest.raises(Conflict, match="no draft to publish"):
        templates.publish(template=template, by=None)


def test_publishing_orders_a_preview_once_it_is_committed(
    template: Template, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    ordered: list[str] = []
    monkeypatch.setattr(tasks.make_preview, "apply_async", lambda args, kwargs, **_: ordered.extend(args))
    with django_capture_on_commit_callbacks(execute=True):
        version = templates.publish(template=template, by=None)
        assert ordered == []
    assert ordered == [str(version.pk)]


def test_a_draft_that_fell_behind_the_rules_is_not_published(template: Template, document: Document) -> None:
    document["pages"][0]["elements"][1]["font"]["family"] = "Withdrawn"
    template.versions.update(document=document)
    with pytest.raises(InvalidDocument, match="'Withdrawn' is not available"):
        templates.publish(template=template, by=None)
    assert numbers(template)[0][1] == "draft"


def test_a_bad_document_is_neither_created_nor_saved(
    template: Template, team: Team, document: Document
) -> None:
    bad = {**document, "script": "alert(1)"}
    with pytest.raises(InvalidDocument, match="script: is not known here"):
        templates.create(team=team, name="Bad", document=bad, by=None)
    with pytest.raises(InvalidDocument):
        templates.save_draft(template=template, document=bad, by=None)
    assert Template.objects.count() == 1
    assert numbers(template) == [(1, "draft", "Course completion")]


def test_a_picture_must_belong_to_the_team(
    template: Template, team: Team, other_team: Team, document: Document
) -> None:
    mine, foreign = (
        assets.upload(team=owner, file=ContentFile(picture(), name="a.png"), by=None)
        for owner in (team, other_team)
    )
    document["pages"][0]["elements"][3]["source"] = f"asset:{mine.pk}"
    templates.save_draft(template=template, document=document, by=None)
    for asset_id in (foreign.pk, "nothing"):
        document["pages"][0]["elements"][3]["source"] = f"asset:{asset_id}"
        with pytest.raises(InvalidDocument) as caught:
            templates.save_draft(template=template, document=document, by=None)
        assert [str(fault) for fault in caught.value.faults] == [
            "pages[0].elements[3].source: is no picture of this team; upload it or choose another"
        ]


def test_a_shipped_design_is_copied_not_changed(
    shipped: Template, team: Team, user: User, document: Document
) -> None:
    for change in (
        lambda: templates.save_draft(template=shipped, document=document, by=user),
        lambda: templates.publish(template=shipped, by=user),
    ):
        with pytest.raises(NotAllowed, match="Copy the design and change the copy"):
            change()
    copied = templates.duplicate(template=shipped, team=team, by=user)
    assert (copied.team, copied.is_shipped, copied.name, copied.category) == (
        team,
        False,
        "Shipped",
        "school",
    )
    assert numbers(copied) == [(1, "draft", "Course completion")]
    assert numbers(shipped) == [(1, "published", "Course completion")]


def test_a_design_of_another_team_cannot_be_copied(template: Template, other_team: Team) -> None:
    with pytest.raises(NotFound):
        templates.duplicate(template=template, team=other_team, by=None)


def test_every_deed_is_in_the_audit_trail(
    template: Template, team: Team, user: User, document: Document
) -> None:
    templates.save_draft(template=template, document=document, by=user)
    templates.publish(template=template, by=user)
    for _ in range(3):
        templates.save_draft(template=template, document=document, by=user)
    events = AuditEvent.objects.filter(team=team, action__startswith="template.").order_by("created_at")
    assert [(event.action, event.actor, event.data) for event in events] == [
        ("template.create", user, {}),
        ("template.publish", user, {"version": 1}),
        ("template.draft", user, {"version": 2}),
    ]
