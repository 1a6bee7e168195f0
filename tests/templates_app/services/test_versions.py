"""Versions with names and notes, and going back to one: nothing that somebody made is lost."""

import copy
from typing import Any

import pytest
from django.db import connection

from accounts.models import AuditEvent, Team, User
from iconikcerts.common.errors import Conflict, NotFound
from templates_app.document import fingerprint
from templates_app.models import Template, TemplateVersion
from templates_app.selectors import newest_version
from templates_app.services import templates, versions
from templates_app.services.templates import DraftMoved
from tests.factories import make_document

pytestmark = pytest.mark.django_db
Document = dict[str, Any]


def titled(title: str) -> Document:
    return make_document(title=title)


@pytest.fixture
def template(team: Team, user: User) -> Template:
    """Version 1 "First" and version 2 "Second" are published."""
    made = templates.create(team=team, name="Course", document=titled("First"), by=user)
    templates.publish(template=made, by=user, version_name="Spring", note="As the board wished.")
    templates.save_draft(template=made, document=titled("Second"), by=user)
    templates.publish(template=made, by=user)
    return made


def state(template: Template) -> list[tuple[int, str, str]]:
    found = template.versions.order_by("number")
    return [(version.number, version.status, version.document["title"]) for version in found]


def test_a_version_keeps_the_name_and_the_note_that_it_was_published_with(template: Template) -> None:
    words = template.versions.order_by("number").values_list("name", "note")
    assert list(words) == [("Spring", "As the board wished."), ("", "")]


def test_the_words_of_a_published_version_may_change_and_its_document_may_not(
    template: Template, user: User
) -> None:
    before = template.versions.get(number=1)
    versions.describe(template=template, number=1, by=user, name="Spring 2027", note="")

    after = template.versions.get(number=1)
    assert (after.name, after.note, after.document, after.updated_at) == (
        "Spring 2027",
        "",
        before.document,
        before.updated_at,
    )
    deed = AuditEvent.objects.get(action="template.describe")
    assert (deed.actor, deed.data) == (user, {"version": 1})


def test_restoring_begins_a_draft_and_leaves_what_is_published_alone(template: Template, user: User) -> None:
    draft = versions.restore(template=template, number=1, by=user)

    assert state(template) == [(1, "published", "First"), (2, "published", "Second"), (3, "draft", "First")]
    assert (draft.changed_by, newest_version(template=template)) == (user, draft)
    assert Template.objects.get(pk=template.pk).current_version == template.versions.get(number=2)
    deed = AuditEvent.objects.get(action="template.restore")
    assert deed.data == {"version": 3, "restored": 1, "set_aside": None}


def test_a_draft_in_the_way_is_set_aside_and_can_be_restored_itself(template: Template, user: User) -> None:
    templates.save_draft(template=template, document=titled("Half done"), by=user)
    versions.restore(template=template, number=1, by=user)
    aside = [(1, "published", "First"), (2, "published", "Second"), (3, "aside", "Half done")]
    assert state(template) == [*aside, (4, "draft", "First")]

    versions.restore(template=template, number=3, by=user)
    assert state(template) == [*aside, (4, "aside", "First"), (5, "draft", "Half done")]
    published = templates.publish(template=template, by=user)
    assert (published.number, newest_version(template=template)) == (5, published)


def test_what_was_set_aside_is_never_taken_for_the_design_as_it_stands(
    template: Template, user: User
) -> None:
    templates.save_draft(template=template, document=titled("Half done"), by=user)
    TemplateVersion.objects.filter(template=template, number=3).update(status="aside")

    assert newest_version(template=template).number == 2


def test_the_same_look_is_not_restored_again(template: Template, user: User) -> None:
    with pytest.raises(Conflict, match="same as version 2 already"):
        versions.restore(template=template, number=2, by=user)
    assert len(state(template)) == 2


def test_a_restore_does_not_go_over_what_a_colleague_has_changed_meanwhile(
    template: Template, user: User
) -> None:
    seen = fingerprint(titled("Second"))
    templates.save_draft(template=template, document=titled("Theirs"), by=user)

    with pytest.raises(DraftMoved):
        versions.restore(template=template, number=1, by=user, base=seen)
    assert state(template)[-1] == (3, "draft", "Theirs")


def test_a_version_that_is_not_there_is_not_restored(template: Template, user: User) -> None:
    with pytest.raises(NotFound, match="no version 7"):
        versions.restore(template=template, number=7, by=user)


def test_the_database_takes_rows_of_a_process_that_knows_no_names(template: Template) -> None:
    """During a deployment the version before still writes: what it does not know, the database fills in."""
    document = copy.deepcopy(titled("Old"))
    made = TemplateVersion.objects.create(
        template=template, number=9, document=document, document_sha256=fingerprint(document)
    )
    columns = [field.column for field in TemplateVersion._meta.fields if field.column not in ("name", "note")]
    values = ", ".join(
        "12" if column == "number" else f"'{'0' * 31}1'" if column == "id" else column for column in columns
    )
    TemplateVersion.objects.filter(pk=made.pk).update(status="aside")
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO templates_app_templateversion ({', '.join(columns)}) SELECT {values} "  # noqa: S608
            "FROM templates_app_templateversion WHERE number = 9"
        )

    assert list(template.versions.filter(number=12).values_list("name", "note")) == [("", "")]
