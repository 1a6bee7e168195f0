"""What can be drawn, in the editor: a type of element without a template of its own, a picture behind the page, outlines of letters."""

from playwright.sync_api import expect

from templates_app.models import TemplateVersion
from tests.e2e.desk import Desk, desk, elements
from tests.e2e.test_editor_pictures import let_go
from tests.templates_app.pictures_data import picture

__all__ = ["desk"]  # a fixture


def test_a_rating_is_added_and_its_panel_writes_each_property(desk: Desk) -> None:
    desk.add("Rating")
    desk.control("Value").fill("3,5")
    desk.control("Value").press("Tab")
    desk.control("Out of").fill("99")
    desk.control("Out of").press("Tab")
    expect(desk.control("Out of")).to_have_value("20")
    desk.control("Sign").select_option("Dots")
    desk.page.get_by_role("button", name="Full").click()
    desk.page.get_by_label("Colour in hexadecimal digits").fill("1e3a8a")
    desk.page.keyboard.press("Enter")
    desk.page.keyboard.press("Escape")
    desk.control("Width").fill("80")
    desk.control("Width").press("Tab")
    desk.saved()
    place = {"x": 110.7, "y": 104.7, "width": 80, "height": 12.6}
    own = {"value": 3.5, "of": 20, "sign": "dot", "fill": "#1e3a8a"}
    assert elements()["rating"] == {"id": "rating", "type": "rating", **place, **own}

    desk.control("Value from").select_option("Score")
    expect(desk.control("Value")).to_be_hidden()
    desk.saved()
    assert elements()["rating"]["field"] == "course.score"
    draft = TemplateVersion.objects.get(status="draft")
    assert [field["key"] for field in draft.document["fields"]] == ["recipient.name", "course.score"]
    desk.control("Value from").select_option("Number")
    desk.saved()
    assert elements()["rating"] == {"id": "rating", "type": "rating", **place, **own}


def test_a_picture_lies_faintly_behind_the_page_under_outlined_letters(desk: Desk) -> None:
    page = desk.page
    let_go(desk, "drop", (80, 60), "Paper.png", picture(size=(300, 200)))
    page.get_by_role("button", name="Use as the background").click()
    page.locator("#page-fit").select_option("Stretched")
    page.locator("#page-opacity").fill("150")
    page.locator("#page-opacity").press("Tab")
    expect(page.locator("#page-opacity")).to_have_value("100")
    page.locator("#page-opacity").fill("20")
    page.locator("#page-opacity").press("Tab")
    desk.add("Heading")
    expect(page.get_by_label("Lies", exact=True)).to_be_hidden()
    page.get_by_role("button", name="Line colour").click()
    page.locator("#paint").get_by_text("Colour", exact=True).click()
    page.keyboard.press("Escape")
    desk.control("Lies").select_option("Outside")
    desk.saved()

    background = TemplateVersion.objects.get(status="draft").document["pages"][0]["background"]
    assert {**background, "source": background["source"][:6]} == {
        "type": "image",
        "source": "asset:",
        "fit": "stretch",
        "opacity": 0.2,
    }
    assert elements()["heading"]["strokePlace"] == "outside"
