"""Long lists of designs and versions come a page at a time."""

import re

import pytest
from django.test import Client

from accounts.models import Team, User
from templates_app.models import Template
from templates_app.services import shelf, templates
from templates_app.views import gallery, versions
from templates_app.views import shelf as shelf_views
from tests.templates_app.editor.asking import titled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def made(team: Team, by: User, *names: str) -> list[Template]:
    return [templates.create(team=team, name=name, document=titled(name), by=by) for name in names]


def links(html: str) -> list[tuple[str, str]]:
    """(rel, address) of the buttons of a list's pages."""
    return [(rel, href) for href, rel in re.findall(r'href="([^"]*)" rel="(prev|next)"', html)]


def test_versions_come_a_page_at_a_time_and_any_two_can_be_compared(
    client: Client, team: Team, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "PAGE_SIZE", 2)
    [template] = made(team, member, "Course")
    for title in ("Two", "Three"):
        templates.publish(template=template, by=member)
        templates.save_draft(template=template, document=titled(title), by=member)

    first, second = (client.get(f"/designs/{template.pk}/versions?page={page}") for page in (1, 2))
    shown = [[row.number for row in page.context["versions"]] for page in (first, second)]
    assert shown == [[3, 2], [1]]
    assert [links(page.content.decode()) for page in (first, second)] == [
        [("next", "?page=2")],
        [("prev", "?page=1")],
    ]
    assert b"Archive" in second.content  # a design that was published once, whatever the page shows
    compared = client.get(f"/designs/{template.pk}/compare?v=1&v=3")
    assert compared.context["versions"] == [(3, "Draft"), (2, "Version 2"), (1, "Version 1")]


def test_drafts_come_a_page_at_a_time_and_keep_what_narrows_the_designs(
    client: Client, team: Team, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gallery, "DRAFTS_SIZE", 2)
    made(team, member, "One", "Two", "Three")

    page = client.get("/designs?q=merit&drafts=2")
    assert [draft.template.name for draft, _ in page.context["drafts"]] == ["One"]
    assert links(page.content.decode()) == [("prev", "?q=merit&amp;drafts=1")]


def test_archived_designs_come_a_page_at_a_time(
    client: Client, team: Team, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shelf_views, "PAGE_SIZE", 2)
    for template in made(team, member, "One", "Two", "Three"):
        shelf.archive(template=template, by=member)

    pages = [client.get(f"/designs/archived?page={page}") for page in (1, 2)]
    assert [[design.name for design in page.context["designs"]] for page in pages] == [
        ["Three", "Two"],
        ["One"],
    ]
    assert links(pages[0].content.decode()) == [("next", "?page=2")]
