"""Takes the pictures of one page and notes what is wrong with it.

A fault is: a width that scrolls sideways, an error in the console (a breach of the Content-Security-Policy is one), a
request to another host, another status than declared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from django.urls import NoReverseMatch, reverse
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Error, Page, Request, Response

from scripts.shots.acts import PATIENCE_MS, SESSION_COOKIE
from scripts.shots.pages import SHOTS
from scripts.shots.shot import Shot, Who

SCHEMES = ("light", "dark")
OUR_SCHEMES = ("data", "blob", "about")
# Fonts are there and drawn, pictures too (also those below the fold), and nothing is half way.
SETTLE = """async () => {
  for (const image of document.images) image.loading = 'eager';
  await document.fonts.ready;
  const pictures = [...document.images].filter((image) => image.currentSrc || image.src);
  await Promise.all(pictures.map((image) => image.decode().catch(() => {})));
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
SIDEWAYS_PX = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(slots=True)
class Taken:
    """A page of which all pictures were taken, or as many as could be."""

    name: str
    faults: list[str] = field(default_factory=list)


@dataclass  # without slots: Playwright puts its wrappers beside the bound methods
class Witness:
    """Hears what a page logs, asks for and is answered."""

    shot: Shot
    site: str
    faults: list[str]
    status: int = 0

    def listen(self, page: Page) -> None:
        page.on("console", self.on_console)
        page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        page.on("request", self.on_request)
        page.on("response", self.on_response)

    def on_console(self, message: ConsoleMessage) -> None:
        is_own_status = self.shot.status >= 400 and message.text.startswith("Failed to load resource")
        # The 401 that leads to the log-in is what the picture is about.
        is_ended = self.shot.name == "session-ended" and "401" in message.text
        if message.type == "error" and not is_own_status and not is_ended:
            self.faults.append(f"console: {message.text}")

    def on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in OUR_SCHEMES and f"{address.scheme}://{address.netloc}" != self.site:
            self.faults.append(f"asks another host: {request.url}")

    def on_response(self, response: Response) -> None:
        request = response.request
        if request.is_navigation_request() and request.frame.parent_frame is None:
            self.status = response.status


def files(name: str) -> list[str]:
    """The names of all pictures of a page."""
    return [f"{name}-{width}-{scheme}.png" for width in SHOTS[name].sizes for scheme in SCHEMES]


def take(browser: Browser, name: str, *, site: str, facts: Mapping[str, str], folder: Path) -> Taken:
    """Picture a page at its widths, in light and dark, as `<name>-<width>-<scheme>.png`."""
    shot, taken = SHOTS[name], Taken(name)
    for width, height in shot.sizes.items():
        context = _context(browser, shot, site, facts, width, height)
        try:
            page = context.new_page()
            witness = Witness(shot, site, taken.faults)
            witness.listen(page)
            _arrive(page, shot, site, facts)
            if witness.status != shot.status:
                taken.faults.append(f"status {witness.status}, not {shot.status}")
            _picture(page, folder / f"{name}-{width}", taken)
        except (Error, AssertionError, NoReverseMatch) as error:  # the last: the data has no such thing
            taken.faults.append(f"at {width} px: {str(error).splitlines()[0]}")
        finally:
            context.close()
    taken.faults = list(dict.fromkeys(taken.faults))
    return taken


def address(shot: Shot, facts: Mapping[str, str]) -> str:
    """Path and query of a page. Raises KeyError for a fact that nobody made."""
    known = _Known(facts)
    arguments = {name: known.fill(value) for name, value in shot.args.items()}
    query = known.fill(shot.query)
    return reverse(shot.url, kwargs=arguments) + (f"?{query}" if query else "")


class _Known:
    """Facts have dots in their names, which `str.format` would take for attributes."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        self._facts = facts

    def fill(self, text: str) -> str:
        before, brace, rest = text.partition("{")
        if not brace:
            return text
        name, _, after = rest.partition("}")
        return before + self._facts[name] + self.fill(after)


def _context(
    browser: Browser, shot: Shot, site: str, facts: Mapping[str, str], width: int, height: int
) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light",
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
        service_workers="block",
    )
    context.set_default_timeout(PATIENCE_MS)
    if shot.who is not Who.VISITOR:
        session = facts[f"session.{shot.who}"]
        context.add_cookies([{"name": SESSION_COOKIE, "value": session, "url": site}])
    return context


def _arrive(page: Page, shot: Shot, site: str, facts: Mapping[str, str]) -> None:
    page.goto(site + address(shot, facts), wait_until="load")
    if shot.act:
        shot.act(page, facts)
    if shot.ready:
        page.locator(shot.ready).first.wait_for()
    # Where an act left the page: without a caret, and with what sticks to the window at its top.
    page.evaluate("() => { document.activeElement?.blur(); scrollTo(0, 0) }")


def _picture(page: Page, stem: Path, taken: Taken) -> None:
    for scheme in SCHEMES:
        page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        page.evaluate(SETTLE)
        path = stem.with_name(f"{stem.name}-{scheme}.png")
        page.screenshot(path=path, full_page=True, animations="disabled")
    sideways = page.evaluate(SIDEWAYS_PX)
    if sideways > 0:
        taken.faults.append(f"scrolls sideways by {sideways} px at {page.viewport_size}")
