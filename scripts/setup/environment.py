"""The virtual environment and the locked dependencies in it."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from scripts.setup import packages
from scripts.setup.console import Failure, Step
from scripts.setup.processes import Processes
from scripts.setup.project import Project

RUNTIME_LOCK = "requirements.txt"
DEVELOPMENT_LOCK = "requirements-dev.txt"
BENCHMARK_LOCK = "requirements-bench.txt"
LOCKED_PACKAGE = re.compile(r"^[A-Za-z0-9][^\s=]*==", re.MULTILINE)
STAMP = "installed.json"
PROBE = "import sys, pip; print(*sys.version_info[:2])"


def make_venv(project: Project, processes: Processes, step: Step) -> None:
    """See to it that `.venv` holds a working Python of this version with pip."""
    version = "{}.{}".format(*sys.version_info[:2])
    if _works(project, processes, version):
        step.note(f"Python {version}, there already")
        return
    shutil.rmtree(project.venv, ignore_errors=True)
    step.progress("making .venv")
    if importlib.util.find_spec("ensurepip") is not None:
        _venv(project, processes)
    elif packages.is_root() and packages.has_apt():
        packages.install(processes, [_venv_package()], step)
        _venv(project, processes)
    else:
        _venv_without_ensurepip(project, processes)
    if not _works(project, processes, version):
        raise _cannot_make_venv("The new virtual environment does not work.")
    step.note(f"Python {version}, made")


def install_locked(project: Project, processes: Processes, lock: str, step: Step) -> None:
    """Install a lock file with its hashes checked, unless exactly this lock was installed before."""
    installed = _read_stamp(project)
    content = (project.root / lock).read_text()
    count = len(LOCKED_PACKAGE.findall(content))
    if installed.get(lock) == _digest(content):
        step.note(f"{count} packages, unchanged")
        return
    step.progress(f"pip installs {count} packages")
    collected = 0

    def follow(line: str) -> None:
        nonlocal collected
        collected += line.startswith("Collecting ")
        step.progress(f"{collected} of {count} packages: {line.strip()}")

    command: list[str | Path] = [
        project.python,
        "-m",
        "pip",
        "install",
        "--require-hashes",
        "-r",
        project.root / lock,
    ]
    options = ["--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    done = processes.run([*command, *options], on_line=follow, cwd=project.root)
    project.log.write_text("\n".join(done.last_lines))
    if done.returncode:
        raise _cannot_install(project, lock, list(done.last_lines))
    _write_stamp(project, installed, lock)
    step.note(f"{count} packages installed")


def _works(project: Project, processes: Processes, version: str) -> bool:
    """Tell whether the environment is there, whole, and of this Python version."""
    if not project.python.exists():
        return False
    probe = processes.run([project.python, "-c", PROBE])
    return probe.returncode == 0 and list(probe.last_lines) == [version.replace(".", " ")]


def _venv(project: Project, processes: Processes, *options: str) -> None:
    made = processes.run([sys.executable, "-m", "venv", *options, project.venv])
    if made.returncode:
        raise _cannot_make_venv("\n".join(made.last_lines))


def _venv_without_ensurepip(project: Project, processes: Processes) -> None:
    """Debian keeps `ensurepip` in a package of its own: as an ordinary user, use what else is there."""
    if importlib.util.find_spec("virtualenv") is not None:
        processes.run([sys.executable, "-m", "virtualenv", project.venv])
        return
    if importlib.util.find_spec("pip") is None:
        raise _cannot_make_venv("This Python can make no virtual environment (it has no ensurepip).")
    _venv(project, processes, "--without-pip")
    processes.run([sys.executable, "-m", "pip", "--python", project.python, "install", "pip"])


def _venv_package() -> str:
    """Return the Debian package of ensurepip for the Python that runs this."""
    is_default = Path(sys.executable).resolve() == Path("/usr/bin/python3").resolve()
    return "python3-venv" if is_default else "python{}.{}-venv".format(*sys.version_info[:2])


def _cannot_make_venv(message: str) -> Failure:
    return Failure(
        message, mend=f"{packages.command_for([_venv_package()])}\nthen the same make command again"
    )


def _cannot_install(project: Project, lock: str, lines: Sequence[str]) -> Failure:
    errors = [line for line in lines if line.startswith("ERROR")] or list(lines)[-5:]
    return Failure(
        f"pip could not install {lock}:\n" + "\n".join(errors),
        mend=f"look at {project.log.relative_to(project.root)}; behind a proxy or a mirror set HTTPS_PROXY, "
        "PIP_INDEX_URL or PIP_CERT\nthen the same make command again: what was loaded is not loaded twice",
    )


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()


def _read_stamp(project: Project) -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads((project.venv / STAMP).read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _write_stamp(project: Project, installed: dict[str, str], lock: str) -> None:
    """Note what is installed. The development lock holds the whole runtime lock, so it stands for both."""
    names = [lock, RUNTIME_LOCK] if lock == DEVELOPMENT_LOCK else [lock]
    now = {name: _digest((project.root / name).read_text()) for name in names}
    draft = project.venv / f"{STAMP}.new"
    draft.write_text(json.dumps(installed | now))
    os.replace(draft, project.venv / STAMP)
