"""The fields of a design in the editor: dragged onto the page, edited, renamed and replaced wherever they are named."""

from typing import Any

from playwright.sync_api import expect

from templates_app.models import TemplateVersion
from tests.e2e.desk import Desk, desk, elements

__all__ = ["desk"]  # a fixture


def fields() -> list[dict[str, Any]]:
    declared: list[dict[str, Any]] = TemplateVersion.objects.get(status="draft").document["fields"]
    return declared


def test_a_field_is_dragged_onto_the_page_renamed_in_all_texts_and_replaced_before_it_goes(
    desk: Desk,
) -> None:
    page = desk.page
    page.get_by_role("tab", name="Fields").click()
    page.get_by_role("searchbox", name="Search the fields").fill("scor")
    card = page.get_by_role("button", name="Score")
    card.hover()
    page.mouse.down()
    page.mouse.move(*desk.at(100, 60), steps=4)
    page.mouse.up()
    desk.saved()
    score = elements()["text"]
    assert (round(score["x"] + score["width"] / 2), round(score["y"] + score["height"] / 2)) == (100, 60)
    assert score["text"] == "{course.score}"

    page.get_by_role("button", name="Edit Score").click()
    form = page.get_by_role("dialog", name="Score")
    form.get_by_label("Key").fill("verify.me")
    expect(form.get_by_text("The system supplies what begins with")).to_be_visible()
    form.get_by_label("Key").fill("points")
    form.get_by_label("Sample").fill("88")
    form.get_by_label("Most", exact=True).fill("100")
    form.get_by_role("button", name="Save").click()
    desk.saved()
    assert elements()["text"]["text"] == "{points}"
    points = {"key": "points", "label": "Score", "type": "number", "sample": "88", "max": 100}
    assert [field for field in fields() if field["label"] == "Score"] == [points]

    page.get_by_role("button", name="Add a field of your own").click()
    new = page.get_by_role("dialog", name="New field")
    new.get_by_label("Name").fill("Bonus")
    new.get_by_label("Type").select_option("number")
    new.get_by_label("Its value").select_option("formula")
    new.get_by_label("Formula").press_sequentially("points * 2 +")
    expect(new.get_by_text("something is missing at the end")).to_be_visible()
    new.get_by_label("Formula").press_sequentially(" 1")
    expect(new.get_by_text("With the samples: 177")).to_be_visible()
    new.get_by_role("button", name="Save").click()
    desk.saved()
    assert fields()[-1] == {"key": "bonus", "label": "Bonus", "type": "number", "formula": "points * 2 + 1"}
    page.get_by_role("searchbox", name="Search the fields").fill("")
    page.get_by_role("button", name="Edit Bonus").click()
    page.get_by_role("dialog", name="Bonus").get_by_role("button", name="Delete").click()

    page.get_by_role("button", name="Edit Score").click()
    form.get_by_role("button", name="Delete").click()
    form.get_by_label("Show there instead").select_option("recipient.name")
    form.get_by_role("button", name="Replace and delete").click()
    desk.saved()
    assert elements()["text"]["text"] == "{recipient.name}"
    assert [field["key"] for field in fields() if field["label"] == "Score"] == []
