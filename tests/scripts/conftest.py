"""The set-up code takes over signals and children of its process: each test gives it a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS = 20.0
PRELUDE = """
import os, sys, time
from pathlib import Path
from scripts.setup import browser, environment, launch, packages, ports, processes, testservers
from scripts.setup.console import Console, Failure
from scripts.setup.preparation import Workshop
from scripts.setup.processes import Processes, Stopped
from scripts.setup.project import Project
from scripts.setup.supervisor import Service, Supervisor
"""


class Program:
    """A Python program under test, with its output in a file."""

    def __init__(self, text: str, output: Path, env: dict[str, str]) -> None:
        self._output = output
        with output.open("wb") as stream:
            self._process = subprocess.Popen(
                [sys.executable, "-c", PRELUDE + text],
                cwd=ROOT,
                env={name: value for name, value in os.environ.items() if name != "MAKELEVEL"}
                | {"PYTHONUNBUFFERED": "1"}
                | env,
                stdout=stream,
                stderr=stream,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def output(self) -> str:
        return self._output.read_text()

    def wait_for(self, text: str) -> str:
        """Wait until `text` was printed; return the whole output."""
        wait_until(lambda: text in self.output or self._process.poll() is not None)
        assert text in self.output, self.output
        return self.output

    def send(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def end(self) -> int:
        """Wait for the end and return the exit code."""
        return self._process.wait(SECONDS)

    def kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(SECONDS)


def wait_until(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds, at most twenty seconds."""
    deadline = time.monotonic() + SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    """Tell whether a process exists and is no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


@pytest.fixture
def start_program(tmp_path: Path) -> Iterator[Callable[..., Program]]:
    """Start programs that end with the test at the latest."""
    programs: list[Program] = []

    def start(text: str, **env: str) -> Program:
        programs.append(Program(text, tmp_path / f"program-{len(programs)}.log", env))
        return programs[-1]

    yield start
    for program in programs:
        program.kill()
