"""Turns a `make` target into work, and what happens into words and an exit code."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.setup import checks, launch, lighthouse, shots, testing
from scripts.setup.console import Console, Failure
from scripts.setup.environment import BENCHMARK_LOCK, DEVELOPMENT_LOCK, RUNTIME_LOCK
from scripts.setup.preparation import STEPS, Workshop, prepare
from scripts.setup.processes import Processes, Stopped
from scripts.setup.project import Project

ROOT = Path(__file__).resolve().parents[2]
CACHES = (
    ".venv",
    "var",
    "staticfiles",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".import_linter_cache",
)


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code: 1 for a failure, 128 + n when signal n ended it."""
    name, *rest = arguments or ["help"]
    if name not in COMMANDS:
        sys.stderr.write(f"Unknown command {name!r}. Known: {', '.join(COMMANDS)}\n")
        return 2
    steps, command = COMMANDS[name]
    console = Console(total=steps)
    os.chdir(ROOT)
    try:
        with Processes() as processes:
            return command(Workshop(Project(ROOT), processes, console), rest)
    except Failure as failure:
        console.say(f"\nmake {name} cannot go on.\n{failure}")
        return 1
    except Stopped as stopped:
        console.say(
            f"\nStopped by {signal.Signals(stopped.signal_number).name}; everything that was started has ended."
        )
        return 128 + stopped.signal_number
    except BrokenPipeError:
        sys.stderr.close()
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 128 + signal.SIGPIPE


def _run(shop: Workshop, rest: Sequence[str]) -> int:
    launch.run(shop)
    return 0


def _demo(shop: Workshop, rest: Sequence[str]) -> int:
    launch.demo(shop)
    return 0


def _test(shop: Workshop, rest: Sequence[str]) -> int:
    return testing.run_tests(shop, [*testing.split_arguments(os.environ.get("ARGS", "")), *rest])


def _check(shop: Workshop, rest: Sequence[str]) -> int:
    return checks.check(shop)


def _setup(shop: Workshop, rest: Sequence[str]) -> int:
    prepare(shop, DEVELOPMENT_LOCK)
    return 0


def _lock(shop: Workshop, rest: Sequence[str]) -> int:
    return checks.lock(shop)


def _bench(shop: Workshop, rest: Sequence[str]) -> int:
    prepare(shop, RUNTIME_LOCK, BENCHMARK_LOCK)
    command: list[str | Path] = [
        shop.project.python,
        "-m",
        "bench",
        *testing.split_arguments(os.environ.get("ARGS", "")),
        *rest,
    ]
    return shop.processes.run(command, cwd=ROOT, on_line=shop.console.say).returncode or 0


def _shots(shop: Workshop, rest: Sequence[str]) -> int:
    return shots.shots(shop, [*testing.split_arguments(os.environ.get("ARGS", "")), *rest])


def _lighthouse(shop: Workshop, rest: Sequence[str]) -> int:
    return lighthouse.lighthouse(shop)


def _clean(shop: Workshop, rest: Sequence[str]) -> int:
    """Remove everything that can be made again, and with it the local database: only when that is asked for."""
    if "--yes" not in rest:
        raise Failure(
            "This removes .venv and var, and with var the local database and all certificates issued here.",
            mend="make clean YES=--yes",
        )
    for name in CACHES:
        shutil.rmtree(ROOT / name, ignore_errors=True)
    shop.console.say(f"Removed: {', '.join(CACHES)}")
    return 0


COMMANDS: dict[str, tuple[int, Callable[[Workshop, Sequence[str]], int]]] = {
    "run": (launch.RUN_STEPS, _run),
    "demo": (launch.DEMO_STEPS, _demo),
    "test": (testing.TEST_STEPS, _test),
    "check": (checks.CHECK_STEPS, _check),
    "setup": (STEPS, _setup),
    "lock": (checks.LOCK_STEPS, _lock),
    "bench": (STEPS, _bench),
    "shots": (shots.SHOTS_STEPS, _shots),
    "lighthouse": (lighthouse.LIGHTHOUSE_STEPS, _lighthouse),
    "clean": (0, _clean),
}
