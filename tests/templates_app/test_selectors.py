"""What a team sees, and at what cost."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Team
from iconikcerts.common.errors import NotFound
from templates_app import selectors
from templates_app.models import Template
from templates_app.services import assets, templates
from tests.templates_app.pictures_data import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
Document = dict[str, Any]


@pytest.fixture
def publish(document: Document) -> Callable[..., Template]:
    """Make a published design: of a team, or a shipped one."""

    def make(name: str, team: Team | None = None, **more: Any) -> Template:
        owner = team or Team.objects.first()
        assert owner is not None
        template = templates.create(team=owner, name=name, document=document, by=None, **more)
        templates.publish(template=template, by=None)
        if team is None:
            Template.objects.filter(pk=template.pk).update(team=None, is_shipped=True)
        return Template.objects.get(pk=template.pk)

    return make


def test_a_team_sees_its_own_and_the_shipped_designs_own_first(
    team: Team, other_team: Team, publish: Callable[..., Template]
) -> None:
    shipped, first = publish("Shipped"), publish("First", team)
    draft = templates.create(team=team, name="Draft", document=first.versions.get().document, by=None)
    publish("Foreign", other_team)
    assert list(selectors.library(team=team)) == [draft, first, shipped]
    assert list(selectors.designs(team=team)) == [first, shipped]
    assert list(selectors.designs()) == list(selectors.shipped()) == [shipped]


def test_the_library_can_be_narrowed_to_a_category(team: Team, publish: Callable[..., Template]) -> None:
    publish("Shipped", category="school")
    sport = publish("Sport", team, category="sport")
    assert list(selectors.library(team=team, category="sport")) == [sport]


def test_ids_of_other_teams_lead_to_nothing(
    team: Team, other_team: Team, publish: Callable[..., Template]
) -> None:
    foreign = publish("Foreign", other_team)
    picture_of_others = assets.upload(team=other_team, file=ContentFile(picture(), name="a.png"), by=None)
    assert selectors.template(team=other_team, template_id=foreign.pk) == foreign
    for read in (
        lambda key: selectors.template(team=team, template_id=key),
        lambda key: selectors.version(team=team, version_id=key),
        lambda key: selectors.asset(team=team, asset_id=key),
    ):
        for key in (foreign.pk, foreign.current_version_id, picture_of_others.pk, uuid.uuid4()):
            with pytest.raises(NotFound):
                read(key)
    with pytest.raises(NotFound):
        selectors.design_by_slug(slug="foreign", team=team)
    assert list(selectors.assets(team=team)) == []


def test_own_and_shipped_things_are_found_by_id(team: Team, publish: Callable[..., Template]) -> None:
    for template in (publish("Shipped"), publish("Own", team)):
        version = template.current_version
        assert version is not None
        assert selectors.template(team=team, template_id=template.pk) == template
        assert selectors.version(team=team, version_id=version.pk) == version
        assert list(selectors.versions(template=template)) == [version]
    own = assets.upload(team=team, file=ContentFile(picture(), name="a.png"), by=None)
    assert selectors.asset(team=team, asset_id=own.pk) == own


def test_the_teams_own_design_goes_before_a_shipped_one_of_the_same_slug(
    team: Team, publish: Callable[..., Template]
) -> None:
    shipped, own = publish("Same"), publish("Same", team)
    assert shipped.slug == own.slug == "same"
    assert selectors.design_by_slug(slug="same", team=team) == own
    assert selectors.design_by_slug(slug="same") == shipped


def test_a_draft_is_no_design_to_issue_with(team: Team, document: Document) -> None:
    templates.create(team=team, name="Draft", document=document, by=None)
    with pytest.raises(NotFound, match="There is no design 'draft'"):
        selectors.design_by_slug(slug="draft", team=team)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_one_query_however_long(
    team: Team, publish: Callable[..., Template], count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        template = publish(f"Design {number}", team)
        publish(f"Shipped {number}")
        colour = (number, number, number)
        assets.upload(team=team, file=ContentFile(picture(color=colour), name="a.png"), by=None)
    with django_assert_num_queries(1):
        shown = [
            (t.name, t.current_version.number, bool(t.current_version.preview))
            for t in selectors.library(team=team)
        ]  # type: ignore[union-attr]
    assert len(shown) == 2 * count
    with django_assert_num_queries(1):
        assert len([d.current_version.document for d in selectors.designs(team=team)]) == 2 * count  # type: ignore[union-attr]
    with django_assert_num_queries(1):
        assert len([version.creator for version in selectors.versions(template=template)]) == 1
    with django_assert_num_queries(1):
        assert len([asset.file.name for asset in selectors.assets(team=team)]) == count


def test_the_library_does_not_load_documents(team: Team, publish: Callable[..., Template]) -> None:
    publish("Design", team)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(selectors.library(team=team))
    assert '"document"' not in queries[0]["sql"]
