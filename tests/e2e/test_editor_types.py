"""A type of element that has no template of its own, in the editor."""

from playwright.sync_api import expect

from templates_app.models import TemplateVersion
from tests.e2e.desk import Desk, desk, elements

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
    place = {"x": 110.7, "y": 98.7, "width": 80, "height": 12.6}
    own = {"value": 3.5, "of": 20, "sign": "dot", "fill": "#1e3a8a"}
    assert elements()["rating"] == {"id": "rating", "type": "rating", **place, **own}

    desk.control("Value from").select_option("Score")
    expect(desk.control("Value")).to_be_hidden()
    desk.saved()
    assert elements()["rating"]["field"] == "course.score"
    draft = TemplateVersion.objects.get(status="draft")
    assert [field["key"] for field in draft.document["fields"]] == ["recipient.name", "course.score"]
    desk.control("Value from").select_option("A number")
    desk.saved()
    assert elements()["rating"] == {"id": "rating", "type": "rating", **place, **own}
