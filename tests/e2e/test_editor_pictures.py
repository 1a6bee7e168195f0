"""Pictures in the editor: uploaded, dropped, pasted, replaced, kept over a lost connection; signatures."""

import base64

from playwright.sync_api import FilePayload, expect

from templates_app.models import Asset
from tests.e2e.desk import Desk, desk, elements
from tests.templates_app.pictures_data import picture

__all__ = ["desk"]  # a fixture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><script/><path d="M0 0h20v10z"/></svg>'
LET_GO = """([frame, type, x, y, name, mime, content]) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], name, { type: mime }));
  const how = { bubbles: true, cancelable: true, clientX: x, clientY: y };
  if (type === "paste") document.dispatchEvent(new ClipboardEvent("paste", { ...how, clipboardData: dataTransfer }));
  else for (const each of ["dragover", "drop"]) frame.dispatchEvent(new DragEvent(each, { ...how, dataTransfer }));
}"""


def file_of(name: str, content: bytes, mime: str = "image/png") -> FilePayload:
    return {"name": name, "mimeType": mime, "buffer": content}


def let_go(
    desk: Desk, how: str, at: tuple[float, float], name: str, content: bytes, mime: str = "image/png"
) -> None:
    """A file dropped at a place of the page, or pasted."""
    said = [desk.frame.element_handle(), how, *desk.at(*at), name, mime, base64.b64encode(content).decode()]
    desk.page.evaluate(LET_GO, said)


def test_pictures_come_in_by_drop_paste_and_choice_and_one_takes_the_place_of_another(desk: Desk) -> None:
    page = desk.page
    let_go(desk, "drop", (80, 60), "Logo.svg", SVG, "image/svg+xml")
    expect(page.get_by_text("Logo.svg is here without its scripts")).to_be_visible()
    let_go(desk, "paste", (0, 0), "Seal.png", picture(size=(300, 300)))
    page.get_by_role("tab", name="Pictures").click()
    expect(page.get_by_role("button", name="Seal", exact=True)).to_be_visible()
    let_go(desk, "drop", (80, 60), "Crest.png", picture(size=(300, 300), color=(0, 90, 0)))
    expect(page.get_by_role("button", name="Crest", exact=True)).to_be_visible()
    page.get_by_role("button", name="Seal", exact=True).click()
    desk.saved()

    kept = {key: element for key, element in elements().items() if element["type"] == "image"}
    ids = {asset.name: f"asset:{asset.pk}" for asset in Asset.objects.all()}
    assert {key: element["source"] for key, element in kept.items()} == {
        "picture": ids["Crest"],
        "picture-2": ids["Seal"],
        "picture-3": ids["Seal"],
    }
    dropped = kept["picture"]
    assert (dropped["width"], dropped["height"]) == (73.5, 36.75)
    centre = (dropped["x"] + dropped["width"] / 2, dropped["y"] + dropped["height"] / 2)
    assert (round(centre[0]), round(centre[1])) == (80, 60)


def test_an_upload_without_a_connection_waits_for_one(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("tab", name="Pictures").click()
    expect(page.get_by_text("There are none yet")).to_be_visible()
    page.context.set_offline(True)
    page.locator("[data-editor=picture-file]").set_input_files(file_of("Seal.png", picture()))
    expect(page.locator(".picture-upload")).to_contain_text("It is sent as soon as there is one")
    assert Asset.objects.count() == 0

    page.context.set_offline(False)
    expect(page.get_by_role("button", name="Seal", exact=True)).to_be_visible()
    expect(page.locator(".picture-upload")).to_have_count(0)
    assert Asset.objects.get().name == "Seal"
    expect(page.locator(".picture img").first).to_have_js_property("complete", True)


def test_a_picture_is_cropped_in_its_place_and_a_signature_lies_on_its_line(desk: Desk) -> None:
    page = desk.page
    let_go(desk, "drop", (80, 60), "Seal.png", picture(size=(600, 600)))
    expect(desk.control("What it shows, for those who do not see it")).to_be_visible()
    page.mouse.dblclick(*desk.at(80, 60))
    for key in ("+", "+", "ArrowLeft", "Alt+Shift+ArrowUp", "Enter"):
        page.keyboard.press(key)
    desk.control("Shape").select_option("ellipse")
    page.get_by_role("tab", name="Add").click()
    desk.add("Line")
    page.get_by_role("tab", name="Pictures").click()
    page.get_by_role("button", name="Signature").click()
    box = page.locator("[data-editor=signature-pad]").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 50, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + 250, box["y"] + 100, steps=5)
    page.mouse.up()
    page.get_by_role("button", name="Place it").click()
    desk.saved()

    kept = elements()
    seal, line, signature = kept["picture"], kept["line"], kept["signature"]
    # 600 px at 300 dpi, 5 mm less high; enlarged by 1.1² and pushed by half a millimetre.
    assert (seal["width"], seal["height"], seal["fit"], seal["mask"]) == (
        50.8,
        45.8,
        "cover",
        {"shape": "ellipse"},
    )
    assert seal["crop"] == {"x": 0.0949, "y": 0.0868, "width": 0.8264, "height": 0.7451}
    middle = signature["x"] + signature["width"] / 2
    assert (signature["type"], abs(middle - (line["x"] + line["x2"]) / 2) < 0.02) == ("path", True)
    assert signature["y"] < line["y"] < signature["y"] + signature["height"]
