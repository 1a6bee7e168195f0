"""A design of the team begins: blank, or as a copy of another."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Team, TeamMember, User
from templates_app.models import Template
from templates_app.services import copies, templates
from tests.factories import make_document, make_member, make_shipped, make_team, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("member")]


def made_by(team: Team) -> Template:
    return Template.objects.owned_by(team).latest("created_at")


@pytest.mark.parametrize(
    ("sent", "page"),
    [
        ({"size": "a4-landscape"}, (297, 210)),
        ({"size": "letter-portrait", "width": "x", "height": "5"}, (215.9, 279.4)),
        ({"size": "badge-100"}, (100, 100)),
        ({"size": "custom", "width": "120", "height": "80.5"}, (120, 80.5)),
    ],
)
def test_a_blank_design_opens_in_the_editor(
    client: Client, team: Team, sent: dict[str, str], page: tuple[float, float]
) -> None:
    response = client.post("/designs/new", {"name": "Chess club", **sent})

    made = made_by(team)
    document = made.versions.get().document
    assert response.headers["Location"] == f"/designs/{made.pk}/edit"
    assert (made.name, document["title"], document["bleed"]) == ("Chess club", "Chess club", 3)
    assert (document["pages"][0]["width"], document["pages"][0]["height"]) == page


def test_a_blank_design_can_be_published_as_it_is(client: Client, team: Team) -> None:
    client.post("/designs/new", {"size": "a5-landscape"})

    made = made_by(team)
    assert made.name == "Untitled design"
    assert templates.publish(template=made, by=team.owner).number == 1


@pytest.mark.parametrize(
    ("sent", "faults"),
    [
        ({}, {"size": ["This field is required."]}),
        ({"size": "a0"}, {"size": ["Select a valid choice. a0 is not one of the available choices."]}),
        (
            {"size": "custom", "height": "19"},
            {
                "height": ["Enter a length from 20 to 1,200 mm."],
                "width": ["Enter the width of the page."],
            },
        ),
        (
            {"size": "custom", "width": "1201", "height": "nan"},
            {
                "width": ["Enter a length from 20 to 1,200 mm."],
                "height": ["Enter a number."],
            },
        ),
    ],
)
def test_a_page_of_no_use_is_refused_beside_its_field(
    client: Client, team: Team, sent: dict[str, str], faults: dict[str, Any]
) -> None:
    response = client.post("/designs/new", sent)

    assert (response.status_code, response.context["form"].errors) == (422, faults)
    assert Template.objects.owned_by(team).count() == 0


def test_the_form_offers_a_card_for_each_page_with_one_chosen(client: Client, team: Team) -> None:
    page = client.get("/designs/new")
    said = page.content.decode()

    assert [sheet.key for sheet in page.context["sheets"]] == [
        key for key, _ in page.context["form"].fields["size"].choices
    ]
    assert (said.count('type="radio" name="size"'), said.count(" checked>")) == (7, 1)
    assert 'value="a4-landscape" checked' in said


def test_a_shipped_design_is_copied_into_the_team(client: Client, team: Team, member: User) -> None:
    make_shipped(make_document(title="Diploma"), slug="diploma")
    response = client.post("/designs/diploma/customise")

    made = made_by(team)
    assert response.headers["Location"] == f"/designs/{made.pk}/edit"
    assert (made.name, made.creator, made.current_version) == ("Diploma (copy)", member, None)
    assert made.versions.get().document == make_document(title="Diploma")


def test_copies_are_counted_and_a_copy_of_a_copy_counts_on(team: Team) -> None:
    shipped = make_shipped(make_document(title="Diploma"), slug="diploma")
    for _ in range(2):
        copies.customise(template=shipped, team=team, by=None)
    copies.customise(template=made_by(team), team=team, by=None)

    assert sorted(Template.objects.owned_by(team).values_list("name", flat=True)) == [
        "Diploma (copy 2)",
        "Diploma (copy 3)",
        "Diploma (copy)",
    ]


def test_a_name_as_long_as_names_may_be_leaves_room_for_the_count(team: Team) -> None:
    shipped = make_shipped(make_document(title="Diploma"), slug="diploma")
    Template.objects.filter(pk=shipped.pk).update(name="x" * 120)
    shipped.refresh_from_db()

    assert copies.customise(template=shipped, team=team, by=None).name == f"{'x' * 108} (copy)"


@pytest.mark.parametrize("name", ["New", "matrix"])
def test_a_design_named_like_an_address_is_reached_by_its_own(client: Client, team: Team, name: str) -> None:
    made = copies.begin_blank(team=team, by=team.owner, name=name, width=297, height=210)
    templates.publish(template=made, by=team.owner)

    assert made.slug.startswith(f"{name.lower()}-")
    assert client.get(f"/designs/{made.slug}").context["design"].name == name


def test_nobody_copies_a_design_of_another_team(client: Client, member: User) -> None:
    make_version(team=make_team("Others"), slug="theirs")

    assert client.post("/designs/theirs/customise").status_code == 404
    assert Template.objects.count() == 1


def test_those_who_may_only_look_begin_nothing_and_visitors_log_in_first(client: Client) -> None:
    make_shipped(make_document(title="Diploma"), slug="diploma")
    visitor = Client()
    visited = [visitor.get("/designs/new"), visitor.post("/designs/diploma/customise")]
    client.force_login(make_member(make_team(), TeamMember.Role.VIEWER))
    looked = [
        client.get("/designs/new"),
        client.post("/designs/new"),
        client.post("/designs/diploma/customise"),
    ]

    assert [response.headers["Location"].partition("?")[0] for response in visited] == [
        "/accounts/login/"
    ] * 2
    assert [response.status_code for response in looked] == [403] * 3
    assert Template.objects.count() == 1


def test_a_copy_is_not_made_by_following_a_link(client: Client, member: User) -> None:
    make_shipped(make_document(title="Diploma"), slug="diploma")

    assert client.get("/designs/diploma/customise").status_code == 405
