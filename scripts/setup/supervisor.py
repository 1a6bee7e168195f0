"""Keeps services running: starts them in order, waits until each is ready, starts again what dies, stops all."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scripts.setup.console import Console, Failure
from scripts.setup.processes import Process, Processes

READY_SECONDS = 60.0
STEADY_SECONDS = 30.0  # one that lived this long has started well
QUICK_DEATHS = 4
PAUSE_SECONDS = 1.0
NAME_WIDTH = 7


@dataclass(frozen=True, slots=True)
class Service:
    """A program to keep running. `is_ready` tells when others may rely on it; `mend` what to do if it fails."""

    name: str
    command: Sequence[str | Path]
    env: Mapping[str, str]
    cwd: Path
    is_ready: Callable[[Process], bool] = lambda process: True
    stop_signal: int = signal.SIGTERM
    mend: str = ""
    user: int | None = None
    group: int | None = None


@dataclass
class _Running:
    service: Service
    process: Process
    since: float = field(default_factory=time.monotonic)
    quick_deaths: int = 0
    again_at: float | None = None


class Supervisor:
    """Runs services as children of `processes`.

    Each line of their output goes to `log` with the service's name before it, and to the terminal unless `is_quiet`.
    """

    def __init__(self, processes: Processes, console: Console, log: Path) -> None:
        self.is_quiet = True
        self._processes = processes
        self._console = console
        self._log = log
        self._running: list[_Running] = []
        log.write_text("")

    def start(self, service: Service, *, within: float = READY_SECONDS) -> None:
        """Start a service and wait until it is ready. Raises Failure, with its last words, if it does not get there."""
        self.begin(service)
        self.wait_for(service, within=within)

    def begin(self, service: Service) -> None:
        """Start a service without waiting for it."""
        self._running.append(_Running(service, self._spawn(service)))

    def wait_for(self, service: Service, *, within: float = READY_SECONDS) -> None:
        """Wait until a service that was begun is ready. Raises Failure as `start` does."""
        running = next(each for each in self._running if each.service is service)
        deadline = time.monotonic() + within
        while not service.is_ready(running.process):
            if running.process.returncode is not None or time.monotonic() > deadline:
                self._running.remove(running)
                self._processes.stop(running.process)
                raise _not_started(service, running.process)
            self._processes.pump()

    def watch(self) -> None:
        """Look after the services for ever; ends by a signal (`Stopped`) or a Failure when one cannot be kept up."""
        while True:
            self._processes.pump()
            for running in self._running:
                self._look_after(running)

    def stop(self) -> None:
        """Stop the services, the latest first."""
        while self._running:
            self._processes.stop(self._running.pop().process)

    def _spawn(self, service: Service) -> Process:
        prefix = f"{service.name:<{NAME_WIDTH}} | "

        def write(line: str) -> None:
            with self._log.open("a") as log:
                log.write(f"{prefix}{line}\n")
            if not self.is_quiet:
                self._console.say(prefix + line)

        return self._processes.spawn(
            service.name,
            service.command,
            env=service.env,
            cwd=service.cwd,
            on_line=write,
            stop_signal=service.stop_signal,
            user=service.user,
            group=service.group,
        )

    def _look_after(self, running: _Running) -> None:
        now = time.monotonic()
        if running.again_at is not None:
            if now >= running.again_at:
                running.process, running.since, running.again_at = self._spawn(running.service), now, None
            return
        if running.process.returncode is None:
            return
        running.quick_deaths = running.quick_deaths + 1 if now - running.since < STEADY_SECONDS else 1
        self._processes.stop(running.process)  # what it left behind
        if running.quick_deaths >= QUICK_DEATHS:
            raise _not_started(running.service, running.process)
        self._console.say(f"{running.service.name} ended ({_ending(running.process)}): starting it again")
        running.again_at = now + PAUSE_SECONDS * running.quick_deaths


def _not_started(service: Service, process: Process) -> Failure:
    words = "\n".join(f"    {line}" for line in list(process.last_lines)[-12:])
    return Failure(
        f"{service.name} did not start or did not stay up ({_ending(process)}).\n{words}", mend=service.mend
    )


def _ending(process: Process) -> str:
    if process.returncode is None:
        return "not ready in time"
    if process.returncode < 0:
        return signal.Signals(-process.returncode).name
    return f"exit code {process.returncode}"
