"""Certificates and the versions of a design: whoever holds one keeps the version that it was issued with."""

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Team
from certificates.models import Certificate
from templates_app import usage
from templates_app.models import Template
from templates_app.services import templates, versions
from tests.factories import make_certificate, make_document, make_job, make_row, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def template(team: Team) -> Template:
    made = templates.create(team=team, name="Course", document=make_document(title="First"), by=None)
    templates.publish(template=made, by=None)
    return made


def issue(template: Template, count: int) -> list[Certificate]:
    version = Template.objects.get(pk=template.pk).current_version
    job = make_job(version, team=template.team)
    return [make_certificate(make_row(job)) for _ in range(count)]


def test_each_version_says_how_many_certificates_were_issued_with_it(template: Template) -> None:
    issue(template, 2)
    templates.save_draft(template=template, document=make_document(title="Second"), by=None)
    templates.publish(template=template, by=None)
    issue(template, 1)
    templates.save_draft(template=template, document=make_document(title="Third"), by=None)

    first, second, third = template.versions.order_by("number")
    ids = [first.pk, second.pk, third.pk]
    assert usage.issued_with(ids) == {first.pk: 2, second.pk: 1, third.pk: 0}


def test_certificates_keep_their_version_when_another_is_restored_and_published(template: Template) -> None:
    [old] = issue(template, 1)
    templates.save_draft(template=template, document=make_document(title="Second"), by=None)
    templates.publish(template=template, by=None)
    [new] = issue(template, 1)
    versions.restore(template=template, number=1, by=None)
    templates.publish(template=template, by=None)
    [newest] = issue(template, 1)

    found = [Certificate.objects.get(pk=each.pk).template_version for each in (old, new, newest)]
    assert [(version.number, version.document["title"]) for version in found] == [
        (1, "First"),
        (2, "Second"),
        (3, "First"),
    ]


def test_a_design_that_somebody_holds_a_certificate_of_cannot_be_deleted(template: Template) -> None:
    [certificate] = issue(template, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Template.objects.filter(pk=template.pk).delete()
    assert Certificate.objects.get(pk=certificate.pk).template_version.template == template
