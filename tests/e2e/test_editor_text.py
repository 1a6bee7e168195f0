"""Texts in the editor: words typed in their place on the page, fields among them."""

from tests.e2e.desk import Desk, desk, elements

__all__ = ["desk"]  # a fixture


def test_words_are_typed_in_their_place_on_the_page(desk: Desk) -> None:
    page = desk.page
    desk.add("Heading")
    desk.control("Turned, degrees").fill("30")
    desk.control("Turned, degrees").press("Tab")
    desk.saved()
    heading = elements()["heading"]
    middle = (heading["x"] + heading["width"] / 2, heading["y"] + heading["height"] / 2)
    words = page.get_by_role("textbox", name="Words on the page")

    page.mouse.dblclick(*desk.at(*middle))
    box = words.bounding_box()
    assert box is not None
    centre = desk.at(*middle)
    assert (
        round(box["x"] + box["width"] / 2 - centre[0]),
        round(box["y"] + box["height"] / 2 - centre[1]),
    ) == (0, 0)
    page.keyboard.type("not kept")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    page.keyboard.type("شهادة")
    page.keyboard.press("Enter")
    page.keyboard.type("Certificate")
    page.keyboard.press("Control+Enter")
    desk.saved()
    assert elements()["heading"]["text"] == "شهادة\nCertificate"

    page.keyboard.press("Control+z")
    desk.saved()
    assert elements()["heading"]["text"] == "Certificate"
    page.mouse.dblclick(*desk.at(*middle))
    page.keyboard.type("A click beside it keeps this")
    desk.click(5, 5)
    desk.saved()
    assert elements()["heading"]["text"] == "A click beside it keeps this"
