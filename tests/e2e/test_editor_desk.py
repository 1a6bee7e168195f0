"""The desk: several elements at once, guides, groups from inside, the menu and the keys, other sizes of a pixel."""

from playwright.sync_api import expect

from tests.e2e.desk import MARGIN, PX_PER_MM, Desk, desk, elements

__all__ = ["desk"]  # a fixture

Box = tuple[float, float, float, float]


def place(desk: Desk, kind: str, box: Box) -> None:
    desk.add(kind)
    for label, value in zip(("X", "Y", "Width", "Height"), box, strict=True):
        desk.control(label).fill(str(value))
        desk.control(label).press("Tab")


def two_side_by_side(desk: Desk) -> None:
    """A rectangle and an ellipse above all else, both selected by a box drawn around them."""
    place(desk, "Rectangle", (20, 20, 30, 20))
    place(desk, "Ellipse", (60, 20, 20, 20))
    desk.frame.focus()
    desk.page.keyboard.press("Escape")
    desk.drag((12, 12), (85, 45))


def boxes(*names: str) -> list[list[int]]:
    """Their places as kept, in whole millimetres: a pointer stands on whole pixels."""
    kept = elements()
    return [[round(kept[name][key]) for key in ("x", "y", "width", "height")] for name in names]


def test_several_are_pulled_and_mirrored_as_one_and_stand_exactly_on_a_guide(desk: Desk) -> None:
    keyboard = desk.page.keyboard
    two_side_by_side(desk)
    keyboard.down("Alt")  # no snapping
    desk.drag((80, 40), (110, 50))
    keyboard.up("Alt")
    keyboard.press("Shift+H")
    desk.saved()
    assert boxes("rect", "ellipse") == [[65, 20, 45, 30], [20, 20, 30, 30]]
    assert elements()["rect"]["flipX"] is True

    ruler = desk.page.locator("[data-editor=ruler-y]").bounding_box()
    assert ruler is not None
    desk.page.mouse.move(ruler["x"] + 8, ruler["y"] + 200)
    desk.page.mouse.down()
    desk.page.mouse.move(*desk.at(37.9, 90), steps=6)
    desk.page.mouse.up()
    guide = desk.page.get_by_role("slider", name="Vertical guide")
    at = float(guide.get_attribute("aria-valuenow") or 0)
    desk.drag((78, 35), (78 + at - 20 + 0.6, 60))
    desk.saved()
    assert elements()["ellipse"]["x"] == at
    guide.focus()
    keyboard.press("Delete")
    expect(guide).to_have_count(0)


def test_a_group_is_worked_on_from_inside_by_keys_and_menu(desk: Desk) -> None:
    page = desk.page
    two_side_by_side(desk)
    page.keyboard.press("Control+g")
    page.mouse.dblclick(*desk.at(35, 30))
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+c")
    page.keyboard.press("Control+v")
    page.keyboard.press("Shift+F10")
    menu = page.get_by_role("menu", name="What can be done")
    expect(menu.get_by_role("menuitem", name="Cut")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    expect(desk.frame).to_be_focused()
    desk.saved()

    group, copy = (elements()[name] for name in ("group", "group-2"))
    assert [group[key] for key in ("x", "y", "width", "height")] == [15, 20, 65, 20]
    assert [(member["id"], member["x"]) for member in group["elements"]] == [("rect", 0), ("ellipse", 45)]
    assert (copy["x"], copy["y"], copy["locked"]) == (20, 25, "size")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys").get_by_text("Select", exact=True)).to_be_visible()


def test_a_layer_is_called_otherwise_by_a_double_click_or_a_key(desk: Desk) -> None:
    page = desk.page
    desk.add("Rectangle")
    page.get_by_role("tab", name="Layers").click()
    layer, field = page.locator("[data-id=rect] [data-pick]"), page.get_by_label("Name of this layer")
    layer.get_by_text("Shape").dblclick()
    field.fill("Frame")
    field.press("Enter")
    expect(layer).to_have_text("Frame")
    expect(layer).to_be_focused()
    page.keyboard.press("F2")
    field.fill("Something else")
    field.press("Escape")
    expect(layer).to_have_text("Frame")
    desk.saved()
    assert elements()["rect"]["name"] == "Frame"


def test_units_are_chosen_once_and_a_zoomed_page_is_sharp_and_pointed_at(desk: Desk) -> None:
    page = desk.page
    place(desk, "Rectangle", (20, 20, 50.8, 25.4))
    page.locator("[data-editor=view] > summary").click()
    page.get_by_label("in", exact=True).check()
    assert [desk.control(name).input_value() for name in ("Width", "Height")] == ["2", "1"]

    desk.saved()
    page.reload()
    Desk(page)
    page.keyboard.press("Escape")
    page.evaluate("document.documentElement.style.zoom = '1.25'")
    page.keyboard.press("Control+0")
    box = desk.frame.bounding_box()
    assert box is not None
    scale = box["width"] / (297 + 2 * MARGIN)
    page.mouse.click(box["x"] + (45 + MARGIN) * scale, box["y"] + (32 + MARGIN) * scale)
    assert desk.control("Height").input_value() == "1"
    zoom = float(page.locator("[data-editor=sheet]").evaluate("e => e.style.getPropertyValue('--zoom')"))
    pixels, ratio = page.locator("[data-editor=canvas]").evaluate("e => [e.width, devicePixelRatio]")
    assert abs(pixels - (297 + 2 * MARGIN) * PX_PER_MM * zoom * ratio) <= 1
