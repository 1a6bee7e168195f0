"""Nobody's work on a design is written over in silence."""

import copy
from typing import Any

import pytest
from django.utils import timezone

from accounts.models import AuditEvent, Team, TeamMember, User
from iconikcerts.common.errors import Conflict, NotAllowed
from templates_app.document import InvalidDocument, fingerprint
from templates_app.models import Template
from templates_app.services import templates
from templates_app.services.templates import DraftMoved
from tests.factories import make_member, make_user

pytestmark = pytest.mark.django_db
Document = dict[str, Any]


@pytest.fixture
def template(team: Team, user: User, document: Document) -> Template:
    return templates.create(team=team, name="Course completion", document=document, by=user)


@pytest.fixture
def colleague(team: Team) -> User:
    return make_member(team, TeamMember.Role.EDITOR, user=make_user(name="Boris Ivanov"))


def titled(document: Document, title: str) -> Document:
    return {**copy.deepcopy(document), "title": title}


def state(template: Template) -> list[tuple[int, str, str]]:
    found = template.versions.order_by("number")
    return [(version.number, version.status, version.document["title"]) for version in found]


def test_a_save_that_began_with_the_present_draft_is_kept_with_its_writer(
    template: Template, document: Document, user: User, colleague: User
) -> None:
    assert template.versions.get().changed_by == user
    first = templates.save_draft(
        template=template, document=titled(document, "Second"), by=colleague, base=fingerprint(document)
    )
    templates.save_draft(
        template=template, document=titled(document, "Third"), by=user, base=first.document_sha256
    )

    assert state(template) == [(1, "draft", "Third")]
    assert (template.versions.get().creator, template.versions.get().changed_by) == (user, user)


def test_the_second_of_two_people_is_told_who_was_first_when_and_what_stands_there(
    template: Template, document: Document, user: User, colleague: User
) -> None:
    base = fingerprint(document)
    theirs = templates.save_draft(
        template=template, document=titled(document, "Theirs"), by=colleague, base=base
    )

    with pytest.raises(DraftMoved, match="Boris Ivanov has changed this design") as caught:
        templates.save_draft(template=template, document=titled(document, "Mine"), by=user, base=base)

    present = caught.value.present
    assert caught.value.code == "draft_moved"
    assert (present.changed_by, present.updated_at, present.document["title"], present.document_sha256) == (
        colleague,
        theirs.updated_at,
        "Theirs",
        fingerprint(titled(document, "Theirs")),
    )
    assert state(template) == [(1, "draft", "Theirs")]


def test_a_second_tab_of_the_same_person_is_told_too(
    template: Template, document: Document, user: User
) -> None:
    base = fingerprint(document)
    templates.save_draft(template=template, document=titled(document, "One tab"), by=user, base=base)

    with pytest.raises(DraftMoved, match="Amina has changed this design"):
        templates.save_draft(template=template, document=titled(document, "Other tab"), by=user, base=base)
    assert state(template) == [(1, "draft", "One tab")]


def test_the_same_save_sent_twice_is_one_save(
    template: Template, document: Document, user: User, colleague: User
) -> None:
    base, wanted = fingerprint(document), titled(document, "Second")
    first = templates.save_draft(template=template, document=wanted, by=user, base=base)
    again = templates.save_draft(template=template, document=wanted, by=colleague, base=base)

    assert (again.pk, again.updated_at, again.changed_by) == (first.pk, first.updated_at, user)


def test_what_began_with_the_published_version_becomes_the_next_draft(
    template: Template, document: Document, user: User
) -> None:
    published = templates.publish(template=template, by=user, base=fingerprint(document))
    templates.save_draft(
        template=template, document=titled(document, "Next"), by=user, base=published.document_sha256
    )

    assert state(template) == [(1, "published", "Course completion"), (2, "draft", "Next")]


def test_a_save_that_was_published_meanwhile_begins_no_draft_when_it_is_sent_again(
    template: Template, document: Document, user: User
) -> None:
    base, wanted = fingerprint(document), titled(document, "Second")
    draft = templates.save_draft(template=template, document=wanted, by=user, base=base)
    templates.publish(template=template, by=user)

    assert templates.save_draft(template=template, document=wanted, by=user, base=base) == draft
    assert state(template) == [(1, "published", "Second")]


def test_what_began_before_another_publication_does_not_follow_it_in_silence(
    template: Template, document: Document, user: User, colleague: User
) -> None:
    base = fingerprint(document)
    templates.save_draft(template=template, document=titled(document, "Theirs"), by=colleague, base=base)
    templates.publish(template=template, by=colleague)

    with pytest.raises(DraftMoved) as caught:
        templates.save_draft(template=template, document=titled(document, "Mine"), by=user, base=base)
    assert (caught.value.present.changed_by, caught.value.present.is_published) == (colleague, True)
    assert state(template) == [(1, "published", "Theirs")]


def test_only_the_draft_that_was_looked_at_is_published(
    template: Template, document: Document, user: User, colleague: User
) -> None:
    base = fingerprint(document)
    theirs = templates.save_draft(
        template=template, document=titled(document, "Theirs"), by=colleague, base=base
    )

    with pytest.raises(DraftMoved):
        templates.publish(template=template, by=user, base=base)
    assert state(template) == [(1, "draft", "Theirs")]
    version = templates.publish(
        template=template, by=user, base=theirs.document_sha256, name="Data course 2026"
    )
    assert (version.number, Template.objects.get(pk=template.pk).name) == (1, "Data course 2026")
    with pytest.raises(Conflict, match="no draft to publish"):
        templates.publish(template=template, by=user, base=theirs.document_sha256)


def test_a_bad_document_is_told_as_such_before_any_conflict(
    template: Template, document: Document, user: User
) -> None:
    with pytest.raises(InvalidDocument):
        templates.save_draft(template=template, document={**document, "script": 1}, by=user, base="older")


def test_a_shipped_design_has_no_draft_whatever_it_began_with(document: Document, user: User) -> None:
    shipped = Template.objects.create(is_shipped=True, name="Shipped", slug="shipped")
    shipped.versions.create(
        number=1,
        status="published",
        published_at=timezone.now(),
        document=document,
        document_sha256=fingerprint(document),
    )

    with pytest.raises(NotAllowed, match="Copy the design and change the copy"):
        templates.save_draft(
            template=shipped, document=titled(document, "Mine"), by=user, base=fingerprint(document)
        )
    assert state(shipped) == [(1, "published", "Course completion")]


def test_only_beginning_a_draft_is_in_the_audit_trail(
    template: Template, team: Team, document: Document, user: User
) -> None:
    base = templates.publish(template=template, by=user).document_sha256
    for title in ("Second", "Third"):
        saved = templates.save_draft(template=template, document=titled(document, title), by=user, base=base)
        base = saved.document_sha256

    events = AuditEvent.objects.filter(team=team, action="template.draft")
    assert [(event.actor, event.data) for event in events] == [(user, {"version": 2})]


def test_a_design_outlives_the_account_that_changed_it(
    template: Template, document: Document, colleague: User
) -> None:
    templates.save_draft(template=template, document=titled(document, "Theirs"), by=colleague)
    templates.publish(template=template, by=colleague)
    template.versions.update(changed_by=None)

    with pytest.raises(DraftMoved, match=r"^Somebody has changed this design"):
        templates.save_draft(template=template, document=document, by=None, base="older")
