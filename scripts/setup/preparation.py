"""The steps that every command shares: environment, dependencies, browser."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from scripts.setup import browser, environment
from scripts.setup.console import Console, Failure
from scripts.setup.processes import Processes
from scripts.setup.project import Project, locked

LOCK = "setup"
STEPS = 4
WAIT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Workshop:
    """What a command works with."""

    project: Project
    processes: Processes
    console: Console


def prepare(shop: Workshop, *locks: str, with_browser: bool = True) -> None:
    """Make this checkout ready to work: Python, environment, the lock files named, a browser.

    The browser's path is left in CHROMIUM_PATH, so that nobody searches again. Raises Failure.
    """
    project, processes, console = shop.project, shop.processes, shop.console
    with console.step(f"Python {platform.python_version()}") as step:
        step.note(sys.executable)
    project.prepare()
    with _alone(shop):
        with console.step("Virtual environment in .venv") as step:
            environment.make_venv(project, processes, step)
        with console.step("Locked dependencies") as step:
            for lock in locks:
                environment.install_locked(project, processes, lock, step)
        if with_browser:
            with console.step("Browser of the engine") as step:
                os.environ["CHROMIUM_PATH"] = browser.provide(project, processes, step)


@contextmanager
def _alone(shop: Workshop) -> Iterator[None]:
    """Wait until no other command sets up this checkout, and keep others out meanwhile."""
    deadline = time.monotonic() + WAIT_SECONDS
    while time.monotonic() < deadline:
        with locked(shop.project, LOCK) as lock:
            if lock is not None:
                yield
                return
        shop.processes.pump()
    raise Failure(
        "Another make command has been setting up this checkout for ten minutes.", mend="stop that one"
    )
