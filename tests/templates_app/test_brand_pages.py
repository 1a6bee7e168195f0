"""The page of the brand kit: everybody of the team sees it, administrators change it."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import Team, TeamMember, User
from templates_app import selectors
from templates_app.models import BrandFont
from templates_app.services import brand
from tests.factories import make_member, make_team
from tests.templates_app.fonts_data import make_font
from tests.templates_app.pictures_data import picture

pytestmark = pytest.mark.django_db
Role = TeamMember.Role


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin(team: Team) -> Client:
    return logged_in(make_member(team, Role.ADMIN))


def font_file(content: bytes = b"") -> SimpleUploadedFile:
    return SimpleUploadedFile("acme.ttf", content or make_font())


def test_an_administrator_adds_a_font_a_colour_and_a_logo(admin: Client, team: Team) -> None:
    answers = [
        admin.post("/designs/brand/fonts", {"file": font_file(), "licence": "on"}),
        admin.post("/designs/brand/colours", {"name": "Navy", "colour": "#1F3A6D"}),
        admin.post("/designs/brand/logos", {"file": SimpleUploadedFile("Logo.png", picture())}),
    ]
    page = admin.get("/designs/brand").content.decode()

    assert [(answer.status_code, answer["location"]) for answer in answers] == [(302, "/designs/brand")] * 3
    assert [said in page for said in ("Acme Serif", "#1F3A6D", "Logo", "Licence confirmed by")] == [True] * 4


@pytest.mark.parametrize(
    ("address", "said", "message"),
    [
        ("fonts", {"file": b"", "licence": ""}, "Confirm that your licence allows this."),
        ("fonts", {"licence": "on"}, "Choose a font file."),
        ("fonts", {"file": b"no font", "licence": "on"}, "This file is no font that can be read."),
        (
            "fonts",
            {"file": b"", "licence": "on", "family": "a;b"},
            "The font needs a name that designs can write.",
        ),
        ("colours", {"name": "Navy", "colour": "blue"}, "Write the colour as #1a2b3c."),
        ("colours", {"name": "", "colour": "#1f3a6d"}, "Give the colour a name."),
        ("logos", {}, "Choose a picture."),
    ],
)
def test_what_cannot_be_taken_comes_back_with_what_to_do(
    admin: Client, team: Team, address: str, said: dict[str, Any], message: str
) -> None:
    given = {**said, **({"file": font_file(said["file"])} if "file" in said else {})}

    answer = admin.post(f"/designs/brand/{address}", given)

    assert answer.status_code == 422
    assert message in answer.content.decode()
    assert selectors.brand_fonts(team=team) == []


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_others_look_and_change_nothing(team: Team, role: TeamMember.Role) -> None:
    font = brand.add_font(team=team, file=font_file(), by=team.owner, is_licensed=True)
    client = logged_in(make_member(team, role))

    page = client.get("/designs/brand")

    assert (page.status_code, "Add the font" in page.content.decode()) == (200, False)
    assert client.post(f"/designs/brand/fonts/{font.pk}/delete").status_code == 403
    assert client.post("/designs/brand/colours", {"name": "Navy", "colour": "#1f3a6d"}).status_code == 403
    assert BrandFont.objects.count() == 1


def test_taking_out_works_for_each_kind(admin: Client, team: Team) -> None:
    font = brand.add_font(team=team, file=font_file(), by=team.owner, is_licensed=True)
    colour = brand.add_colour(team=team, name="Navy", colour="#1f3a6d", by=team.owner)
    logo = brand.add_logo(team=team, file=SimpleUploadedFile("Logo.png", picture()), by=team.owner)

    for address in (f"fonts/{font.pk}/delete", f"colours/{colour.pk}/remove", f"logos/{logo.pk}/remove"):
        admin.post(f"/designs/brand/{address}")

    left = (
        selectors.brand_fonts(team=team),
        selectors.brand_colours(team=team),
        selectors.brand_logos(team=team),
    )
    assert left == ([], [], [])


def test_a_font_is_sent_to_its_team_and_to_nobody_else(team: Team, admin: Client) -> None:
    font = brand.add_font(team=team, file=font_file(), by=team.owner, is_licensed=True)
    stranger = logged_in(make_team("Others").owner)
    address = f"/designs/brand/fonts/{font.pk}"

    answer = admin.get(address)

    assert (answer.status_code, answer["content-type"]) == (200, "font/woff2")
    assert b"".join(answer.streaming_content)[:4] == b"wOF2"
    assert stranger.get(address).status_code == 404
    assert stranger.post(f"{address}/delete").status_code == 404


def test_the_page_asks_as_little_for_three_as_for_one(
    admin: Client, team: Team, django_assert_max_num_queries: Any
) -> None:
    for weight in (400, 700, 800):
        brand.add_font(team=team, file=font_file(make_font(weight=weight)), by=team.owner, is_licensed=True)
        brand.add_colour(team=team, name=f"Navy {weight}", colour="#1f3a6d", by=team.owner)
        image = SimpleUploadedFile(f"{weight}.png", picture(size=(weight, 8)))
        brand.add_logo(team=team, file=image, by=team.owner)
    with django_assert_max_num_queries(12):
        admin.get("/designs/brand")
