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
