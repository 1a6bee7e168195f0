"""The first thing that a stranger's machine runs: old Python, wrong command, port in use."""

import ast
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import bootstrap
from tests.scripts.conftest import ROOT

BOOTSTRAP = ROOT / "scripts" / "bootstrap.py"


def run_bootstrap(*arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run the entry point as make does."""
    return subprocess.run(
        [sys.executable, str(BOOTSTRAP), *arguments],
        env=os.environ | env,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_an_old_python_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap, "NEWER_NAMES", ())
    with pytest.raises(SystemExit) as ended:
        bootstrap.require_python((3, 9))
    assert "IconikCerts needs Python 3.11 or newer" in str(ended.value)
    assert "is Python 3.9." in str(ended.value)
    assert "apt-get install python3 python3-venv" in str(ended.value)


def test_an_old_python_hands_over_to_a_newer_one_on_the_path(tmp_path: Path) -> None:
    newer = tmp_path / "python3.14"
    newer.write_text('#!/bin/sh\necho "newer: $@"\n')
    newer.chmod(0o755)
    program = (
        "import sys; sys.argv = ['bootstrap.py', 'run']; from scripts import bootstrap; "
        "bootstrap.require_python((3, 8))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PATH": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "newer: bootstrap.py run\n"


def test_the_entry_point_is_parsed_by_old_pythons() -> None:
    tree = ast.parse(BOOTSTRAP.read_text(), feature_version=(3, 6))
    assert [node.name for node in tree.body if isinstance(node, ast.FunctionDef)] == [
        "newer_python",
        "require_python",
    ]


def test_an_unknown_command_is_named_with_the_known_ones() -> None:
    done = run_bootstrap("serve")
    assert done.returncode == 2
    assert "Unknown command 'serve'. Known: run, demo, test," in done.stderr


def test_a_port_in_use_is_said_before_any_work() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run_bootstrap("run", PORT=str(port))
    assert done.returncode == 1
    assert f"Something else is listening at 127.0.0.1:{port} already." in done.stdout
    assert "make run" in done.stdout
    assert "[1/" not in done.stdout


def test_a_port_that_is_no_number_is_refused() -> None:
    done = run_bootstrap("run", PORT="eighty")
    assert done.returncode == 1
    assert "PORT must be a number from 1 to 65535, but is 'eighty'." in done.stdout


def test_clean_asks_before_it_removes_a_database() -> None:
    done = run_bootstrap("clean")
    assert done.returncode == 1
    assert "the local database" in done.stdout
    assert "make clean YES=--yes" in done.stdout


def test_make_lists_its_targets() -> None:
    env = {
        name: value for name, value in os.environ.items() if not name.startswith("MAKE")
    }  # as under `make test`
    done = subprocess.run(["make", "help"], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    targets = [line.split()[1] for line in done.stdout.splitlines()]
    assert targets == [
        "help",
        "run",
        "demo",
        "test",
        "check",
        "format",
        "css",
        "lock",
        "bench",
        "shots",
        "lighthouse",
        "setup",
        "clean",
    ]
