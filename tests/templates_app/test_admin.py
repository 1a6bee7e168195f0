"""What operators see in the admin, and what they cannot change there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Team
from templates_app.models import Asset, Template
from templates_app.services import assets, templates
from tests.factories import make_operator
from tests.templates_app.pictures_data import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def operator() -> Client:
    client = Client()
    client.force_login(make_operator())
    return client


@pytest.fixture
def make(team: Team, document: dict[str, Any]) -> Callable[[int], Template]:
    """Make a published design with a picture, under a number."""

    def design(number: int) -> Template:
        template = templates.create(team=team, name=f"Design {number}", document=document, by=team.owner)
        templates.publish(template=template, by=team.owner)
        content = picture(color=(number, 0, 0))
        assets.upload(team=team, file=ContentFile(content, name=f"picture {number}.png"), by=team.owner)
        return template

    return design


def page(model: str, kind: str, *args: object) -> str:
    return reverse(f"admin:templates_app_{model}_{kind}", args=args)


@pytest.mark.parametrize(("model", "shown"), [("template", "Design 1"), ("templateversion", "Design 1"), ("asset", "picture 1")])  # fmt: skip
def test_lists_show_every_thing_at_the_same_cost(
    operator: Client, make: Callable[[int], Template], model: str, shown: str
) -> None:
    make(1)
    with CaptureQueriesContext(connection) as of_one:
        assert shown in operator.get(page(model, "changelist")).content.decode()
    make(2)
    make(3)
    with CaptureQueriesContext(connection) as of_three:
        operator.get(page(model, "changelist"))
    assert len(of_three) == len(of_one)


def test_words_about_a_design_can_be_mended_its_versions_cannot(
    operator: Client, make: Callable[[int], Template]
) -> None:
    template = make(1)
    form = operator.get(page("template", "change", template.pk)).content.decode()
    assert 'name="description"' in form
    assert 'name="slug"' not in form
    assert 'name="versions-0-number"' not in form
    version = template.versions.get()
    assert operator.post(page("templateversion", "change", version.pk), {"number": 9}).status_code == 403
    assert template.versions.get().number == 1


def test_nothing_is_added_or_deleted_in_the_admin(operator: Client, make: Callable[[int], Template]) -> None:
    template = make(1)
    things = {"template": template, "templateversion": template.versions.get(), "asset": Asset.objects.get()}
    for model, thing in things.items():
        assert operator.get(page(model, "add")).status_code == 403
        assert operator.post(page(model, "delete", thing.pk), {"post": "yes"}).status_code == 403
    assert (Template.objects.count(), Asset.objects.count()) == (1, 1)
