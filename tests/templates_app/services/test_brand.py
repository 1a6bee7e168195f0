"""The brand kit: who confirmed what, which designs know its fonts, what stays because it is used."""

import io
import re
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.models import AuditEvent, Team, User
from iconikcerts.common.errors import Conflict, DomainError, NotFound
from templates_app import selectors
from templates_app.document import InvalidDocument
from templates_app.models import BrandFont, BrandLogo
from templates_app.services import assets, brand, templates
from tests.factories import make_document, make_shipped, make_team
from tests.templates_app.fonts_data import SANS, make_font
from tests.templates_app.pictures_data import picture

pytestmark = pytest.mark.django_db


def add(team: Team, by: User, content: bytes = b"", **said: Any) -> BrandFont:
    file = ContentFile(content or make_font(), name="acme.ttf")
    return brand.add_font(team=team, file=file, by=by, **{"is_licensed": True, **said})


def set_in(family: str) -> dict[str, Any]:
    document = make_document()
    for element in document["pages"][0]["elements"]:
        if element["type"] == "text":
            element["font"] = {"family": family}
    return document


def test_a_font_is_kept_with_who_confirmed_its_licence_in_which_words(team: Team, member: User) -> None:
    font = add(team, member)

    assert (font.family, font.weight, font.style) == ("Acme Serif", 400, "normal")
    assert (font.licence, font.confirmed_by, font.confirmed_name) == (
        brand.LICENCE,
        member,
        member.get_full_name(),
    )
    assert re.fullmatch(rf"fonts/{team.pk}/{font.sha256}-\w{{12}}\.woff2", str(font.file))
    entry = AuditEvent.objects.get(team=team, action="brand.font_add")
    assert (entry.data["licence"], entry.data["family"]) == (brand.LICENCE, "Acme Serif")


def test_without_a_licence_nothing_is_kept(team: Team, member: User) -> None:
    with pytest.raises(Conflict) as refused:
        add(team, member, is_licensed=False)

    assert refused.value.code == "no_licence"
    assert BrandFont.objects.count() == 0


def test_faces_of_a_family_come_together_in_one_spelling(team: Team, member: User) -> None:
    add(team, member)
    add(team, member, make_font("ACME SERIF", weight=700))

    (entry,) = selectors.family_entries(selectors.brand_fonts(team=team), lambda font: font.sha256)
    assert (entry["family"], entry["isBrand"], [face["weight"] for face in entry["faces"]]) == (
        "Acme Serif",
        True,
        [400, 700],
    )


@pytest.mark.parametrize(
    ("family", "message"),
    [
        ("eb garamond", "“eb garamond” is shipped already, for every team."),
        ("acme serif", "Your brand kit has “acme serif” in this weight and style already."),
    ],
)
def test_a_name_means_one_font(team: Team, member: User, family: str, message: str) -> None:
    add(team, member)

    with pytest.raises(Conflict) as refused:
        add(team, member, make_font("Other", source=SANS), family=family)

    assert refused.value.message == message


def test_designs_of_the_team_know_its_fonts_and_no_others_do(team: Team, member: User) -> None:
    add(team, member)
    other = make_team("Others")

    made = templates.create(team=team, name="Course", document=set_in("Acme Serif"), by=member)

    assert made.versions.count() == 1
    with pytest.raises(InvalidDocument):
        templates.create(team=other, name="Course", document=set_in("Acme Serif"), by=None)


def test_a_font_that_a_version_uses_stays_and_says_where(team: Team, member: User) -> None:
    font, bold = add(team, member), add(team, member, make_font(weight=700))
    made = templates.create(team=team, name="Course", document=set_in("Acme Serif"), by=member)
    templates.publish(template=made, by=member)
    templates.save_draft(template=made, document=set_in("Lora"), by=member)

    for face in (font, bold):
        with pytest.raises(Conflict) as refused:
            brand.delete_font(font=face, by=member)
        assert refused.value.message == "“Acme Serif” is used by “Course”."
    assert BrandFont.objects.count() == 2


def test_a_font_that_nothing_uses_is_deleted_with_its_file(
    team: Team, member: User, django_capture_on_commit_callbacks: Any
) -> None:
    font = add(team, member)
    templates.create(team=team, name="Course", document=make_document(title="Acme Serif"), by=member)

    with django_capture_on_commit_callbacks(execute=True):
        brand.delete_font(font=font, by=member)

    assert (BrandFont.objects.count(), default_storage.exists(str(font.file))) == (0, False)


def test_the_engine_gets_the_fonts_of_the_team_alone(team: Team, member: User) -> None:
    font = add(team, member)
    add(make_team("Others"), member, make_font("Acme Sans", source=SANS))
    design = templates.create(team=team, name="Course", document=set_in("Acme Serif"), by=member)

    fonts = brand.own_fonts(design)

    assert [entry["family"] for entry in fonts.families] == ["Acme Serif"]
    assert fonts.read(font.sha256)[:4] == b"wOF2"
    assert brand.own_fonts(make_shipped(slug="plain")).families == []


def test_colours_have_a_name_each_and_designs_do_not_need_them(team: Team, member: User) -> None:
    navy = brand.add_colour(team=team, name="Navy", colour="#1F3A6D", by=member)
    with pytest.raises(Conflict):
        brand.add_colour(team=team, name="navy", colour="#000000", by=member)

    assert [(each.name, each.colour) for each in selectors.brand_colours(team=team)] == [("Navy", "#1f3a6d")]
    brand.remove_colour(colour=navy, by=member)
    assert selectors.brand_colours(team=team) == []


def test_a_logo_is_a_picture_of_the_team_and_goes_with_it(team: Team, member: User) -> None:
    file = io.BytesIO(picture())
    logo = brand.add_logo(team=team, file=ContentFile(file.read(), name="Logo.png"), by=member)
    again = brand.add_logo(team=team, file=ContentFile(picture(), name="Logo.png"), by=member)
    assert (again.pk, logo.asset.name) == (logo.pk, "Logo")

    assets.delete(asset=logo.asset, by=member)
    assert BrandLogo.objects.count() == 0


def test_what_belongs_to_another_team_is_not_there(team: Team, member: User) -> None:
    font = add(team, member)
    other = make_team("Others")

    with pytest.raises(NotFound):
        selectors.brand_font(team=other, font_id=font.pk)


@pytest.mark.parametrize("family", ["Été Serif", "خط", "-Acme", "Acme/Serif"])
def test_a_name_that_no_design_could_write_is_refused(team: Team, member: User, family: str) -> None:
    with pytest.raises(DomainError) as refused:
        add(team, member, family=family)
    assert refused.value.code == "bad_name"

    with pytest.raises(InvalidDocument):
        templates.create(team=team, name="Diploma", document=set_in(family), by=member)


def test_room_is_counted_once_nobody_else_can_add(
    team: Team, member: User, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(2) as asked:
        brand._require_room(team, BrandFont.objects.for_team(team), 1, "fonts")
    assert ["COUNT" in query["sql"] for query in asked.captured_queries] == [False, True]
