"""Locks are installed once, and again only when they change."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.scripts.conftest import ROOT, Program

PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
# Stands for the environment's Python: notes how it is called, and does as FAIL says.
FAKE_PYTHON = """#!/bin/sh
echo "$@" >> "{log}"
echo "Collecting one==1"
[ -z "$FAIL" ] || {{ echo "ERROR: hashes do not match"; exit 1; }}
"""
INSTALL = """
project = Project(Path(os.environ["CHECKOUT"]))
with Processes() as all_:
    console = Console(total=1)
    try:
        with console.step("Locked dependencies") as step:
            environment.install_locked(project, all_, os.environ.get("LOCK", "requirements.txt"), step)
    except Failure as failure:
        print(failure)
"""


def checkout(folder: Path) -> Path:
    """Make a checkout with two lock files and a Python that only takes notes."""
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    (folder / "var").mkdir()
    python.write_text(FAKE_PYTHON.format(log=folder / "calls"))
    python.chmod(0o755)
    (folder / "requirements.txt").write_text("one==1 \\\n    --hash=sha256:00\n")
    (folder / "requirements-dev.txt").write_text(
        "one==1 \\\n    --hash=sha256:00\ntwo==2 \\\n    --hash=sha256:00\n"
    )
    return folder


def calls(folder: Path) -> int:
    """Count how often pip ran."""
    log = folder / "calls"
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_pip_runs_with_hashes_and_only_when_the_lock_changed(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    folder = checkout(tmp_path / "a folder")
    for expected in ("1 packages installed", "1 packages, unchanged"):
        assert expected in start_program(INSTALL, CHECKOUT=str(folder)).wait_for("packages")
    assert calls(folder) == 1
    assert f"-m pip install --require-hashes -r {folder}/requirements.txt" in (folder / "calls").read_text()
    (folder / "requirements.txt").write_text("one==2 \\\n    --hash=sha256:01\n")
    start_program(INSTALL, CHECKOUT=str(folder)).end()
    assert calls(folder) == 2


def test_a_failed_install_is_told_and_tried_again(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    folder = checkout(tmp_path)
    program = start_program(INSTALL, CHECKOUT=str(folder), FAIL="yes")
    program.end()
    assert "pip could not install requirements.txt:\nERROR: hashes do not match" in program.output
    assert "PIP_INDEX_URL" in program.output
    start_program(INSTALL, CHECKOUT=str(folder)).end()
    assert calls(folder) == 2


def test_the_development_lock_stands_for_the_runtime_lock(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    folder = checkout(tmp_path)
    start_program(INSTALL, CHECKOUT=str(folder), LOCK="requirements-dev.txt").end()
    start_program(INSTALL, CHECKOUT=str(folder)).end()
    assert calls(folder) == 1


def test_every_runtime_pin_is_in_the_development_lock() -> None:
    runtime = set(PIN.findall((ROOT / "requirements.txt").read_text()))
    development = set(PIN.findall((ROOT / "requirements-dev.txt").read_text()))
    assert runtime
    assert runtime - development == set()


def test_lock_files_name_no_index() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        assert re.search(r"https?://|--(extra-)?index-url|--find-links", lock.read_text()) is None, lock.name
