"""What the database itself refuses."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import Team
from accounts.services import users
from templates_app.document import fingerprint
from templates_app.models import Template, TemplateVersion

pytestmark = pytest.mark.django_db
Status = TemplateVersion.Status


def version_of(template: Template, document: dict[str, Any], number: int = 1, **more: Any) -> TemplateVersion:
    return TemplateVersion.objects.create(
        template=template, number=number, document=document, document_sha256=fingerprint(document), **more
    )


def published(template: Template, document: dict[str, Any], number: int = 1) -> TemplateVersion:
    return version_of(template, document, number, status=Status.PUBLISHED, published_at=timezone.now())


@pytest.fixture
def template(team: Team) -> Template:
    return Template.objects.create(team=team, name="Course", slug="course")


@pytest.mark.parametrize(
    "change",
    [
        {"document": {"version": 2}},
        {"number": 7},
        {"status": Status.DRAFT, "published_at": None},
        {"published_at": None, "status": Status.DRAFT},
        {"document_sha256": "0" * 64},
    ],
)
def test_a_published_version_cannot_be_changed_even_past_the_services(
    template: Template, document: dict[str, Any], change: dict[str, Any]
) -> None:
    version = published(template, document)
    with (
        pytest.raises(IntegrityError, match="A published template version never changes"),
        transaction.atomic(),
    ):
        TemplateVersion.objects.filter(pk=version.pk).update(**change)
    assert TemplateVersion.objects.get(pk=version.pk).document == document


def test_a_published_version_cannot_move_to_another_template(
    template: Template, team: Team, document: dict[str, Any]
) -> None:
    version = published(template, document)
    other = Template.objects.create(team=team, name="Other", slug="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        TemplateVersion.objects.filter(pk=version.pk).update(template=other)


def test_the_preview_of_a_published_version_may_be_set(template: Template, document: dict[str, Any]) -> None:
    version = published(template, document)
    TemplateVersion.objects.filter(pk=version.pk).update(preview="designs/a.webp")
    assert TemplateVersion.objects.get(pk=version.pk).preview.name == "designs/a.webp"


def test_a_draft_may_be_changed_and_published(template: Template, document: dict[str, Any]) -> None:
    draft = version_of(template, document)
    changed = {**document, "title": "Other"}
    TemplateVersion.objects.filter(pk=draft.pk).update(document=changed)
    TemplateVersion.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED, published_at=timezone.now())
    assert TemplateVersion.objects.get(pk=draft.pk).document == changed


def test_the_creator_of_a_published_version_may_be_erased(
    template: Template, document: dict[str, Any]
) -> None:
    leaver = users.register(email="leaver@example.org", name="Leaver", password=None)
    version = published(template, document)
    TemplateVersion.objects.filter(pk=version.pk).update(creator=leaver)
    TemplateVersion.objects.filter(creator=leaver).update(creator=None)
    assert TemplateVersion.objects.get(pk=version.pk).creator is None


def refused(**values: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Template.objects.create(name="x", **values)


def test_a_template_belongs_to_a_team_or_is_shipped(team: Team) -> None:
    refused(slug="a")
    refused(slug="a", team=team, is_shipped=True)


def test_slugs_are_unique_within_a_team_and_among_shipped_designs(team: Team, other_team: Team) -> None:
    for owner in ({"team": team}, {"team": other_team}, {"is_shipped": True}):
        Template.objects.create(name="Course", slug="same", **owner)
    refused(slug="same", team=team)
    refused(slug="same", is_shipped=True)


def test_a_template_has_one_draft_and_each_number_once(template: Template, document: dict[str, Any]) -> None:
    published(template, document, number=1)
    version_of(template, document, number=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        version_of(template, document, number=3)
    with pytest.raises(IntegrityError), transaction.atomic():
        published(template, document, number=1)


@pytest.mark.parametrize(
    "values", [{"number": 0}, {"status": Status.PUBLISHED}, {"published_at": timezone.now()}]
)
def test_a_version_has_a_number_from_one_and_a_time_exactly_when_published(
    template: Template, document: dict[str, Any], values: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        version_of(template, document, **values)


def test_a_document_keeps_its_fingerprint_in_the_database(
    template: Template, document: dict[str, Any]
) -> None:
    document["pages"][0]["elements"][0] |= {"x": -0.0, "y": 1e2, "rotation": 0.00001, "opacity": 1.0}
    version = version_of(template, document)
    assert fingerprint(TemplateVersion.objects.get(pk=version.pk).document) == fingerprint(document)
