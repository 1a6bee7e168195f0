"""How a design looks: ornaments, colours and paint, by mouse and keys in a real browser."""

from playwright.sync_api import expect

from tests.e2e.desk import Desk, desk, elements

__all__ = ["desk"]  # fixture


def test_ornaments_are_found_clicked_and_dragged_onto_the_page(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("tab", name="Ornaments").click()
    page.get_by_role("searchbox", name="Search the ornaments").fill("greek")
    page.get_by_role("button", name="Greek key").click()
    page.get_by_role("searchbox", name="Search the ornaments").fill("seal star")
    seal = page.get_by_role("button", name="Classic seal")
    expect(page.locator(".ornament:visible")).to_have_count(1)
    box = desk.frame.bounding_box()
    assert box is not None
    x, y = desk.at(60, 150)
    seal.drag_to(desk.frame, target_position={"x": x - box["x"], "y": y - box["y"]})
    desk.saved()

    kept = elements()
    border, placed = kept["greek-key"], kept["classic-seal"]
    assert next(iter(kept)) == "greek-key"
    assert (border["x"], border["width"], border["height"], border["locked"]) == (9, 279, 192, True)
    centre = (placed["x"] + placed["width"] / 2, placed["y"] + placed["height"] / 2)
    assert (round(centre[0]), round(centre[1])) == (60, 150)


def test_a_gradient_is_chosen_for_several_at_once_and_pulling_a_stop_is_one_step(desk: Desk) -> None:
    page = desk.page
    desk.add("Star")
    desk.add("Ellipse")
    page.get_by_role("button", name="Fill").click()
    page.get_by_label("Colour in hexadecimal digits").fill("0f766e")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    fill = page.get_by_role("button", name="Fill")
    page.get_by_role("tab", name="Layers").click()
    page.locator("[data-id=star] [data-pick]").click()
    page.locator("[data-id=ellipse] [data-pick]").click(modifiers=["Shift"])
    expect(fill).to_have_accessible_name("Fill Mixed")
    fill.click()
    page.get_by_text("Linear", exact=True).click()
    page.get_by_role("button", name="Silver", exact=True).click()
    stop = page.get_by_role("slider", name="Stop 2")
    page.wait_for_timeout(1_100)  # what follows sooner is one step with what was before
    bar = page.locator("[data-paint-bar]").bounding_box()
    assert bar is not None
    stop.hover()
    page.mouse.down()
    page.mouse.move(bar["x"] + bar["width"] * 0.4, bar["y"] + 8, steps=6)
    page.mouse.up()
    desk.saved()

    fills = [elements()[name]["fill"] for name in ("star", "ellipse")]
    assert fills[0] == fills[1]
    assert [stop["offset"] for stop in fills[0]["stops"]] == [0, 0.4, 0.5, 0.75, 1]
    page.keyboard.press("Control+z")
    desk.saved()
    back = elements()["star"]["fill"]
    assert [stop["offset"] for stop in back["stops"]] == [0, 0.25, 0.5, 0.75, 1]


def test_a_colour_is_changed_everywhere_in_the_design(desk: Desk) -> None:
    page = desk.page
    desk.add("Star")
    desk.add("Rectangle")
    desk.frame.focus()
    page.keyboard.press("Escape")
    colours = page.get_by_role("group", name="Colours of this design: change one everywhere")
    colours.get_by_role("button", name="#DBE4F5, used 2 times").click()
    page.get_by_label("Colour in hexadecimal digits").fill("#a31f45")
    page.keyboard.press("Enter")
    desk.saved()

    assert [elements()[name]["fill"] for name in ("star", "rect")] == ["#a31f45"] * 2
    expect(colours.get_by_role("button", name="#A31F45, used 2 times")).to_be_visible()
