"""`make check`: what can be said about the code without running it; `make lock`: the pinned dependencies."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

from scripts.setup.console import Failure
from scripts.setup.environment import BENCHMARK_LOCK, DEVELOPMENT_LOCK, RUNTIME_LOCK
from scripts.setup.preparation import STEPS, Workshop, prepare
from scripts.setup.testing import TEST_SETTINGS


@dataclass(frozen=True, slots=True)
class Check:
    """A program that judges the code; `mend` is what usually helps.

    `unknown` is the exit status by which the program says that it could not judge, which fails nothing.
    """

    title: str
    module: Sequence[str]
    mend: str = ""
    unknown: int | None = None


CHECKS = (
    Check("Lint (ruff)", ["-m", "ruff", "check", "."], "make format mends most of these"),
    Check("Format (ruff)", ["-m", "ruff", "format", "--check", "."], "make format"),
    Check("Types (mypy, django-stubs)", ["-m", "mypy", "."]),
    Check(
        "Order of the apps (import-linter)",
        ["-c", "from importlinter.cli import lint_imports_command as run; run()"],
    ),
    Check("Templates (djlint)", ["-m", "djlint", "--lint", "--quiet", "templates"]),
    Check(
        "Migrations match the models",
        ["manage.py", "makemigrations", "--check", "--dry-run"],
        "manage.py makemigrations",
    ),
    Check("Django's own checks", ["manage.py", "check", "--fail-level", "WARNING"]),
    Check("Built style sheet", ["scripts/build_css.py", "--check"], "make css", unknown=2),
)
CHECK_STEPS = STEPS - 1 + len(CHECKS)
LOCK_STEPS = STEPS
UNUSED_SERVERS = {"DATABASE_URL": "sqlite://:memory:", "REDIS_URL": "redis://127.0.0.1:6379/0"}
COMPILE = (
    "pip",
    "compile",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--quiet",
)
LOCKS = {
    RUNTIME_LOCK: ["pyproject.toml"],
    DEVELOPMENT_LOCK: ["pyproject.toml", "--group", "dev", "--constraint", RUNTIME_LOCK],
    BENCHMARK_LOCK: ["--group", "bench", "--constraint", DEVELOPMENT_LOCK],
}


def _names(checks: Sequence[Check]) -> str:
    return ", ".join(each.title for each in checks)


def check(shop: Workshop) -> int:
    """Run all checks, also after one has failed; return 1 if any did. Raises Failure when set-up does."""
    prepare(shop, DEVELOPMENT_LOCK, with_browser=False)
    env = dict(os.environ) | TEST_SETTINGS | UNUSED_SERVERS
    failed: list[Check] = []
    unknown: list[Check] = []
    for each in CHECKS:
        with shop.console.step(each.title) as step:
            done = shop.processes.run(
                [shop.project.python, *each.module], env=env, cwd=shop.project.root, on_line=shop.console.say
            )
            if each.unknown is not None and done.returncode == each.unknown:
                unknown.append(each)
                step.note("not checked")
            elif done.returncode:
                failed.append(each)
                step.note(f"FAILED{f' – {each.mend}' if each.mend else ''}")
    passed = len(CHECKS) - len(failed) - len(unknown)
    shop.console.say(
        f"\n{passed} of {len(CHECKS)} checks passed."
        + (f" Failed: {_names(failed)}." if failed else "")
        + (f" Could not be checked: {_names(unknown)}." if unknown else "")
    )
    return 1 if failed else 0


def lock(shop: Workshop) -> int:
    """Resolve the dependencies again; pins that still fit stay. Raises Failure when there is no solution."""
    prepare(shop, DEVELOPMENT_LOCK, with_browser=False)
    with shop.console.step("Lock files (uv)") as step:
        for name, arguments in LOCKS.items():
            done = shop.processes.run(
                [shop.project.python, "-m", "uv", *COMPILE, *arguments, "--output-file", name],
                cwd=shop.project.root,
                on_line=lambda line: step.progress(line.strip()),
            )
            if done.returncode:
                raise Failure(f"{name} could not be locked:\n" + "\n".join(done.last_lines))
    return 0
