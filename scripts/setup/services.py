"""The processes of the product, as services that a supervisor keeps."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from scripts.setup import ports
from scripts.setup.preparation import Workshop
from scripts.setup.supervisor import Service

QUEUES = "render,mail,default"
MOST_LANES = 4
ALONE = ("--without-mingle", "--without-gossip")  # there are no other workers to find


def _celery(shop: Workshop, *arguments: str) -> list[str]:
    return [str(shop.project.python), "-m", "celery", "-A", "iconikcerts", *arguments]


def worker(shop: Workshop, env: Mapping[str, str]) -> Service:
    """A worker for all queues, with as many lanes as there are cores, at most four."""
    lanes = min(os.cpu_count() or 1, MOST_LANES)
    return Service(
        name="worker",
        command=_celery(shop, "worker", "-Q", QUEUES, "--concurrency", str(lanes), "-l", "INFO", *ALONE),
        env=env,
        cwd=shop.project.root,
        is_ready=lambda process: any(line.rstrip().endswith("ready.") for line in process.last_lines),
    )


def beat(shop: Workshop, env: Mapping[str, str]) -> Service:
    """The clock of the recurring tasks."""
    schedule = shop.project.var / "celerybeat-schedule"
    command = _celery(shop, "beat", "--schedule", str(schedule), "--pidfile", "", "-l", "WARNING")
    return Service(name="beat", command=command, env=env, cwd=shop.project.root)


def web(shop: Workshop, env: Mapping[str, str], port: int) -> Service:
    """The web server, at `port` of this machine."""
    address = f"{ports.HOST}:{port}"
    command: list[str | Path] = [shop.project.python, "-m", "gunicorn", "iconikcerts.wsgi", "--bind", address]
    options = ["--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--log-level", "warning"]
    request = f"GET / HTTP/1.0\r\nHost: {address}\r\n\r\n".encode()
    return Service(
        name="web",
        command=[*command, *options],
        env=env,
        cwd=shop.project.root,
        is_ready=lambda process: ports.replies((ports.HOST, port), request, b"HTTP/1."),
    )
