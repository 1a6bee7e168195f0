"""The editor's page, its codes and its pictures: what comes back, and at what cost."""

import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.models import Team, TeamMember, User
from templates_app.document import fingerprint, sample_values
from templates_app.document.registry import TYPE_NAMES, registry
from templates_app.document.sample_people import PEOPLE
from templates_app.editor_data import bindings, matrices
from templates_app.models import Asset, Template
from templates_app.ornaments import ORNAMENTS
from templates_app.picture_facts import facts_of
from templates_app.rendering.qr import qr_rows
from templates_app.services import templates
from tests.factories import make_document, make_member
from tests.templates_app.editor.asking import titled, with_picture

pytestmark = pytest.mark.django_db


def test_the_page_holds_what_the_editor_works_with(client: Client, template: Template, asset: Asset) -> None:
    document = with_picture(asset.pk)
    templates.save_draft(template=template, document=document, by=None)
    page = client.get(f"/designs/{template.pk}/edit")

    data = page.context["data"]
    values = sample_values(document)
    content = values["verify.url"]
    assert data == {
        "id": str(template.pk),
        "person": str(client.session["_auth_user_id"]),
        "name": "Data course",
        "slug": "data-course",
        "document": document,
        "base": fingerprint(document),
        "openFaults": [],
        "isPublished": False,
        "versionNumber": 1,
        "fields": registry(),
        "fieldTypes": TYPE_NAMES,
        "bindings": bindings(),
        "people": [{"key": person.key, "label": person.label} for person in PEOPLE],
        "values": values,
        "matrices": {f"M {content}": qr_rows(content, "M")},
        "ornaments": [
            {"key": key, "name": name, "url": f"/static/ornaments/{key}.json"}
            for key, name in ORNAMENTS.items()
        ],
        "pictures": {str(asset.pk): facts_of(asset)},
        "placeholder": "/static/icons/photo-placeholder.svg",
        "fonts": {"catalogue": "/static/fonts/catalogue.json", "files": "/static/fonts/", "own": []},
        "brand": {"colours": [], "logos": []},
        "urls": {
            "save": f"/designs/{template.pk}/draft",
            "publish": f"/designs/{template.pk}/publish",
            "name": f"/designs/{template.pk}/name",
            "proof": f"/designs/{template.pk}/proof",
            "rows": f"/designs/{template.pk}/rows",
            "changes": f"/designs/{template.pk}/changes",
            "issue": "/jobs/new?design=data-course",
            "preview": "/designs/data-course/preview",
            "matrix": "/designs/matrix",
            "pictures": "/designs/assets",
            "foundPictures": "/designs/assets/found",
            "newPicture": "/designs/assets/new",
            "leave": "/designs",
        },
    }
    written = page.content.decode().partition('<script id="editor-data" type="application/json">')[2]
    assert json.loads(written.partition("</script>")[0]) == json.loads(json.dumps(data))
    assert ("csrftoken" in page.cookies, "no-store" in page.headers["Cache-Control"]) == (True, True)


def test_the_editor_knows_where_elements_name_fields() -> None:
    assert {name: bindings()[name] for name in ("text", "qr", "image", "shape", "rating")} == {
        "text": {"texts": ["text"], "pictures": [], "keys": []},
        "qr": {"texts": ["content"], "pictures": [], "keys": []},
        "image": {"texts": [], "pictures": ["source"], "keys": []},
        "shape": {"texts": [], "pictures": [], "keys": []},
        "rating": {"texts": [], "pictures": [], "keys": ["field"]},
    }


def test_without_a_draft_the_published_version_is_opened(
    client: Client, template: Template, member: User
) -> None:
    templates.publish(template=template, by=member)
    templates.save_draft(template=template, document=titled("Second"), by=member)
    templates.publish(template=template, by=member)

    data = client.get(f"/designs/{template.pk}/edit").context["data"]
    assert (data["isPublished"], data["versionNumber"], data["base"]) == (
        True,
        2,
        fingerprint(titled("Second")),
    )


def test_codes_are_made_for_every_content_that_is_known_before_it_is_laid_out() -> None:
    document = make_document()
    [code] = [each for each in document["pages"][0]["elements"] if each["type"] == "qr"]
    hidden = {"id": "g", "type": "group", "x": 0, "y": 0, "width": 9, "height": 9, "elements": []}
    for number, (content, ecc) in enumerate(
        [
            ("{course.title} {{x}}", "H"),
            ("{certificate.issued_on|date:long}", "L"),
            ("{recipient.photo}", "L"),
        ]
    ):
        hidden["elements"].append({**code, "id": f"c{number}", "content": content, "ecc": ecc})  # type: ignore[attr-defined]
    document["pages"][0]["elements"].append(hidden)
    found = matrices(document, sample_values(document))

    assert list(found) == [
        "M https://example.org/v/7KQM2XFD9RTAWB4EH6NP3C",
        "H Applied Data Analysis {x}",
    ]
    assert found["H Applied Data Analysis {x}"] == qr_rows("Applied Data Analysis {x}", "H")


@pytest.mark.parametrize("elements", [1, 3])
def test_the_page_costs_the_same_queries_for_one_picture_and_for_three(
    client: Client,
    template: Template,
    asset: Asset,
    elements: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    document = with_picture(asset.pk)
    [logo] = [each for each in document["pages"][0]["elements"] if each["type"] == "image"]
    document["pages"][0]["elements"] += [{**logo, "id": f"logo-{number}"} for number in range(1, elements)]
    templates.save_draft(template=template, document=document, by=None)

    with django_assert_num_queries(10):  # session, user, team, member, design, version, pictures, brand kit
        client.get(f"/designs/{template.pk}/edit")


def test_a_code_is_made_by_the_function_of_the_engine(client: Client, member: User) -> None:
    response = client.get("/designs/matrix", {"content": "https://example.org/a?b=c&d", "ecc": "Q"})
    default = client.get("/designs/matrix", {"content": "A"})

    assert tuple(response.json()["rows"]) == qr_rows("https://example.org/a?b=c&d", "Q")
    assert tuple(default.json()["rows"]) == qr_rows("A", "M")


@pytest.mark.parametrize(
    ("asked", "path"),
    [
        ({"content": "x" * 2001, "ecc": "L"}, "content"),
        ({"content": "é" * 1500, "ecc": "H"}, "content"),
        ({"content": " "}, "content"),
        ({}, "content"),
        ({"content": "A", "ecc": "X"}, "ecc"),
    ],
)
def test_a_code_that_cannot_be_is_told_with_the_reason(
    client: Client, member: User, asked: dict[str, str], path: str
) -> None:
    response = client.get("/designs/matrix", asked)

    assert (response.status_code, [fault["path"] for fault in response.json()["faults"]]) == (422, [path])


def test_a_picture_is_served_to_its_team_and_kept_by_the_browser(
    client: Client, team: Team, asset: Asset
) -> None:
    client.force_login(make_member(team, TeamMember.Role.VIEWER))
    response = client.get(f"/designs/assets/{asset.pk}")

    with asset.file.open("rb") as stored:
        assert b"".join(response) == stored.read()
    assert response.headers["Content-Type"] == "image/png"
    assert set(response.headers["Cache-Control"].split(", ")) == {"private", "immutable", "max-age=31536000"}
    asset.file.delete(save=False)
    assert client.get(f"/designs/assets/{asset.pk}").status_code == 404
