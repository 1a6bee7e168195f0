"""The usual ways to print with headless Chromium: HTML in, `page.pdf()` out, one certificate at a time."""

from collections.abc import Iterator, Sequence

from playwright.sync_api import Page, sync_playwright

from bench.html import changing_parts, data_address, style, whole_page
from bench.scene import Scene, Values
from templates_app.rendering.browser import find_tried_browser
from templates_app.rendering.chromium import ARGUMENTS

# Fonts and pictures that are not there yet would be missing in the print.
_READY = """async () => {
  await document.fonts.ready;
  await Promise.all([...document.images].map((image) => image.decode()));
}"""
_CHANGE = """(parts) => {
  for (const [id, inside] of Object.entries(parts)) document.getElementById(id).innerHTML = inside;
}"""


class _Chromium:
    """The same browser with the same switches as the engine's."""

    def __init__(self, scene: Scene) -> None:
        found = find_tried_browser()
        self.scene = scene
        self.css = style()
        self.pictures = {
            "background": data_address(scene.background, "image/jpeg"),
            "logo": data_address(scene.logo, "image/png"),
        }
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=str(found.path), args=list(ARGUMENTS), chromium_sandbox=found.sandbox
        )
        self.context = self._browser.new_context()

    def fill(self, page: Page, values: Values) -> None:
        page.set_content(whole_page(self.scene, values, self.pictures, self.css))
        page.evaluate(_READY)

    def print(self, page: Page) -> bytes:
        return page.pdf(prefer_css_page_size=True, print_background=True)

    def close(self) -> None:
        self._browser.close()
        self._playwright.stop()


class NewPages(_Chromium):
    """A page for each certificate in one browser, which is kept open."""

    def render(self, rows: Sequence[Values]) -> Iterator[bytes]:
        for values in rows:
            page = self.context.new_page()
            self.fill(page, values)
            yield self.print(page)
            page.close()


class ReusedPage(_Chromium):
    """One page for all: its pictures and fonts stay, texts and code are replaced, then it is printed."""

    def __init__(self, scene: Scene) -> None:
        super().__init__(scene)
        self._page: Page | None = None

    def render(self, rows: Sequence[Values]) -> Iterator[bytes]:
        if self._page is None:
            self._page = self.context.new_page()
            self.fill(self._page, rows[0])
        for values in rows:
            self._page.evaluate(_CHANGE, changing_parts(self.scene, values))
            yield self.print(self._page)
