"""A Chromium for the engine. Finding is the engine's own business; this is the installing around it.

Order: CHROMIUM_PATH, a Chrome or Chromium on the machine, what Playwright installed (these three are asked of
`templates_app.rendering.browser`), then `playwright install` with a time limit, then Debian's package.
"""

from __future__ import annotations

import os

from scripts.setup import driver, packages
from scripts.setup.console import Failure, Step
from scripts.setup.processes import Processes
from scripts.setup.project import Project

FINDER = "templates_app.rendering.browser"
# The first takes a fifth less memory in a job (docs/performance.md); old releases of Debian have only the second.
DEBIAN_PACKAGES = ("chromium-headless-shell", "chromium")
FIND_SECONDS = 60
DOWNLOAD_SECONDS = 100
CONNECT_MILLISECONDS = "8000"


def provide(project: Project, processes: Processes, step: Step) -> str:
    """Return the path of a browser that works, installing one if need be. Raises Failure with the mend."""
    driver.ensure(project, processes, step)
    if found := _find(project, processes):
        step.note(found)
        return found
    if os.environ.get("CHROMIUM_PATH"):  # a wrong choice is mended, not overruled
        raise Failure(_complaint(project, processes), mend="correct CHROMIUM_PATH, or unset it")
    for install in (_install_with_playwright, _install_with_apt):
        install(project, processes, step)
        if found := _find(project, processes):
            step.note(f"{found}, installed")
            return found
    raise Failure(_complaint(project, processes), mend=_mend(project))


def _finder(project: Project, processes: Processes) -> tuple[bool, list[str]]:
    done = processes.run([project.python, "-m", FINDER], cwd=project.root, timeout=FIND_SECONDS)
    return done.returncode == 0, list(done.last_lines)


def _find(project: Project, processes: Processes) -> str:
    found, lines = _finder(project, processes)
    return lines[-1] if found and lines else ""


def _complaint(project: Project, processes: Processes) -> str:
    """Return what the finder says of a machine where it finds nothing."""
    return "\n".join(_finder(project, processes)[1])


def _install_with_playwright(project: Project, processes: Processes, step: Step) -> None:
    """Load Playwright's build; a machine without the open Internet finds out within seconds."""
    processes.run(
        [project.python, "-m", "playwright", "install", "chromium-headless-shell"],
        env={"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": CONNECT_MILLISECONDS, **os.environ},
        on_line=lambda line: step.progress(f"playwright install: {line.strip()}"),
        timeout=DOWNLOAD_SECONDS,
    )


def _install_with_apt(project: Project, processes: Processes, step: Step) -> None:
    if packages.is_root() and packages.has_apt() and not packages.is_ubuntu():
        packages.install_first(processes, DEBIAN_PACKAGES, step)


def _mend(project: Project) -> str:
    playwright = f"'{project.python}' -m playwright install --with-deps chromium-headless-shell"
    if packages.has_apt() and not packages.is_ubuntu():
        return f"{packages.command_for(DEBIAN_PACKAGES[:1])}\nor: {playwright}"
    return f"{playwright}\nor install Chrome and set CHROMIUM_PATH to its program"
