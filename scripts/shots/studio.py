"""Several cameras at once: a process for each core, each with a browser of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path

import django
from playwright.sync_api import Browser, sync_playwright

django.setup()  # fresh processes begin here, and the list of pages asks the admin what it knows

from scripts.shots import camera  # noqa: E402
from scripts.shots.camera import Taken  # noqa: E402

MOST_CAMERAS = 4
_browser: list[Browser] = []  # of this process


def take_all(names: Sequence[str], facts: Mapping[str, str], folder: Path) -> Iterator[Taken]:
    """Picture the pages into `folder` and give each as it is done: a camera takes the next when it is free."""
    cameras = min(os.cpu_count() or 1, MOST_CAMERAS)
    # Fresh processes: forked ones would share the database connection of this one.
    with ProcessPoolExecutor(cameras, mp_context=get_context("spawn"), initializer=_open_browser) as pool:
        waiting = [pool.submit(_take, name, facts, folder) for name in names]
        for done in as_completed(waiting):
            yield done.result()


def _open_browser() -> None:
    """The product's host name leads to its web server, whose port nobody sees."""
    rule = f"MAP {os.environ['SHOTS_HOST']}:80 {os.environ['SHOTS_WEB']}"
    playwright = sync_playwright().start()
    browser = playwright.chromium.launch(
        executable_path=os.environ["CHROMIUM_PATH"],
        args=[f"--host-resolver-rules={rule}", "--font-render-hinting=none"],
        chromium_sandbox=os.geteuid() != 0,
    )
    _browser.append(browser)


def _take(name: str, facts: Mapping[str, str], folder: Path) -> Taken:
    return camera.take(_browser[0], name, site=os.environ["SITE_URL"], facts=facts, folder=folder)
