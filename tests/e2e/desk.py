"""The open editor, worked with by mouse and keys, and what it has kept. The fixture `desk` opens an empty design."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import Team, User
from templates_app.document.blank import BLANK_SIZES
from templates_app.forms.design import NAME
from templates_app.models import TemplateVersion
from templates_app.services import copies
from tests.e2e.conftest import log_in
from tests.servers import WebProcess

PX_PER_MM = 96 / 25.4
MARGIN = 20  # mm around the page, static/js/editor/desk/stage.js


class Desk:
    """The open editor, with lengths in mm on the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.frame = page.locator("[data-editor=frame]")
        expect(page.locator("[data-editor=desk]")).not_to_have_attribute("aria-busy", "true")

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a place of the page is in the window, px."""
        box = self.frame.bounding_box()
        assert box is not None
        zoom = float(
            self.page.locator("[data-editor=sheet]").evaluate("e => e.style.getPropertyValue('--zoom')")
        )
        scale = PX_PER_MM * zoom
        return box["x"] + (x + MARGIN) * scale, box["y"] + (y + MARGIN) * scale

    def click(self, x: float, y: float) -> None:
        self.page.mouse.click(*self.at(x, y))

    def drag(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        self.page.mouse.move(*self.at(*start))
        self.page.mouse.down()
        self.page.mouse.move(*self.at(*end), steps=8)
        self.page.mouse.up()

    def add(self, kind: str) -> None:
        self.page.get_by_role("button", name=kind, exact=True).click()

    def control(self, label: str) -> Locator:
        return self.page.locator("[data-editor=properties]").get_by_label(label, exact=True)

    def saved(self) -> None:
        expect(self.page.locator("[data-editor=state]")).to_have_text("Saved")


def elements() -> dict[str, dict[str, Any]]:
    """The elements of the draft as they are kept, by id."""
    draft = TemplateVersion.objects.get(status="draft")
    return {element["id"]: element for element in draft.document["pages"][0]["elements"]}


@pytest.fixture
def desk(
    editor_page: Page, live_server_process: WebProcess, team: Team, owner: User, version: TemplateVersion
) -> Desk:
    """A new, empty A4 design, open. (The page that begins one is used by the journeys of brand kit and barriers.)"""
    width, height = BLANK_SIZES["a4-landscape"]
    made = copies.begin_blank(team=team, by=owner, name=NAME, width=width, height=height)
    editor_page.set_viewport_size({"width": 1440, "height": 900})
    log_in(editor_page, live_server_process.url, owner.email, f"/designs/{made.pk}/edit")
    return Desk(editor_page)
