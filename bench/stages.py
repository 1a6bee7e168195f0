"""Where the time of a job goes, stage by stage: `python -m bench --profile`.

One process does the whole job, so that stages do not wait for each other's cores. Functions of the product are
wrapped by a stopwatch; time inside of a wrapped function counts for the innermost one only.
"""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import django

from bench import processes

# What is written of each certificate into the audit trail, and its link in the chain.
TRAIL = "audit trail"


@dataclass(slots=True)
class Stage:
    """Sums over the job, in seconds. `cpu_s`: of the calling thread, and of child processes during the stage."""

    wall_s: float = 0.0
    cpu_s: float = 0.0


@dataclass(slots=True)
class Stopwatch:
    """Stages by name. Each thread has its own stack of stages that are under way."""

    stages: dict[str, Stage] = field(default_factory=lambda: defaultdict(Stage))
    _local: threading.local = field(default_factory=threading.local)

    @contextmanager
    def stage(self, name: str, *, children: bool = False) -> Iterator[None]:
        """Count the block for `name`; with `children` the CPU time of child processes too."""
        stack: list[Stage] = self._local.__dict__.setdefault("stack", [])
        inner = Stage()
        stack.append(inner)
        began, cpu = time.monotonic(), _cpu(children)
        try:
            yield
        finally:
            wall_s, cpu_s = time.monotonic() - began, _cpu(children) - cpu
            stack.pop()
            self.stages[name].wall_s += wall_s - inner.wall_s
            self.stages[name].cpu_s += max(0.0, cpu_s - inner.cpu_s)
            if stack:
                stack[-1].wall_s += wall_s
                stack[-1].cpu_s += cpu_s

    def wrap(self, owner: Any, attribute: str, name: str, *, children: bool = False) -> None:
        """Replace a function of a module or class by itself with a stopwatch."""
        original: Callable[..., Any] = getattr(owner, attribute)

        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.stage(name, children=children):
                return original(*args, **kwargs)

        setattr(owner, attribute, timed)

    def wrap_iterator(self, owner: Any, attribute: str, name: str) -> None:
        """The same for a function that yields: only the time to the next value counts."""
        original: Callable[..., Iterator[Any]] = getattr(owner, attribute)

        def timed(*args: Any, **kwargs: Any) -> Iterator[Any]:
            values = original(*args, **kwargs)
            while True:
                with self.stage(name):
                    value = next(values, self)
                if value is self:
                    return
                yield value

        setattr(owner, attribute, timed)


def _cpu(children: bool) -> float:
    own = time.thread_time()
    if not children:
        return own
    me = os.getpid()
    return own + sum(process.cpu_s for process in processes.tree(me) if process.pid != me)


def main(recipients: Path, design: str, team: str) -> None:
    """Issue the file's recipients in this process; prints stages as JSON."""
    django.setup()
    from django.core.files import File
    from django.core.files.storage import default_storage
    from playwright.sync_api import Page

    from accounts.audit import chain, writing
    from certificates.options import JobOptions
    from certificates.services import claims, intake, issuing, jobs, operators, packaging, sealing
    from templates_app.rendering import close_browser, layout_page, reading_order, render

    watch = Stopwatch()
    watch.wrap(layout_page.LayoutPage, "print_rows", "layout in the browser", children=True)
    watch.wrap(Page, "pdf", "print in the browser", children=True)
    watch.wrap_iterator(render, "split", "split")
    watch.wrap(reading_order.ReadingOrder, "mend", "mend reading order")
    watch.wrap(render, "check_pdf", "check by reading back")
    watch.wrap(sealing, "seal", "SHA-256 and seal")
    watch.wrap(default_storage, "save", "store the file")
    watch.wrap(claims, "claim", "database: claim")
    watch.wrap(issuing, "_settle", "database: settle")
    watch.wrap(writing, "_write", TRAIL)
    watch.wrap(chain, "seal", TRAIL)
    with watch.stage("read and check the CSV, rows"):
        owner = operators.team(slug=team)
        with recipients.open("rb") as file:
            version = operators.design(team=owner, slug=design)
            job = intake.create(
                team=owner, by=None, version=version, file=File(file), filename=recipients.name
            )
        job = jobs.start(job=job, by=None, options=JobOptions(), queue=False)
    with watch.stage("rest of issuing"):
        # The first chunk starts the browser: that is no cost of a certificate.
        first = issuing.issue_chunk(job_id=job.pk)
    kept = watch.stages["read and check the CSV, rows"]
    watch.stages.clear()
    issued = 0
    with watch.stage("rest of issuing and waiting"):
        while count := issuing.issue_chunk(job_id=job.pk):
            issued += count
    with watch.stage("pack the ZIP"):
        jobs.finish_if_done(job_id=job.pk, queue=False)
        packaging.package(job_id=job.pk)
    close_browser()
    per_row = {"read and check the CSV, rows", "pack the ZIP"}
    watch.stages["read and check the CSV, rows"] = kept
    print(
        json.dumps(
            {
                name: {
                    key: 1000 * value / (issued + first if name in per_row else issued)
                    for key, value in asdict(stage).items()
                }
                for name, stage in watch.stages.items()
            }
        )
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
