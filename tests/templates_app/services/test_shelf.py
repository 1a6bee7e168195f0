"""A design in its team's library: renamed, offered, archived, deleted."""

from pathlib import Path

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import AuditEvent, Team, User
from iconikcerts.common.errors import Conflict, NotAllowed, NotFound
from templates_app import selectors
from templates_app.models import Template
from templates_app.selectors import DesignFilter
from templates_app.services import copies, previews, shelf, templates
from tests.factories import make_document, make_shipped
from tests.templates_app.pictures_data import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def template(team: Team, user: User) -> Template:
    return templates.create(team=team, name="Diploma", document=make_document(), by=user)


def in_gallery(team: Team) -> list[str]:
    facets = selectors.facets(team=team)
    return [each.name for each in selectors.gallery(team=team, wanted=DesignFilter(), known=facets)]


def test_a_name_changes_and_the_address_stays(template: Template, user: User) -> None:
    shelf.rename(template=template, name="Diploma 2027", by=user)

    found = Template.objects.get()
    assert (found.name, found.slug) == ("Diploma 2027", "diploma")
    assert AuditEvent.objects.get(action="template.rename").changes["name"]["from"] == "Diploma"


def test_an_archived_design_is_not_offered_until_it_is_brought_back(
    template: Template, team: Team, user: User
) -> None:
    published = templates.publish(template=template, by=user)
    shelf.archive(template=template, by=user)
    assert (in_gallery(team), list(selectors.archived(team=team))) == ([], [template])
    with pytest.raises(NotFound):
        selectors.design_by_slug(slug="diploma", team=team)

    shelf.unarchive(template=template, by=user)
    assert (in_gallery(team), list(selectors.archived(team=team))) == (["Diploma"], [])
    assert selectors.design_by_slug(slug="diploma", team=team).current_version == published
    deeds = AuditEvent.objects.filter(action__contains="archive").values_list("action", flat=True)
    assert sorted(deeds) == ["template.archive", "template.unarchive"]


def test_an_archived_draft_leaves_the_list_of_drafts(template: Template, team: Team, user: User) -> None:
    assert [draft.template for draft in selectors.unpublished(team=team)] == [template]
    shelf.archive(template=template, by=user)
    assert list(selectors.unpublished(team=team)) == []


def test_a_design_that_was_never_published_is_deleted_with_its_pictures(
    template: Template,
    user: User,
    media_root: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    draft = template.versions.get()
    name = f"{template.pk}/1-{draft.document_sha256[:16]}.jpg"
    previews.keep(version=draft, name=name, picture=picture())
    folder = media_root / "designs" / str(template.pk)
    assert len(list(folder.iterdir())) == 3
    with django_capture_on_commit_callbacks(execute=True):
        shelf.delete(template=template, by=user)

    assert (Template.objects.count(), list(folder.iterdir())) == (0, [])
    assert AuditEvent.objects.get(action="template.delete").data == {"name": "Diploma"}


def test_a_published_design_is_archived_and_never_deleted(template: Template, user: User) -> None:
    templates.publish(template=template, by=user)
    with pytest.raises(Conflict) as caught:
        shelf.delete(template=template, by=user)
    assert (caught.value.mend.startswith("Archive it"), Template.objects.count()) == (True, 1)


def test_a_starting_point_shows_its_newest_state_and_is_copied_with_it(
    template: Template, team: Team, user: User
) -> None:
    templates.publish(template=template, by=user)
    templates.save_draft(template=template, document=make_document(title="Newer"), by=user)
    assert list(selectors.starters(team=team)) == []
    shelf.offer(template=template, is_starter=True, by=user)

    [offered] = selectors.starters(team=team)
    assert (offered.number, offered.page_width, offered.page_height) == (2, 297, 210)
    made = copies.duplicate(template=template, team=team, by=user)
    assert (made.name, made.versions.get().document["title"], made.is_starter) == (
        "Diploma (copy)",
        "Newer",
        False,
    )
    shelf.archive(template=template, by=user)
    assert list(selectors.starters(team=team)) == []


def test_other_teams_get_nothing_of_it(template: Template, other_team: Team, user: User) -> None:
    shelf.offer(template=template, is_starter=True, by=user)
    shelf.archive(template=template, by=user)

    assert (list(selectors.starters(team=other_team)), list(selectors.archived(team=other_team))) == ([], [])
    with pytest.raises(NotFound):
        copies.duplicate(template=template, team=other_team, by=None)


def test_shipped_designs_stay_as_they_are() -> None:
    shipped = make_shipped(slug="diploma")
    for deed in (
        lambda: shelf.rename(template=shipped, name="Mine", by=None),
        lambda: shelf.archive(template=shipped, by=None),
        lambda: shelf.delete(template=shipped, by=None),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_who_comes_too_late_is_told_that_the_design_is_gone(template: Template, user: User) -> None:
    late = Template.objects.get(pk=template.pk)
    shelf.delete(template=template, by=user)

    deeds = [
        lambda: shelf.rename(template=late, name="Late", by=user),
        lambda: templates.save_draft(template=late, document=make_document(), by=user),
        lambda: templates.publish(template=late, by=user),
    ]
    for deed in deeds:
        with pytest.raises(NotFound, match="This design was deleted"):
            deed()
