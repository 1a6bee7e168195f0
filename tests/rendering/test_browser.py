"""The finder: order, trial, kept verdicts, and what to do when there is none."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from templates_app.rendering import BrowserMissing, RenderError, browser
from templates_app.rendering.browser import find_browser
from templates_app.rendering.engine_settings import EngineSettings

ROOT = Path(__file__).resolve().parents[2]
NOTHING = {"PATH": "/nonexistent", "HOME": "/nonexistent"}


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(browser, "_found", {})


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def test_the_one_named_by_the_environment_comes_first(tmp_path: Path) -> None:
    real = find_browser(EngineSettings())
    named = program(tmp_path / "my-browser", f'exec "{real}" "$@"')
    assert find_browser(EngineSettings(chromium_path=str(named))) == named


def test_a_named_program_that_is_not_there_is_no_reason_to_take_another() -> None:
    with pytest.raises(BrowserMissing, match="CHROMIUM_PATH is '/no/such/program'"):
        find_browser(EngineSettings(chromium_path="/no/such/program"))


def test_a_program_that_makes_no_pdf_is_not_trusted(tmp_path: Path) -> None:
    broken = program(tmp_path / "broken", "exit 0")
    with pytest.raises(BrowserMissing, match="did not make a PDF"):
        find_browser(EngineSettings(chromium_path=str(broken)))


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "TRIAL_LIMIT_S", 0.5)
    pids = tmp_path / "pids"
    hanging = program(tmp_path / "hanging", f"echo $$ >> {pids}; exec sleep 60")
    started = time.monotonic()
    with pytest.raises(BrowserMissing):
        find_browser(EngineSettings(chromium_path=str(hanging)))
    assert time.monotonic() - started < 10
    for pid in pids.read_text().split():
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid), 0)


def test_the_verdict_is_kept_until_the_program_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trials: list[Path] = []
    monkeypatch.setattr(browser, "makes_pdf", lambda path, *, sandbox: trials.append(path) or True)
    named = program(tmp_path / "browser", "exit 0")
    for _ in range(2):
        monkeypatch.setattr(browser, "_found", {})  # as a new process
        find_browser(EngineSettings(chromium_path=str(named)))
    assert len(trials) == 1
    program(named, "exit 1 # another version")
    monkeypatch.setattr(browser, "_found", {})
    find_browser(EngineSettings(chromium_path=str(named)))
    assert len(trials) == 2


def run_module(environment: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "templates_app.rendering.browser"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_command_prints_the_path() -> None:
    found = run_module(dict(os.environ))
    assert found.returncode == 0
    assert Path(found.stdout.strip()).is_file()


def test_the_command_prints_the_mend_when_there_is_none() -> None:
    found = run_module({**NOTHING, "CHROMIUM_PATH": "/no/such/program"})
    assert (found.returncode, found.stdout) == (1, "")
    assert "apt-get install chromium" in found.stderr


def test_limits_come_from_the_environment() -> None:
    environment = {"RENDER_CHUNK_SIZE": "7", "RENDER_TIMEOUT_S": "2.5", "RENDER_BROWSER_MAX_MB": ""}
    assert EngineSettings.from_environment(environment) == EngineSettings(chunk_size=7, timeout_s=2.5)


@pytest.mark.parametrize("value", ["many", "0", "-1"])
def test_a_limit_that_is_no_number_stops_with_its_name(value: str) -> None:
    with pytest.raises(RenderError, match=f"RENDER_CHUNK_SIZE is '{value}'"):
        EngineSettings.from_environment({"RENDER_CHUNK_SIZE": value})
