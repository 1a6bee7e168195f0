"""The usual ways to print with headless Chromium: HTML in, `page.pdf()` out, one certificate at a time."""

from collections.abc import Iterator, Sequence

from playwright.sync_api import Page, sync_playwright

from bench.contenders.files import FileServer
from bench.html import changing_parts, style, whole_page
from bench.scene import FACES, Scene, Values
from templates_app.rendering.browser import find_tried_browser
from templates_app.rendering.chromium import ARGUMENTS

# `set_content` waits for the pictures; fonts that are not there yet would be missing in the print.
_READY = "document.fonts.ready.then(() => true)"
_CHANGE = """(parts) => {
  for (const [id, inside] of Object.entries(parts)) document.getElementById(id).innerHTML = inside;
}"""
# The file server must be reached; the engine's browser may reach nothing.
_SWITCHES = [switch for switch in ARGUMENTS if not switch.startswith("--host-resolver-rules")]


class _Chromium:
    """The same browser with the same switches as the engine's.

    Pictures and fonts come from a server on this machine: in `data:` addresses they cost half as much time again.
    """

    def __init__(self, scene: Scene) -> None:
        found = find_tried_browser()
        self.scene = scene
        fonts = {face.file.name: face.file for face in FACES}
        pictures = {"background": scene.background_file, "logo": scene.logo_file}
        self._files = FileServer(fonts | pictures)
        self.css = style({face.family: self._files.address(face.file.name) for face in FACES})
        self.pictures = {name: self._files.address(name) for name in pictures}
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(
            executable_path=str(found.path), args=_SWITCHES, chromium_sandbox=found.sandbox
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
        self._files.close()


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
