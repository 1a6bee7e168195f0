"""What a team does with a whole design, page by page."""

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Team, TeamMember, User
from iconikcerts.common import ratelimit
from templates_app import design_file
from templates_app.models import Template
from templates_app.services import shelf, templates, transfer
from templates_app.views import shelf as views
from tests.factories import make_document, make_member, make_user
from tests.templates_app.editor.asking import titled

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def template(team: Team, member: User) -> Template:
    return templates.create(team=team, name="Été 2027", document=make_document(), by=member)


def post(client: Client, template: Template, deed: str, **said: str) -> Any:
    return client.post(f"/designs/{template.pk}/{deed}", said)


def give(client: Client, content: bytes) -> Any:
    return client.post("/designs/import", {"design": SimpleUploadedFile("design.zip", content)}, follow=True)


def test_the_name_is_changed_from_the_bar(client: Client, template: Template) -> None:
    address = f"/designs/{template.pk}/name"
    changed = client.put(address, {"name": " Hiver 2027 "}, content_type="application/json")
    refused = [
        client.put(address, {"name": name}, content_type="application/json").json()["faults"]
        for name in ("  ", "x" * 121, None, "a\x00", "\ud800")
    ]

    assert changed.json() == {"name": "Hiver 2027"}
    assert [[fault["path"] for fault in faults] for faults in refused] == [["name"]] * 5
    assert Template.objects.get().name == "Hiver 2027"


def test_a_design_leaves_as_a_file_and_comes_back_as_a_draft(client: Client, template: Template) -> None:
    templates.publish(template=template, by=None)
    templates.save_draft(template=template, document=titled("Newer"), by=None)
    file = client.get(f"/designs/{template.pk}/file")
    assert file.headers["Content-Disposition"] == 'attachment; filename="ete-2027.zip"'
    assert design_file.read(file.content).document["title"] == "Newer"

    response = give(client, file.content)
    made = Template.objects.exclude(pk=template.pk).get()
    assert response.redirect_chain == [(f"/designs/{made.pk}/versions", 302)]
    assert (made.name, made.versions.get().document["title"]) == ("Été 2027", "Newer")


def test_a_design_too_large_to_come_back_does_not_leave_and_says_why(
    client: Client, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(design_file, "MAX_FILE_BYTES", 100)
    refused = client.get(f"/designs/{template.pk}/file")

    assert refused.status_code == 422
    assert str(refused.context["error"]) == (
        "The file is larger than 0 MB. Use smaller pictures in the design, and export it again."
    )


def test_what_is_wrong_with_a_file_is_listed_with_its_places(client: Client, template: Template) -> None:
    bad = make_document()
    bad["pages"][0]["elements"][0]["type"] = "hologram"
    wrong = give(client, design_file.write(design_file.DesignFile("Bad", bad)))
    broken, none = give(client, b"no design"), client.post("/designs/import")

    assert (wrong.status_code, len(wrong.context["faults"])) == (422, 1)
    assert wrong.context["faults"][0].startswith("pages[0].elements[0].type: ")
    assert (broken.status_code, "cannot be unpacked" in broken.content.decode()) == (422, True)
    assert (none.status_code, "Choose a .zip file" in none.content.decode()) == (422, True)
    assert Template.objects.get() == template


def test_a_person_imports_so_many_in_a_minute(
    client: Client, template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "IMPORTS", ratelimit.Limit("import", 1, 3600))
    cache.clear()
    content = transfer.pack(template=template, version=template.versions.get())

    answers = [give(client, content) for _ in range(2)]
    assert "Too many designs came at once." in answers[1].content.decode()
    assert Template.objects.count() == 2


def test_a_missing_font_is_told_after_the_import(client: Client, template: Template) -> None:
    document = make_document()
    document["pages"][0]["elements"][0]["font"] = {"family": "Comic Neue"}
    response = give(client, design_file.write(design_file.DesignFile("Other", document)))
    assert "The font ‘Comic Neue’ is not here" in response.content.decode()


def test_a_draft_is_copied_offered_and_deleted(client: Client, template: Template) -> None:
    post(client, template, "starter", starter="1")
    page = client.get("/designs/new")
    assert [version.template.name for version, _ in page.context["starters"]] == ["Été 2027"]

    response = post(client, template, "duplicate")
    copied = Template.objects.get(name="Été 2027 (copy)")
    assert response.headers["Location"] == f"/designs/{copied.pk}/edit"
    assert post(client, copied, "delete").headers["Location"] == "/designs"
    assert Template.objects.get() == template


def test_a_published_design_is_archived_found_again_and_not_deleted(
    client: Client, template: Template
) -> None:
    templates.publish(template=template, by=None)
    assert post(client, template, "delete").status_code == 409
    post(client, template, "archive")
    gallery = client.get("/designs")
    assert ("1 archived design" in gallery.content.decode(), gallery.context["total"]) == (True, 0)
    assert list(client.get("/designs/archived").context["designs"]) == [template]

    post(client, template, "archive", back="1")
    gallery = client.get("/designs")
    assert ("archived design" in gallery.content.decode(), gallery.context["total"]) == (False, 1)


def test_the_page_of_versions_offers_what_can_be_done(client: Client, template: Template) -> None:
    def offered() -> list[str]:
        page = client.get(f"/designs/{template.pk}/versions").content.decode()
        return [
            words for words in ("Delete this design?", "Archive this design?", "Bring back") if words in page
        ]

    assert offered() == ["Delete this design?"]
    templates.publish(template=template, by=None)
    assert offered() == ["Archive this design?"]
    shelf.archive(template=template, by=None)
    assert offered() == ["Bring back"]


def test_strangers_find_nothing_and_viewers_change_nothing(team: Team, template: Template) -> None:
    stranger, viewer = Client(), Client()
    stranger.force_login(make_user())
    viewer.force_login(make_member(team, TeamMember.Role.VIEWER))
    deeds = ["duplicate", "starter", "archive", "delete"]

    def asked(client: Client) -> list[int]:
        put = client.put(f"/designs/{template.pk}/name", {"name": "x"}, content_type="application/json")
        file = client.get(f"/designs/{template.pk}/file")
        return [post(client, template, deed).status_code for deed in deeds] + [
            put.status_code,
            file.status_code,
        ]

    assert (asked(stranger), asked(viewer)) == ([404] * 6, [403] * 6)
    assert give(viewer, transfer.pack(template=template, version=template.versions.get())).status_code == 403
    found = Template.objects.get()
    assert (found.name, found.is_starter, found.archived_at) == ("Été 2027", False, None)
