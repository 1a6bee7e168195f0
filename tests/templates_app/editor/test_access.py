"""Who may do what in the editor."""

from uuid import uuid4

import pytest
from django.test import Client

from accounts.models import Team, TeamMember, User
from templates_app.document import fingerprint
from templates_app.models import Asset, Template
from tests.factories import make_document, make_member, make_shipped, make_user
from tests.templates_app.editor.asking import publish, put, title, titled

pytestmark = pytest.mark.django_db


def asked_by(client: Client, template: Template, asset_id: object) -> list[int]:
    """The statuses of every address that names something of a team: page, save, publish, picture."""
    return [
        client.get(f"/designs/{template.pk}/edit").status_code,
        put(client, template, titled("Not yours"), fingerprint(make_document())).status_code,
        publish(client, template, base=fingerprint(make_document())).status_code,
        client.get(f"/designs/assets/{asset_id}").status_code,
    ]


def test_strangers_find_nothing_and_change_nothing(template: Template, asset: Asset) -> None:
    stranger = Client()
    stranger.force_login(make_user())

    assert asked_by(stranger, template, asset.pk) == [404] * 4
    assert put(stranger, template, titled("x"), "").json()["error"]["code"] == "not_found"
    assert (title(template), template.versions.get().is_published) == ("Plain", False)


def test_those_who_may_only_look_change_nothing(team: Team, template: Template, asset: Asset) -> None:
    viewer = Client()
    viewer.force_login(make_member(team, TeamMember.Role.VIEWER))

    assert asked_by(viewer, template, asset.pk) == [403, 403, 403, 200]
    assert publish(viewer, template, base="").json()["error"]["code"] == "not_allowed"
    assert viewer.get("/designs/matrix?content=A").status_code == 200
    assert (title(template), template.versions.get().is_published) == ("Plain", False)


def test_without_a_session_pages_lead_to_the_log_in_and_scripts_are_told(
    template: Template, asset: Asset
) -> None:
    visitor = Client()

    assert asked_by(visitor, template, asset.pk) == [302, 401, 401, 302]
    assert visitor.get("/designs/matrix?content=A").json()["error"]["code"] == "logged_out"


def test_a_shipped_design_is_neither_opened_nor_saved(client: Client, member: User) -> None:
    shipped = make_shipped(slug="diploma")

    assert asked_by(client, shipped, uuid4()) == [403, 403, 403, 404]


def test_a_save_from_another_site_is_refused(member: User, template: Template) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(member)
    base = fingerprint(make_document())
    without = put(careful, template, titled("Second"), base).status_code
    told = careful.put(
        f"/designs/{template.pk}/draft",
        {},
        content_type="application/json",
        headers={"Accept": "application/json"},
    ).json()["error"]
    assert (told["code"], told["mend"].startswith("Reload it.")) == ("csrf", True)
    careful.get(f"/designs/{template.pk}/edit")
    saved = careful.put(
        f"/designs/{template.pk}/draft",
        {"document": titled("Second"), "base": base},
        content_type="application/json",
        headers={"X-CSRFToken": careful.cookies["csrftoken"].value},
    )

    assert (without, saved.status_code, title(template)) == (403, 200, "Second")


def test_addresses_answer_only_to_what_they_are_for(client: Client, template: Template) -> None:
    statuses = [
        client.post(f"/designs/{template.pk}/edit").status_code,
        client.post(f"/designs/{template.pk}/draft").status_code,
        client.get(f"/designs/{template.pk}/publish").status_code,
        client.post("/designs/matrix").status_code,
    ]

    assert statuses == [405] * 4
