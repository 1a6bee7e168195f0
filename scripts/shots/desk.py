"""The editor's states: what is done there before the picture, and the pictures. Taken at the widths of a desk, 1440 and 1024 px."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import FilePayload, Page, expect

from scripts.shots import drawings
from scripts.shots.acts import PATIENCE_MS, Facts, open_preview
from scripts.shots.shot import Shot, Who

SIZES = {1440: 900, 1024: 768}  # px
SCAN, FAMILY = "Signature of the head", "Riverside Display"


def _at_ease(page: Page) -> None:
    """The design is drawn, and nothing is under way."""
    expect(page.locator("[data-editor=desk]")).not_to_have_attribute("aria-busy", "true", timeout=PATIENCE_MS)


def _open(page: Page, panel: str) -> None:
    _at_ease(page)
    page.get_by_role("tab", name=panel).click()


def _choose_text(page: Page) -> None:
    _open(page, "Layers")
    page.locator("[data-editor=layers]").get_by_role("button", name="Name", exact=True).click()


def open_colours(page: Page, facts: Facts) -> None:
    """The popover of a text's colour, with those of the brand in it."""
    _choose_text(page)
    page.locator("#p-fill-text").click()
    expect(page.get_by_role("button", name="River blue")).to_be_visible()


def open_fonts(page: Page, facts: Facts) -> None:
    """The list of fonts, that of the team first."""
    _choose_text(page)
    page.locator("[data-editor=font-button]").click()
    page.get_by_text(FAMILY).first.scroll_into_view_if_needed()


def open_logos(page: Page, facts: Facts) -> None:
    """Those of the brand, offered where things are added."""
    _open(page, "Add")


def open_pictures(page: Page, facts: Facts) -> None:
    _open(page, "Pictures")


def open_signature(page: Page, facts: Facts) -> None:
    _open(page, "Pictures")
    page.get_by_role("button", name="Signature", exact=True).click()


def give_scan(page: Page, facts: Facts) -> None:
    """The ink of a scan comes to lie on the signature line. What the window before left there goes first."""
    _open(page, "Layers")
    for left in page.locator("[data-pick]").filter(has_text=SCAN).all():
        left.click()
        page.locator("[data-editor=frame]").press("Delete")  # a button keeps that key to itself
    expect(page.locator("[data-pick]").filter(has_text=SCAN)).to_have_count(0)
    open_signature(page, facts)
    scan: FilePayload = {"name": f"{SCAN}.jpg", "mimeType": "image/jpeg", "buffer": drawings.scan()}
    page.locator("[data-editor=signature-file]").set_input_files(scan)
    _open(page, "Layers")
    placed = page.locator("[data-pick][aria-pressed=true]").filter(has_text=SCAN)
    expect(placed).to_be_visible(timeout=PATIENCE_MS)


def _shot(name: str, design: str, **more: object) -> Shot:
    args = {"template_id": f"{{begun.{design}}}"}
    return Shot(name, "designs:edit", Who.OWNER, args=args, sizes=SIZES, **more)  # type: ignore[arg-type]


DESK = [
    _shot("desk-preview", "copy", act=open_preview, ready=".proof-pages img"),
    _shot("desk-brand-colours", "branded", act=open_colours),
    _shot("desk-brand-fonts", "branded", act=open_fonts),
    _shot("desk-brand-logos", "branded", act=open_logos),
    _shot("desk-pictures", "branded", act=open_pictures, ready=".picture-shelf img"),
    _shot("desk-signature", "branded", act=open_signature),
    _shot("desk-signature-scanned", "signed", act=give_scan),
    replace(_shot("desk-no-pictures", "alone", act=open_pictures), who=Who.GUARDED),
    Shot("desk-brand", "designs:brand", Who.OWNER, sizes=SIZES),
]
