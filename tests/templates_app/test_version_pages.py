"""The pages about versions: what they list, compare and show, and to whom."""

from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import Team, TeamMember, User
from templates_app import usage
from templates_app.document import fingerprint
from templates_app.models import Template
from templates_app.services import previews, templates, versions
from templates_app.thumbnails import name_of_small
from tests.factories import make_document, make_member, make_user
from tests.templates_app.pictures_data import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def wide(title: str, x: float) -> dict[str, Any]:
    document = make_document(title=title)
    document["pages"][0]["elements"][1]["x"] = x
    return document


@pytest.fixture
def template(team: Team, member: User) -> Template:
    """Version 1 is published; the course lies 12 mm further right in the draft, 2."""
    made = templates.create(team=team, name="Data course", document=wide("Course", 20), by=member)
    templates.publish(template=made, by=member, version_name="Spring", note="Blue seal.")
    templates.save_draft(template=made, document=wide("Course", 32), by=member)
    return made


def page(client: Client, template: Template, rest: str) -> Any:
    return client.get(f"/designs/{template.pk}/{rest}")


def draw(template: Template, number: int) -> None:
    """Pictures as a worker makes them, of one colour."""
    version = template.versions.get(number=number)
    name = f"{template.pk}/{number}-{version.document_sha256[:16]}.jpg"
    previews.keep(version=version, name=name, picture=picture())


def test_the_list_names_every_version_with_its_words_and_its_certificates(
    client: Client, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = template.versions.get(number=1)
    monkeypatch.setattr(usage, "_counts", [lambda ids: {published.pk: 7}, lambda ids: {published.pk: 2}])

    rows = page(client, template, "versions").context["versions"]
    assert [(row.title, row.note, row.kind, row.issued, row.is_current, row.who) for row in rows] == [
        ("Draft", "", "draft", 0, False, "Amina"),
        ("Version 1: Spring", "Blue seal.", "published", 9, True, "Amina"),
    ]


def test_what_changed_is_said_in_words_and_shown_in_pictures(client: Client, template: Template) -> None:
    draw(template, 1)
    response = page(client, template, "compare?v=2&v=1")

    comparison = response.context["comparison"]
    assert (comparison.before.number, comparison.after.number) == (1, 2)
    assert [change.text for change in comparison.changes] == [
        "The text ‘{course.title}’ moved 12 mm to the right"
    ]
    [pair] = comparison.pages
    assert (pair.before.state, pair.after.state, pair.fits) == ("ready", "drawing", True)
    over = page(client, template, "compare?v=1&v=2&view=over").content.decode()
    assert ('type="range"' in over, 'type="range"' in response.content.decode()) == (True, False)


@pytest.mark.parametrize("query", ["", "?v=1", "?v=1&v=1", "?v=1&v=x", "?v=99999999999&v=1"])
def test_a_choice_that_is_not_two_versions_leads_back_with_a_word(
    client: Client, template: Template, query: str
) -> None:
    response = client.get(f"/designs/{template.pk}/compare{query}", follow=True)

    assert response.redirect_chain == [(f"/designs/{template.pk}/versions?choose=two", 302)]
    assert "Choose two versions to compare." in response.content.decode()


def test_a_picture_is_served_for_the_document_that_it_shows_and_no_other(
    client: Client, template: Template
) -> None:
    draw(template, 2)
    stored = str(template.versions.get(number=2).preview)
    of = fingerprint(wide("Course", 32))[:16]

    response = page(client, template, f"versions/2/picture?page=1&of={of}")
    assert b"".join(response) == default_storage.open(stored).read()
    assert "immutable" in response.headers["Cache-Control"]
    small = page(client, template, f"versions/2/picture?of={of}&size=small")
    assert b"".join(small) == default_storage.open(name_of_small(stored)).read()
    templates.save_draft(template=template, document=wide("Course", 40), by=None)
    assert page(client, template, f"versions/2/picture?of={of}").status_code == 404
    assert page(client, template, "versions/2/picture?of=").status_code == 404


def test_a_region_without_a_picture_looks_again_and_one_with_it_does_not(
    client: Client, template: Template
) -> None:
    drawing = page(client, template, "versions/2/figure?page=1&tries=4").content.decode()
    draw(template, 2)
    ready = page(client, template, "versions/2/figure?page=1&tries=4").content.decode()

    assert ("tries=5" in drawing, "Drawing…" in drawing, "<img" in drawing) == (True, True, False)
    assert ("hx-get" in ready, "<img" in ready) == (False, True)


def test_a_new_picture_of_a_draft_takes_the_place_of_the_old_one(
    template: Template, media_root: Path
) -> None:
    draw(template, 2)
    templates.save_draft(template=template, document=wide("Course", 40), by=None)
    changed = template.versions.get(number=2).updated_at
    draw(template, 2)

    of = fingerprint(wide("Course", 40))[:16]
    names = {path.name for path in (media_root / "designs" / str(template.pk)).iterdir()}
    assert names == {f"2-{of}.jpg", f"2-{of}-small.webp", f"2-{of}-card.jpg"}
    assert template.versions.get(number=2).updated_at == changed


def test_a_picture_of_what_was_changed_meanwhile_is_not_kept(template: Template, media_root: Path) -> None:
    late = template.versions.get(number=2)
    templates.save_draft(template=template, document=wide("Course", 40), by=None)
    previews.keep(version=late, name=f"{template.pk}/2-{late.document_sha256[:16]}.jpg", picture=picture())

    assert list((media_root / "designs" / str(template.pk)).iterdir()) == []
    assert template.versions.get(number=2).preview.name == ""


def test_publishing_asks_what_changed_since_the_last_version(client: Client, template: Template) -> None:
    assert page(client, template, "changes").json() == {
        "number": 2,
        "isPublished": False,
        "since": 1,
        "changes": ["The text ‘{course.title}’ moved 12 mm to the right"],
        "needsApproval": False,
    }
    templates.publish(template=template, by=None)
    assert page(client, template, "changes").json() == {
        "number": 2,
        "isPublished": True,
        "since": 2,
        "changes": [],
        "needsApproval": False,
    }


def test_two_who_met_hear_what_each_of_them_changed(client: Client, template: Template) -> None:
    before, mine = wide("Course", 20), wide("Mine", 20)
    answer = client.post(
        f"/designs/{template.pk}/changes",
        {"before": before, "document": mine},
        content_type="application/json",
    )
    broken = client.post(
        f"/designs/{template.pk}/changes", {"before": before, "document": 3}, content_type="application/json"
    )

    assert answer.json() == {
        "theirs": ["The text ‘{course.title}’ moved 12 mm to the right"],
        "mine": ["The title ‘Course’ became ‘Mine’"],
    }
    assert (broken.status_code, broken.json()["error"]["code"]) == (422, "invalid_document")


def test_a_restore_is_asked_for_by_an_editor_and_leads_to_the_list(
    client: Client, template: Template
) -> None:
    base = fingerprint(wide("Course", 32))
    response = client.post(f"/designs/{template.pk}/versions/1/restore", {"base": base}, follow=True)

    assert response.redirect_chain == [(f"/designs/{template.pk}/versions", 302)]
    assert [row.title for row in response.context["versions"]] == [
        "Draft",
        "Draft 2, set aside",
        "Version 1: Spring",
    ]
    assert "Draft 3 looks like version 1." in response.content.decode()


def test_words_are_changed_and_what_is_too_long_is_refused(client: Client, template: Template) -> None:
    address = f"/designs/{template.pk}/versions/1/words"
    refused = client.post(address, {"name": "x" * 121})
    assert (refused.status_code, template.versions.get(number=1).name) == (422, "Spring")

    client.post(address, {"name": "Summer", "note": ""})
    kept = template.versions.get(number=1)
    assert (kept.name, kept.note) == ("Summer", "")


def test_a_window_too_small_for_the_editor_shows_the_design_in_short(
    client: Client, template: Template
) -> None:
    draw(template, 2)
    changed = page(client, template, "summary").content.decode()
    templates.publish(template=template, by=None)
    published = page(client, template, "summary").content.decode()

    assert ("not published." in changed, "versions/2/picture" in changed) == (True, True)
    assert ("Everything is published." in published, "/certificates/new/data-course" in published) == (
        True,
        True,
    )


def test_a_design_in_short_has_the_newest_versions_alone_drawn(
    client: Client,
    template: Template,
    member: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    for number in range(4):
        versions.restore(template=template, number=1 + number % 2, by=member)
    cache.clear()
    with django_capture_on_commit_callbacks() as asked:
        shown = page(client, template, "summary").context["versions"]
    assert ([row.number for row in shown], len(asked)) == ([6, 5, 4, 3], 4)


def addresses(template: Template) -> list[str]:
    stem = f"/designs/{template.pk}"
    read = ["versions", "compare?v=1&v=2", "versions/1", "versions/1/figure", "summary", "changes"]
    return [f"{stem}/{rest}" for rest in read]


def test_strangers_find_nothing_and_viewers_change_nothing(team: Team, template: Template) -> None:
    stranger, viewer = Client(), Client()
    stranger.force_login(make_user())
    viewer.force_login(make_member(team, TeamMember.Role.VIEWER))
    writes = [f"/designs/{template.pk}/versions/1/{deed}" for deed in ("restore", "words")]

    assert [stranger.get(each).status_code for each in addresses(template)] == [404] * 6
    assert [stranger.post(each).status_code for each in writes] == [404] * 2
    assert [viewer.get(each).status_code for each in addresses(template)] == [200, 200, 200, 200, 200, 403]
    assert [viewer.post(each).status_code for each in writes] == [403] * 2
    assert template.versions.count() == 2


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_costs_the_same_queries_for_two_versions_and_for_four(
    client: Client,
    template: Template,
    member: User,
    more: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(more):
        versions.restore(template=template, number=1 + number, by=member)

    with django_assert_num_queries(
        12
    ):  # session, user, team, member, design, versions and their count, certificates, side bar, approvals, grants, members
        client.get(f"/designs/{template.pk}/versions")
