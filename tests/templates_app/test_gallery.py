"""Looking through designs: what the filters find, who sees what, and at what cost."""

from typing import Any

import pytest
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries

from accounts.models import Team, TeamMember, User
from accounts.services import teams
from templates_app import selectors
from templates_app.forms.filters import DesignFilterForm
from templates_app.models import Template
from templates_app.presenters import gallery as presenters
from templates_app.selectors import DesignFilter
from templates_app.services import previews, templates
from tests.factories import make_document, make_member, make_team, make_user, make_version
from tests.templates_app.pictures_data import decoded, encoded

pytestmark = pytest.mark.django_db


def page_of(width: float, height: float) -> list[dict[str, Any]]:
    """One page of that size in mm, with the elements that fit every size left out."""
    return [make_document()["pages"][0] | {"width": width, "height": height, "elements": []}]


def ship(slug: str, **details: Any) -> Template:
    """A shipped design; `document` replaces top-level keys of its document."""
    document = make_document(title=slug.title(), **details.pop("document", {}))
    template = make_version(document, slug=slug).template
    values = {"team": None, "is_shipped": True, "name": slug.title(), **details}
    Template.objects.filter(pk=template.pk).update(**values)
    return Template.objects.get(pk=template.pk)


@pytest.fixture
def shelf() -> None:
    """Four shipped designs that differ."""
    ship("diploma", category="university", tags=["degree", "seal"])
    ship("poster", category="school", document={"pages": page_of(210, 297)}, description="For sports days.")
    ship("badge", category="school", document={"pages": page_of(100, 100)})
    ship("arabic", category="university", document={"direction": "rtl", "pages": page_of(279.4, 215.9)})


@pytest.fixture
def member() -> User:
    return make_user()


def slugs(team: Team | None = None, **wanted: str) -> list[str]:
    facets = selectors.facets(team=team)
    return [each.slug for each in selectors.gallery(team=team, wanted=DesignFilter(**wanted), known=facets)]


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["arabic", "badge", "diploma", "poster"]),
        ({"orientation": "landscape"}, ["arabic", "diploma"]),
        ({"orientation": "square"}, ["badge"]),
        ({"paper": "A4"}, ["diploma", "poster"]),
        ({"paper": "A4", "orientation": "portrait"}, ["poster"]),
        ({"paper": "US Letter"}, ["arabic"]),
        ({"paper": "Square 100 mm"}, ["badge"]),
        ({"paper": "A3"}, []),
        ({"category": "school"}, ["badge", "poster"]),
        ({"direction": "rtl"}, ["arabic"]),
        ({"text": "SEAL"}, ["diploma"]),
        ({"text": "sports poster"}, ["poster"]),
        ({"text": "sports badge"}, []),
        ({"text": "school", "orientation": "portrait"}, ["poster"]),
    ],
)
def test_each_filter_narrows_and_together_they_narrow_further(
    wanted: dict[str, str], found: list[str]
) -> None:
    assert slugs(**wanted) == found


def test_a_design_that_says_no_direction_runs_left_to_right() -> None:
    document = make_document()
    del document["direction"]
    template = make_version(document, slug="plain").template
    Template.objects.filter(pk=template.pk).update(team=None, is_shipped=True)

    assert (slugs(direction="ltr"), slugs(direction="rtl")) == (["plain"], [])


@pytest.mark.usefixtures("shelf")
def test_the_form_offers_only_what_occurs_in_the_usual_order(client: Client) -> None:
    form = DesignFilterForm(
        client.get("/").wsgi_request.GET, facets=selectors.facets(team=None), has_team=False
    )
    offered = {
        name: [value for value, _ in getattr(form.fields[name], "choices", [])] for name in form.fields
    }

    assert offered == {
        "q": [],
        "orientation": ["", "landscape", "portrait", "square"],
        "paper": ["", "A4", "US Letter", "Square 100 mm"],
        "category": ["", "school", "university"],
        "direction": ["", "ltr", "rtl"],
    }


@pytest.mark.usefixtures("shelf")
def test_the_address_keeps_what_was_chosen_and_nonsense_narrows_nothing(client: Client) -> None:
    page = client.get("/designs?orientation=landscape&paper=nonsense&q=arab")

    assert [card.slug for card in page.context["designs"]] == ["arabic"]
    assert page.context["chosen"] == [("q", "arab"), ("orientation", "landscape")]
    assert '<option value="landscape" selected>' in page.content.decode()


@pytest.mark.usefixtures("shelf")
def test_htmx_gets_the_results_alone_and_the_address_that_leads_here(client: Client) -> None:
    part = client.get("/designs?q=&category=school&page=9", headers={"HX-Request": "true"})

    assert part.headers["HX-Push-Url"] == "/designs?category=school"
    assert part.content.decode().strip().startswith('<section class="section" id="results"')
    assert "HX-Request" in part.headers["Vary"]


@pytest.mark.usefixtures("shelf")
def test_nothing_found_says_how_to_go_on(client: Client) -> None:
    page = client.get("/designs?q=unicorn").content.decode()

    assert ("No design matches" in page, "Show all designs" in page) == (True, True)


def test_pages_of_the_gallery_carry_the_filters_on(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("templates_app.views.gallery.PAGE_SIZE", 1)
    for slug in ("first", "second", "third"):
        ship(slug, category="school")

    page = client.get("/designs?category=school&page=2")

    assert [card.slug for card in page.context["designs"]] == ["second"]
    assert page.context["previous_url"] == "/designs?category=school"
    assert page.context["next_url"] == "/designs?category=school&page=3"


@pytest.mark.usefixtures("shelf")
def test_members_see_their_own_designs_first_and_others_never(client: Client, member: User) -> None:
    team = make_team(owner=member)
    make_version(team=team, slug="ours")
    make_version(team=make_team("Others"), slug="theirs")
    client.force_login(member)

    page = client.get("/designs")

    assert [card.slug for card in page.context["designs"]] == ["ours", "arabic", "badge", "diploma", "poster"]
    assert slugs(team, origin="team") == ["ours"]
    assert client.get("/designs/ours").status_code == 200
    assert client.get("/designs/theirs").status_code == 404
    assert client.get("/designs/theirs/preview").status_code == 404
    client.logout()
    assert client.get("/designs/ours").status_code == 404
    assert "ours" not in [card.slug for card in client.get("/designs").context["designs"]]


def test_members_stay_in_the_app_and_visitors_get_the_public_page(client: Client, member: User) -> None:
    ship("diploma")
    public = client.get("/designs/diploma").content.decode()
    client.force_login(member)
    own = client.get("/designs/diploma").content.decode()

    assert ('class="app-side"' in own, 'name="robots" content="noindex"' in own) == (True, True)
    assert ('class="app-side"' in public, 'name="robots" content="noindex"' in public) == (False, False)


def test_use_leads_to_the_wizard_by_way_of_the_sign_up_for_visitors(client: Client, member: User) -> None:
    ship("diploma")
    visitor = client.get("/designs/diploma").context["use_url"]
    client.force_login(member)
    used = client.get("/designs/diploma").context["use_url"]

    assert (visitor, used) == (
        "/accounts/signup/?next=%2Fjobs%2Fnew%3Fdesign%3Ddiploma",
        "/jobs/new?design=diploma",
    )
    assert 'value="diploma" required checked' in client.get(used).content.decode()


def test_those_who_may_only_look_are_not_sent_to_a_refusal(client: Client) -> None:
    ship("diploma")
    team = make_team()
    client.force_login(make_member(team, TeamMember.Role.VIEWER))
    viewed = client.get("/designs/diploma").content.decode()
    client.force_login(make_member(team, TeamMember.Role.EDITOR))
    edited = client.get("/designs/diploma").content.decode()

    assert ("Use this design" in viewed, "Your role in this team is to look" in viewed) == (False, True)
    assert ("Use this design" in edited, "Your role in this team is to look" in edited) == (True, False)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_design_costs_the_same_queries_for_one_page_and_for_three(
    client: Client, member: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ship("diploma", document={"pages": make_document()["pages"] + page_of(148, 210) * (count - 1)})

    with django_assert_num_queries(1):
        assert len(client.get("/designs/diploma").context["design"].pages) == count
    client.force_login(member)
    with django_assert_num_queries(5):  # beside it: session, user, team, memberships
        client.get("/designs/diploma")


def test_the_page_of_a_design_says_what_it_needs() -> None:
    pages = make_document()["pages"] + page_of(148, 210)
    sheet = presenters.sheet(ship("diploma", document={"pages": pages, "bleed": 3}))

    assert [(page.url, page.label, page.width, page.height) for page in sheet.pages] == [
        ("/designs/diploma/preview?v=1", "Page 1", 1200, 848),
        ("/designs/diploma/preview?v=1&page=2", "Page 2", 1200, 1703),
    ]
    assert (sheet.page_label, sheet.size_label, sheet.bleed_mm, sheet.fonts) == (
        "A4 landscape",
        "297 × 210 mm",
        3,
        ["EB Garamond"],
    )
    assert [(field.label, field.type_label, field.required) for field in sheet.fields] == [
        ("Recipient name", "Text", True),
        ("E-mail", "Email address", False),
        ("Course", "Text", True),
    ]


@pytest.mark.usefixtures("media_root")
@pytest.mark.parametrize("page", ["0", "2", "x", "-1", "9" * 300, "9" * 5000])
def test_a_picture_that_does_not_exist_is_not_found(client: Client, page: str) -> None:
    version = ship("diploma").current_version
    assert version is not None
    assert client.get("/designs/diploma/preview").status_code == 404
    picture = encoded(Image.new("RGB", (848, 600), "teal"), "PNG")
    previews.keep(version=version, name="shipped/diploma-1.png", picture=picture)

    answers = [client.get(f"/designs/diploma/preview?page={asked}") for asked in ("1", page)]
    assert [answer.status_code for answer in answers] == [200, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_gallery_costs_the_same_queries_for_one_design_and_for_three(
    client: Client, member: User, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    team = teams.personal(user=member)
    for number in range(count):
        make_version(team=team)
        ship(f"shipped-{number}")
        templates.create(team=team, name=f"Draft {number}", document=make_document(), by=member)

    with django_assert_num_queries(3):  # facets, count, designs
        assert len(client.get("/designs").context["designs"]) == count
    client.force_login(member)
    with django_assert_num_queries(
        11
    ):  # beside these: session, user, team, membership, teams of the side bar, drafts and their count, archived
        assert len(client.get("/designs").context["designs"]) == 2 * count


@pytest.mark.usefixtures("media_root")
def test_lists_get_a_small_picture_networks_a_card_and_older_designs_their_only_one(client: Client) -> None:
    version = ship("diploma").current_version
    assert version is not None
    picture = encoded(Image.new("RGB", (848, 1200), "teal"), "PNG")
    previews.keep(version=version, name="shipped/diploma-1.png", picture=picture)
    made = [
        decoded(b"".join(client.get(f"/designs/diploma/preview?size={size}"))) for size in ("small", "card")
    ]

    assert [(each.format, each.size) for each in made] == [("WEBP", (720, 1019)), ("JPEG", (1200, 630))]
    middle, edge = made[1].getpixel((600, 315)), made[1].getpixel((10, 315))
    assert (middle[0] < 20, edge[0] > 220) == (True, True)
    for name in ("small.webp", "card.jpg"):
        version.preview.storage.delete(f"designs/shipped/diploma-1-{name}")
    for size in ("small", "card", "nonsense", ""):
        assert b"".join(client.get(f"/designs/diploma/preview?size={size}")) == picture
