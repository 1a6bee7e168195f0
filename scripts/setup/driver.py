"""Playwright's driver, a Node program in its wheel: it needs a library that a minimal Debian does not have."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from scripts.setup import packages
from scripts.setup.console import Failure, Step
from scripts.setup.processes import Processes
from scripts.setup.project import Project

INSIDE = "lib/python3*/site-packages/playwright/driver/node"
PACKAGES = ("libatomic1", "libstdc++6")
NODE_VARIABLE = "PLAYWRIGHT_NODEJS_PATH"
OLDEST_NODE = 20
VERSION = re.compile(r"v(\d+)\.")
START_SECONDS = 30


def ensure(project: Project, processes: Processes, step: Step) -> None:
    """See to it that Playwright can start. Raises Failure with the command to run.

    As root the missing library is installed; else a Node of the machine takes the wheel's place, by an environment
    variable that all our processes inherit.
    """
    own = next(project.venv.glob(INSIDE), None)
    if own is None or os.environ.get(NODE_VARIABLE) or _major_version(processes, own):
        return
    if packages.is_root() and packages.has_apt():
        packages.install(processes, PACKAGES, step)
        if _major_version(processes, own):
            return
    other = shutil.which("node")
    if other and _major_version(processes, Path(other)) >= OLDEST_NODE:
        os.environ[NODE_VARIABLE] = other
        return
    words = "\n".join(processes.run([own, "--version"]).last_lines)
    raise Failure(f"Playwright's driver does not start:\n{words}", mend=packages.command_for(PACKAGES))


def _major_version(processes: Processes, node: Path) -> int:
    """Return the major version that a Node tells of itself, 0 when it does not start."""
    done = processes.run([node, "--version"], timeout=START_SECONDS)
    told = VERSION.match("".join(done.last_lines))
    return int(told[1]) if told and done.returncode == 0 else 0
