"""The certificate editor as a person feels it: how long a design takes to open, how smoothly shapes are dragged."""

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Page, ViewportSize, sync_playwright

from bench.drawn import COLUMNS, SIZE, STEP
from bench.site import ROOT, Site, SiteFailed
from templates_app.rendering.browser import find_browser

FEW, MANY = 10, 500  # elements
OPENINGS = 3
WAY_MM, MOVES = (60, 30), 150
WINDOW = ViewportSize(width=1440, height=900)
START_S = 30
# The page writes down when it was drawn; the first entry is of the first move.
WATCH = """() => {
  const drawn = window.drawn = [];
  const note = (at) => { drawn.push(at); if (drawn === window.drawn) requestAnimationFrame(note); };
  requestAnimationFrame(note);
}"""
READY = "[data-editor=desk]:not([aria-busy])"


@dataclass(frozen=True, slots=True)
class EditorRun:
    """One size of design: seconds until it can be worked on (median), frames a second while one shape is dragged among
    the others, and while all are dragged at once."""

    elements: int
    open_s: float
    frames_one: float
    frames_all: float


def measure(site: Site) -> list[EditorRun]:
    """A small design and the largest that is allowed, in one browser. Raises SiteFailed."""
    with _served(site) as address, sync_playwright() as playwright:
        command = [sys.executable, "-m", "bench.drawn", str(FEW), str(MANY)]
        done = subprocess.run(command, env=_env(site, address), cwd=ROOT, capture_output=True, text=True)
        if done.returncode:
            raise SiteFailed(f"the drafts could not be made:\n{done.stderr[-2000:]}")
        facts = json.loads(done.stdout.splitlines()[-1])
        browser = playwright.chromium.launch(executable_path=str(find_browser()))
        context = browser.new_context(viewport=WINDOW)
        context.add_cookies([{"name": "sessionid", "value": facts["session"], "url": address}])
        runs = []
        for count in (FEW, MANY):
            page = context.new_page()
            opened = median(_opened(page, f"{address}/designs/{facts['drafts'][str(count)]}/edit")
                            for _ in range(OPENINGS))  # fmt: skip
            one = _dragged(page, count)
            page.keyboard.press("Control+a")
            if page.locator("[data-editor=frame] .frame-element").count() != count:
                raise SiteFailed(f"not all of {count} elements were selected")
            runs.append(EditorRun(count, opened, one, _dragged(page, count)))
            page.close()
        browser.close()
    return runs


def _opened(page: Page, address: str) -> float:
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.wait_for_selector(READY)
    return time.perf_counter() - begun


def _dragged(page: Page, count: int) -> float:
    """Frames a second while a shape in the middle of the others goes WAY_MM and back; with it goes what is selected."""
    at = count // 2
    start = (
        12 + at % COLUMNS * STEP[0] + SIZE[0] / 2,
        12 + at // COLUMNS * STEP[1] + SIZE[1] / 2,
    )
    left, top, px_per_mm = page.evaluate(
        """() => {
          const box = document.querySelector("[data-editor=frame]").getBoundingClientRect();
          const zoom = document.querySelector("[data-editor=sheet]").style.getPropertyValue("--zoom");
          return [box.x, box.y, zoom * 96 / 25.4];
        }"""
    )
    margin = 20  # mm around the page: static/js/editor/desk/stage.js

    def move(share: float) -> None:
        x, y = start[0] + share * WAY_MM[0], start[1] + share * WAY_MM[1]
        page.mouse.move(left + (x + margin) * px_per_mm, top + (y + margin) * px_per_mm)

    move(0)
    page.mouse.down()
    move(0.1)
    page.evaluate(WATCH)
    for at in range(MOVES):
        move(0.1 + 0.9 * at / MOVES)
    drawn: list[float] = page.evaluate("() => window.drawn")
    move(0)  # where it was: the next drag finds it there
    page.mouse.up()
    return 1000 * (len(drawn) - 1) / (drawn[-1] - drawn[0])


def _env(site: Site, address: str) -> dict[str, str]:
    # Files are served as they are: nothing has been collected.
    return {**site.env, "DEBUG": "true", "SITE_URL": address, "ALLOWED_HOSTS": "127.0.0.1"}


@contextmanager
def _served(site: Site) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    with open(Path(site.folder) / "web.log", "wb") as log:
        command = site.manage("runserver", f"127.0.0.1:{port}", "--noreload")
        server = subprocess.Popen(command, env=_env(site, address), cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait_for(address, server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_S
    while server.poll() is None and time.monotonic() < until:
        try:
            with urlopen(f"{address}/healthz", timeout=1):  # noqa: S310 - our own server
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise SiteFailed("the web server did not start")
