"""`make test`: everything, on real servers, with a last word on what ran and what could not."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from scripts.setup import driver, packages, testservers
from scripts.setup.console import Failure, Step
from scripts.setup.environment import DEVELOPMENT_LOCK
from scripts.setup.preparation import STEPS, Workshop, prepare
from scripts.setup.supervisor import Supervisor

TEST_STEPS = STEPS + 3
MOST_WORKERS = 4
JAVASCRIPT_TESTS = "tests/js"
# Poppler reads PDFs as many viewers do: what we write is also read by others. ClamAV's daemon scans uploads.
# The SAML provider of the tests signs with xmlsec1.
PROGRAMS = {"pdftotext": "poppler-utils", "clamd": "clamav-daemon", "xmlsec1": "xmlsec1"}
# The values that settings require and that have no meaning in a test.
TEST_SETTINGS = {
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://127.0.0.1:8000",
    "EMAIL_URL": "memorymail://",
}
# A hundred processes start during the tests: whatever this machine says, what one has compiled the next need not.
COMPILED_ONCE = {"PYTHONDONTWRITEBYTECODE": ""}


@dataclass(slots=True)
class Outcome:
    """What one program of tests did."""

    name: str
    passed: int = 0
    failed: int = 0
    skips: list[str] = field(default_factory=list)
    exit_code: int = 0


def run_tests(shop: Workshop, arguments: Sequence[str]) -> int:
    """Run all tests, or those that `arguments` (pytest's) choose; return the exit code. Raises Failure."""
    prepare(shop, DEVELOPMENT_LOCK)
    with testservers.temporary_folder() as folder:
        supervisor = Supervisor(shop.processes, shop.console, folder / "servers.log")
        try:
            with shop.console.step("PostgreSQL, Redis, Poppler and ClamAV for the tests") as step:
                database = testservers.postgres(shop, supervisor, folder, step)
                redis = testservers.redis(shop, supervisor, folder, step)
                _programs(shop, step)
                step.note(f"{database.description}, {redis.description}")
            servers = {"DATABASE_URL": database.url, "REDIS_URL": redis.url}
            env = TEST_SETTINGS | dict(os.environ) | COMPILED_ONCE | servers
            outcomes = [_python_tests(shop, env, folder, arguments)]
            if not arguments:
                outcomes.append(_javascript_tests(shop, env))
        finally:
            supervisor.stop()
    _close(shop, outcomes, f"{database.description}, {redis.description}, {os.environ['CHROMIUM_PATH']}")
    return next((outcome.exit_code for outcome in outcomes if outcome.exit_code), 0)


def _programs(shop: Workshop, step: Step) -> None:
    """Install what the tests call. Raises Failure."""
    places = f"{os.environ.get('PATH', '')}:/usr/sbin"
    missing = [package for program, package in PROGRAMS.items() if not shutil.which(program, path=places)]
    if missing:
        packages.install(shop.processes, missing, step)


def _python_tests(shop: Workshop, env: dict[str, str], folder: Path, arguments: Sequence[str]) -> Outcome:
    report = folder / "pytest.xml"
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    command: list[str | Path] = [shop.project.python, "-m", "pytest", f"--junitxml={report}"]
    # In the order of the tree: the short files at its end fill up whichever core is free first.
    spread = ["-n", str(workers), "--dist", "loadfile", "--no-loadscope-reorder"]
    spread = spread if workers > 1 and not arguments else []
    with shop.console.step(
        "Python: units, engine in Chromium, site in a browser, pipeline with a real worker"
    ) as step:
        done = shop.processes.run(
            [*command, *spread, *arguments], env=env, cwd=shop.project.root, on_line=shop.console.say
        )
        outcome = read_junit(report) if report.exists() else Outcome("pytest")
        outcome.exit_code = done.returncode or 0
        step.note(f"{outcome.passed} passed, {outcome.failed} failed, {len(outcome.skips)} skipped")
    return outcome


def read_junit(report: Path) -> Outcome:
    """Count a JUnit report and collect its skips, each with its reason."""
    outcome = Outcome("pytest")
    for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314 - written by our own pytest a moment ago
        name = f"{case.get('classname')}::{case.get('name')}"
        if (skipped := case.find("skipped")) is not None:
            outcome.skips.append(f"{name}: {skipped.get('message') or 'no reason given'}")
        elif case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
        else:
            outcome.passed += 1
    return outcome


def _javascript_tests(shop: Workshop, env: dict[str, str]) -> Outcome:
    outcome = Outcome("node --test")
    node = _node(shop)
    files = sorted((shop.project.root / JAVASCRIPT_TESTS).rglob("*.test.*js"))
    with shop.console.step(f"JavaScript: {JAVASCRIPT_TESTS}") as step:
        if not files:
            outcome.skips.append(f"{JAVASCRIPT_TESTS}: there are no tests")
            step.note("there are none")
            return outcome
        if node is None:
            outcome.skips.append(
                f"{JAVASCRIPT_TESTS}: no Node on this machine and none in Playwright's wheel"
            )
            step.note("not run: no Node")
            return outcome
        done = shop.processes.run(
            # Node leaves a core to others unless told (20.10 and later): here nobody else works.
            [node, "--test", f"--test-concurrency={os.cpu_count() or 1}", "--test-reporter=tap", *files],
            env=env,
            cwd=shop.project.root,
            on_line=shop.console.say,
        )
        counts = read_tap(list(done.last_lines))
        outcome.passed, outcome.failed = counts.get("pass", 0), counts.get("fail", 0)
        outcome.skips += [f"{JAVASCRIPT_TESTS}: {counts['skipped']} skipped"] if counts.get("skipped") else []
        outcome.exit_code = done.returncode or 0
        step.note(f"{outcome.passed} passed, {outcome.failed} failed")
    return outcome


def read_tap(lines: Sequence[str]) -> dict[str, int]:
    """Read the closing counts (`# pass 12`) of Node's TAP report."""
    words = [line.split() for line in lines if line.startswith("# ")]
    return {word[1]: int(word[2]) for word in words if len(word) == 3 and word[2].isdigit()}


def _node(shop: Workshop) -> Path | None:
    """Return the machine's Node, else the one that Playwright's wheel carries."""
    if found := shutil.which("node"):
        return Path(found)
    return next(shop.project.venv.glob(driver.INSIDE), None)


def _close(shop: Workshop, outcomes: Sequence[Outcome], machinery: str) -> None:
    """Print the last word: what ran, on what, and what could not and why."""
    say = shop.console.say
    counted = "; ".join(f"{each.name} {each.passed} passed, {each.failed} failed" for each in outcomes)
    say(f"\nRan: {counted} – on {machinery}.")
    skips = [skip for each in outcomes for skip in each.skips]
    say(f"Did not run: {len(skips)}" + (":" if skips else " – nothing was skipped."))
    for skip in skips:
        say(f"  {skip}")


def split_arguments(text: str) -> list[str]:
    """Split `ARGS` of the make command as a shell would. Raises Failure when quotes do not match."""
    try:
        return shlex.split(text)
    except ValueError as error:
        raise Failure(f"ARGS cannot be read: {error}.", mend="make test ARGS=\"-k 'one or two'\"") from None
