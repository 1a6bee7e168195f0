"""Texts in the editor: words typed in their place on the page, fields among them."""

import re

from playwright.sync_api import Locator, expect

from templates_app.models import TemplateVersion
from tests.e2e.desk import Desk, desk, elements

__all__ = ["desk"]  # a fixture

IS_LOADED = (
    "family => [...document.fonts].some(face => face.family.includes(family) && face.status === 'loaded')"
)


def middle_of(locator: Locator) -> tuple[int, int]:
    box = locator.bounding_box()
    assert box is not None
    return round(box["x"] + box["width"] / 2), round(box["y"] + box["height"] / 2)


def test_words_are_typed_in_their_place_on_the_page(desk: Desk) -> None:
    page = desk.page
    desk.add("Heading")
    desk.control("Turned, °").fill("30")
    desk.control("Turned, °").press("Tab")
    desk.saved()
    heading = elements()["heading"]
    middle = (heading["x"] + heading["width"] / 2, heading["y"] + heading["height"] / 2)
    middle_of_frame = tuple(round(place) for place in desk.at(*middle))
    words = page.get_by_role("textbox", name="Words on the page")

    page.mouse.dblclick(*desk.at(*middle))
    assert middle_of(words) == middle_of_frame
    page.keyboard.type("Kept as well")
    page.keyboard.press("Escape")
    desk.saved()
    assert elements()["heading"]["text"] == "Kept as well"
    page.keyboard.press("Enter")
    page.keyboard.type("شهادة")
    page.keyboard.press("Enter")
    assert middle_of(words) == middle_of_frame
    page.keyboard.type("Certificate")
    page.keyboard.press("Control+Enter")
    desk.saved()
    assert elements()["heading"]["text"] == "شهادة\nCertificate"

    page.keyboard.press("Control+z")
    desk.saved()
    assert elements()["heading"]["text"] == "Kept as well"
    page.mouse.dblclick(*desk.at(*middle))
    page.keyboard.type("A click beside it keeps this")
    desk.click(100, 235)  # on the table, off the page
    desk.saved()
    expect(page.get_by_role("group", name="Page", exact=True)).to_be_visible()
    assert elements()["heading"]["text"] == "A click beside it keeps this"


def test_a_brace_opens_the_fields_then_their_formats_and_what_is_wrong_is_mended(desk: Desk) -> None:
    page = desk.page
    desk.add("Text")
    page.keyboard.press("Escape")
    desk.click(297 / 2, 210 / 2)
    page.keyboard.press("Enter")
    page.keyboard.type("On {date of")
    expect(page.locator("#editor-completion [role=option]")).to_contain_text(
        ["Date of issue", "Date of expiry", "Date of the course", "Add the field"]
    )
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#editor-completion [aria-selected=true]")).to_have_text(
        re.compile("November 20, 2026")
    )
    page.keyboard.press("Tab")
    page.keyboard.type(" to {recipient.nmae}")
    page.get_by_role("button", name="Did you mean recipient.name?").first.click()
    page.keyboard.type(" by {sponsor")
    page.get_by_role("option", name="Add the field “Sponsor”").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    desk.saved()

    assert elements()["text"]["text"] == "On {course.date|date:long} to {recipient.name} by {sponsor}"
    draft = TemplateVersion.objects.get(status="draft")
    assert [(field["key"], field["label"], field["type"]) for field in draft.document["fields"]][-2:] == [
        ("course.date", "Date of the course", "date"),
        ("sponsor", "Sponsor", "text"),
    ]
    page.keyboard.press("Control+z")
    desk.saved()
    assert elements()["text"]["text"] == "Your text"


def test_a_text_is_set_in_a_font_that_is_seen_and_in_what_the_family_has(desk: Desk) -> None:
    page = desk.page
    desk.add("Heading")
    desk.frame.focus()
    page.keyboard.press("Control+b")
    page.keyboard.press("Control+i")
    desk.saved()
    assert elements()["heading"]["font"] == {"family": "EB Garamond", "weight": 500, "style": "italic"}

    page.get_by_role("button", name="Font EB Garamond").click()
    page.get_by_role("combobox", name="Kind").select_option("Handwriting")
    page.get_by_role("combobox", name="Search the fonts").fill("vib")
    seen = page.get_by_role("option", name="Great Vibes").locator("span")
    expect(seen).to_have_css("font-family", re.compile("^.Great Vibes"))
    page.get_by_role("combobox", name="Search the fonts").press("Enter")
    expect(page.get_by_role("button", name="Bold")).to_be_disabled()
    desk.control("Centre").press("ArrowRight")
    desk.control("When the text is long").select_option("It shrinks to fit")
    desk.control("Most lines").fill("2")
    desk.control("Size, pt").fill("12")
    desk.control("Size, pt").press("Tab")
    desk.saved()

    heading = elements()["heading"]
    assert heading["font"] == {"family": "Great Vibes", "weight": 400, "style": "normal"}
    facts = [heading.get(name) for name in ("align", "fit", "maxLines", "size", "minSize")]
    assert facts == ["right", "shrink", 2, 12, 12]
    page.get_by_label("Texts from right to left change sides").check()
    desk.saved()
    assert elements()["heading"]["align"] == "end"
    desk.control("Most lines").fill("")
    desk.control("Most lines").press("Tab")
    desk.saved()
    assert "maxLines" not in elements()["heading"]


def test_a_font_that_cannot_be_fetched_is_shown_once_the_connection_is_back(desk: Desk) -> None:
    page = desk.page
    page.context.new_cdp_session(page).send("Network.clearBrowserCache")
    desk.add("Heading")
    desk.saved()
    page.context.set_offline(True)
    page.get_by_role("button", name="Font EB Garamond").click()
    search = page.get_by_role("combobox", name="Search the fonts")
    search.fill("vib")
    search.press("Enter")
    expect(page.get_by_text("A font could not be fetched")).to_be_visible()
    assert page.evaluate(IS_LOADED, "Great Vibes") is False

    page.context.set_offline(False)
    page.wait_for_function(IS_LOADED, arg="Great Vibes")
    desk.saved()

    assert elements()["heading"]["font"]["family"] == "Great Vibes"


def test_codes_and_links_complete_fields_and_a_link_counts_once_it_is_right(desk: Desk) -> None:
    page = desk.page
    desk.add("QR code")
    content, link = desk.control("What it holds"), desk.control("Link")
    offered = page.locator("#editor-completion")
    content.fill("")
    content.press_sequentially("{verify addr")
    offered.get_by_role("option", name="Verify address for QR codes").click()
    content.press("Enter")
    content.press_sequentially("?from=paper")
    link.press_sequentially("example.org/")
    expect(page.get_by_text("Until this is mended, the link stays as it was.")).to_be_visible()
    desk.add("Text")
    expect(link).to_have_value("")
    desk.saved()
    code = elements()["qr"]
    desk.click(code["x"] + code["width"] / 2, code["y"] + code["height"] / 2)  # the code again
    expect(link).to_have_value("example.org/")
    page.get_by_role("button", name="Write https:// before it").click()
    link.press_sequentially("{code")
    offered.get_by_role("option", name="Verification code").click()
    desk.saved()
    code = elements()["qr"]
    assert (code["content"], code["link"]) == (
        "{verify.qr}?from=paper",
        "https://example.org/{certificate.code}",
    )
