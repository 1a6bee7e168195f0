"""`make lighthouse`: scores of the public pages."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from scripts.setup import driver, launch
from scripts.setup.console import Failure
from scripts.setup.preparation import Workshop
from scripts.setup.showcase import SHOWCASE_STEPS, showcase

LIGHTHOUSE_STEPS = SHOWCASE_STEPS + 3
PACKAGES = "scripts/lighthouse"
REPORTS = "lighthouse"


def lighthouse(shop: Workshop) -> int:
    """Measure; reports go to var/lighthouse. Returns 1 when a score stays below the target. Raises Failure."""
    _install(shop)
    with showcase(shop) as env:
        with shop.console.step("A certificate to look at") as step:
            story = launch.manage(shop, env, step, "demo")
            code = next(line.rsplit("/", 1)[1] for line in story if line.startswith("Verify"))
            step.note(code)
        folder = shop.project.var / REPORTS
        folder.mkdir(exist_ok=True)
        with shop.console.step("Lighthouse") as step:
            done = shop.processes.run(
                [shop.project.python, "-m", "scripts.lighthouse", code],
                env={
                    **env,
                    "NODE": str(_node(shop)),
                    "CHROME_PATH": env["CHROMIUM_PATH"],
                    "LIGHTHOUSE_DIR": str(folder),
                },
                cwd=shop.project.root,
                on_line=shop.console.say,
            )
            step.note(f"reports in {folder}")
    return done.returncode or 0


def _install(shop: Workshop) -> None:
    """Install the pinned Lighthouse once. Raises Failure without npm, or when it cannot load the packages."""
    folder = shop.project.root / PACKAGES
    with shop.console.step("Lighthouse from npm") as step:
        if (folder / "node_modules" / "lighthouse").is_dir():
            step.note("there already")
            return
        npm = shutil.which("npm")
        if npm is None:
            raise Failure("npm is missing.", mend="install Node 20 or later with npm: apt-get install npm")
        done = shop.processes.run(
            [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            cwd=folder,
            on_line=lambda line: step.progress(line.strip()),
        )
        if done.returncode:
            raise Failure("npm could not install Lighthouse:\n" + "\n".join(list(done.last_lines)[-8:]))
        step.note("installed")


def _node(shop: Workshop) -> Path:
    """Return the machine's Node, else the one that Playwright's wheel carries."""
    found = shutil.which("node", path=os.environ.get("PATH"))
    return Path(found) if found else next(shop.project.venv.glob(driver.INSIDE))
