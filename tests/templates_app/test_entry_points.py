"""Where the editor is entered: the page of a design, and the drafts above the gallery."""

import pytest
from django.test import Client

from accounts.models import TeamMember
from accounts.services import teams
from templates_app.services import templates
from tests.factories import make_document, make_member, make_shipped, make_team, make_user, make_version

pytestmark = pytest.mark.django_db


def test_the_team_s_own_design_is_edited_and_any_other_copied(client: Client) -> None:
    member = make_user()
    make_shipped(slug="diploma")
    own = make_version(team=teams.personal(user=member), slug="ours").template
    public = client.get("/designs/diploma").content.decode()
    client.force_login(member)
    shipped, ours = (client.get(f"/designs/{slug}").content.decode() for slug in ("diploma", "ours"))

    copying, editing = 'action="/designs/diploma/customise"', f'href="/designs/{own.pk}/edit"'
    assert (copying in public, copying in shipped, 'customise"' in ours) == (False, True, False)
    assert (editing in ours, '/edit"' in shipped, '/edit"' in public) == (True, False, False)


def test_drafts_that_were_never_published_stand_above_the_gallery_for_those_who_edit(client: Client) -> None:
    team = make_team()
    editor = make_member(team, TeamMember.Role.EDITOR, user=make_user(name="Boris Ivanov"))
    first, second, published = (
        templates.create(team=team, name=name, document=make_document(), by=editor)
        for name in ("First idea", "Second idea", "Finished")
    )
    templates.save_draft(template=first, document=make_document(title="Changed"), by=team.owner)
    templates.publish(template=published, by=editor)
    templates.create(team=make_team("Others"), name="Theirs", document=make_document(), by=None)
    pages = {}
    for role, user in (("editor", editor), ("viewer", make_member(team, TeamMember.Role.VIEWER))):
        client.force_login(user)
        pages[role] = client.get("/designs")

    assert [(each.template, each.changed_by) for each, _ in pages["editor"].context["drafts"]] == [
        (first, team.owner),
        (second, editor),
    ]
    said = pages["editor"].content.decode()
    assert [text in said for text in ("Drafts of your team", 'href="/designs/new"')] == [True, True]
    assert (f'href="/designs/{first.pk}/edit"' in said, "by <bdi>Boris Ivanov</bdi>" in said) == (True, True)
    said = pages["viewer"].content.decode()
    assert [text in said for text in ("Drafts of your team", 'href="/designs/new"')] == [False, False]
    client.force_login(make_user())
    assert "Drafts of your team" not in client.get("/designs").content.decode()
