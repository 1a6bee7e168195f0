"""Debian and Ubuntu packages, installed when we are root, named when we are not."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from scripts.setup.console import Failure, Step
from scripts.setup.processes import Processes

UPDATE_SECONDS = 120
INSTALL_SECONDS = 420
LISTS = Path("/var/lib/apt/lists")
OS_RELEASE = Path("/etc/os-release")
LIBRARIES = Path("/usr/lib")
BROWSERS = ("chromium", "google-chrome", "google-chrome-stable", "chromium-headless-shell", "microsoft-edge")
QUIET = ("-o", "DPkg::Lock::Timeout=60", "-o", "APT::Install-Recommends=false", "-y", "-q")


def is_root() -> bool:
    """Tell whether this process may install packages."""
    return os.geteuid() == 0


def has_apt() -> bool:
    """Tell whether this is a system of Debian's family."""
    return shutil.which("apt-get") is not None


def is_ubuntu() -> bool:
    """Tell whether this is Ubuntu, whose `chromium` package is only a pointer to a snap."""
    try:
        return "ID=ubuntu" in OS_RELEASE.read_text().splitlines()
    except OSError:
        return False


def command_for(packages: Sequence[str]) -> str:
    """Return the command that a person would type to install `packages`."""
    prefix = "" if is_root() else "sudo "
    return (
        f"{prefix}apt-get update && {prefix}apt-get install -y --no-install-recommends {' '.join(packages)}"
    )


def install(processes: Processes, packages: Sequence[str], step: Step) -> None:
    """Install `packages` with apt. Raises Failure, with the command as its mend, when that cannot be done."""
    names = " ".join(packages)
    if not (has_apt() and is_root()):
        raise Failure(f"Missing on this machine: {names}.", mend=command_for(packages))
    if not any(LISTS.glob("*_Packages*")):
        _apt(processes, ["update"], UPDATE_SECONDS, step)
    installed = _apt(processes, ["install", *packages], INSTALL_SECONDS, step)
    if installed:  # lists may be older than the mirror
        _apt(processes, ["update"], UPDATE_SECONDS, step)
        installed = _apt(processes, ["install", *packages], INSTALL_SECONDS, step)
    if installed:
        raise Failure(f"apt-get could not install {names}:\n{installed}", mend=command_for(packages))


def install_first(processes: Processes, choices: Sequence[str], step: Step) -> None:
    """Install the first of `choices` that this system has. Raises Failure, naming the last, when it has none."""
    *preferred, last = choices
    for package in preferred:
        try:
            return install(processes, [package], step)
        except Failure:
            step.progress(f"no {package} here, trying another")
    return install(processes, [last], step)


def _apt(processes: Processes, arguments: Sequence[str], timeout: float, step: Step) -> str:
    """Run apt-get; return an empty text when all went well, else its last lines."""
    done = processes.run(
        ["apt-get", *QUIET, *arguments],
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        on_line=lambda line: step.progress(f"apt-get {arguments[0]}: {line}"),
        timeout=timeout,
    )
    return "" if done.returncode == 0 else "\n".join(list(done.last_lines)[-8:]) or "it ran out of time"
