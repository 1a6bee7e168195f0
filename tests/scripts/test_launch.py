"""`make run` for real, in a copy of this checkout under a path with a space: it serves, and leaves nothing behind."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.setup.ports import free_port
from scripts.setup.processes import OWNER_VARIABLE
from tests.scripts.conftest import ROOT, wait_until

READY_SECONDS = 120
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", ".env", "var", "node_modules", "__pycache__", ".*_cache")
NOT_INHERITED = {
    "DATABASE_URL",
    "REDIS_URL",
    "MEDIA_ROOT",
    "SITE_URL",
    "DJANGO_SETTINGS_MODULE",
    "MAKELEVEL",
    "S3_BUCKET",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout that shares this environment, so that nothing is installed twice."""
    folder = tmp_path_factory.mktemp("launch") / "a checkout"
    shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
    (folder / ".venv").symlink_to(Path(sys.prefix))
    return folder


class Launch:
    """One `bootstrap.py run`, with its output in a file."""

    def __init__(self, folder: Path, port: int) -> None:
        self._log = folder.parent / f"run-{port}.log"
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "scripts/bootstrap.py", "run"],
                cwd=folder,
                env=inherited | {"PORT": str(port)},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    @property
    def output(self) -> str:
        return self._log.read_text()

    def wait_for(self, text: str) -> str:
        deadline = time.monotonic() + READY_SECONDS
        while text not in self.output and self._process.poll() is None and time.monotonic() < deadline:
            time.sleep(0.1)
        assert text in self.output, self.output
        return self.output

    def family(self) -> set[int]:
        """Return the ids of all processes that carry the mark of this launch in their environment."""
        mark = f"{OWNER_VARIABLE}={self._process.pid}-".encode()
        found = set()
        for environ in Path("/proc").glob("[0-9]*/environ"):
            try:
                marked = any(part.startswith(mark) for part in environ.read_bytes().split(b"\0"))
            except OSError:
                continue
            if marked:
                found.add(int(environ.parent.name))
        return found

    def stop(self, number: signal.Signals) -> int:
        self._process.send_signal(number)
        return self._process.wait(60)


@pytest.fixture(scope="module")
def launch(copy: Path) -> Iterator[tuple[Launch, int]]:
    port = free_port()
    launch = Launch(copy, port)
    yield launch, port
    if launch.family():
        launch.stop(signal.SIGTERM)


def test_it_issues_serves_restarts_and_leaves_nothing(launch: tuple[Launch, int]) -> None:
    running, port = launch
    output = running.wait_for("Ctrl-C stops it")
    assert re.findall(r"^\[(\d)/9\]", output, re.MULTILINE) == list("123456789")

    archive = re.search(r"^ZIP +(.+)$", output, re.MULTILINE)
    assert archive is not None
    with zipfile.ZipFile(archive[1]) as content:
        assert sum(name.endswith(".pdf") for name in content.namelist()) == 25

    verify = re.search(r"^Verify +(\S+)$", output, re.MULTILINE)
    assert verify is not None
    assert verify[1].startswith(f"http://127.0.0.1:{port}/v/")
    with urllib.request.urlopen(verify[1], timeout=20) as page:
        assert page.status == 200

    family = running.family()
    assert len(family) >= 6  # queue, worker and its children, beat, web and its children
    assert running.stop(signal.SIGINT) == 128 + signal.SIGINT
    wait_until(lambda: not running.family())
    assert running.family() == set()
    assert "everything that was started has ended" in running.output


def test_a_signal_in_the_middle_of_set_up_ends_it(copy: Path, launch: tuple[Launch, int]) -> None:
    second = Launch(copy, free_port())
    second.wait_for("[5/9]")
    assert second.stop(signal.SIGTERM) == 128 + signal.SIGTERM
    assert second.family() == set()
    assert "Stopped by SIGTERM" in second.output


def test_a_second_start_in_one_checkout_is_refused(copy: Path, launch: tuple[Launch, int]) -> None:
    first = Launch(copy, free_port())
    first.wait_for("[1/9]")
    second = Launch(copy, free_port())
    assert "This checkout is running already" in second.wait_for("What to do:")
    first.stop(signal.SIGTERM)
    assert second.family() == set()
