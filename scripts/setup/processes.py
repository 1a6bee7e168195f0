"""Child processes, their output and their end: nothing that is started here outlives this process.

One loop (`Processes.pump`) reads every child's output and notices every death, so there are no threads. Each child
leads its own session, is told by the kernel when we die, and its orphans come to us (`scripts.setup.linux`).
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import IO

from scripts.setup import linux

OWNER_VARIABLE = "ICONIKCERTS_OWNER"
TICK_SECONDS = 0.2
STOP_SECONDS = 10.0
KILL_SECONDS = 5.0
KEPT_LINES = 40

LineHandler = Callable[[str], None]


class Stopped(BaseException):
    """SIGINT, SIGTERM or SIGHUP arrived: unwind and stop everything."""

    def __init__(self, signal_number: int) -> None:
        super().__init__(signal_number)
        self.signal_number = signal_number


def _ignore_line(line: str) -> None:
    """Take a line of output and do nothing: the process keeps the last ones anyway."""


@dataclass(eq=False)
class Process:
    """A child: `returncode` is None while it lives, `last_lines` are the latest of its output."""

    name: str
    popen: subprocess.Popen[bytes]
    owner: str
    on_line: LineHandler
    stop_signal: int
    last_lines: deque[str] = field(default_factory=lambda: deque(maxlen=KEPT_LINES))
    pending: bytes = b""

    @property
    def pid(self) -> int:
        """Process id."""
        return self.popen.pid

    @property
    def returncode(self) -> int | None:
        """Exit code, negative for the number of the signal that ended it, None while it lives."""
        return self.popen.returncode

    def feed(self, data: bytes) -> None:
        """Take a piece of output and hand on the whole lines in it (all of it, when `data` is empty: the end)."""
        *lines, self.pending = (self.pending + data).replace(b"\r\n", b"\n").split(b"\n")
        if not data and self.pending:
            lines, self.pending = [*lines, self.pending], b""
        for line in lines:
            text = line.decode(errors="replace")
            self.last_lines.append(text)
            self.on_line(text)


class Processes:
    """All children of this process. Make one, in the main thread, and use it as a context manager."""

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, Process] = {}
        self._started = 0
        self._stopping = False
        self._hurry = False
        self._make = os.getppid() if "MAKELEVEL" in os.environ else 0

    def __enter__(self) -> Processes:
        linux.adopt_orphans()
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:  # nohup
                signal.signal(number, self._on_signal)
        if self._make:
            linux.die_with_parent()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stopping = True
        self.stop_everything()

    def spawn(
        self,
        name: str,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        on_line: LineHandler = _ignore_line,
        stop_signal: int = signal.SIGTERM,
        user: int | None = None,
        group: int | None = None,
    ) -> Process:
        """Start a child. Its standard output and error arrive together at `on_line`; it has no standard input.

        Raises OSError when the program cannot be started.
        """
        self._started += 1
        owner = f"{os.getpid()}-{self._started}"
        popen = subprocess.Popen(
            [str(part) for part in command],
            env={**(os.environ if env is None else env), OWNER_VARIABLE: owner},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
            start_new_session=True,
            user=user,
            group=group,
            extra_groups=None if user is None else [],
            preexec_fn=lambda: linux.die_with_parent(stop_signal),
        )
        child = Process(name, popen, owner, on_line, stop_signal)
        self._children[popen.pid] = child
        self._selector.register(_output(child), selectors.EVENT_READ, child)
        return child

    def run(
        self,
        command: Sequence[str | Path],
        *,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        on_line: LineHandler = _ignore_line,
        timeout: float | None = None,
        user: int | None = None,
        group: int | None = None,
    ) -> Process:
        """Run a command to its end, while all other children are looked after. `timeout` is in seconds.

        A command that passes its time is stopped, and has the exit code of that.
        """
        name = Path(command[0]).name
        child = self.spawn(name, command, env=env, cwd=cwd, on_line=on_line, user=user, group=group)
        deadline = time.monotonic() + timeout if timeout else None
        try:
            while child.returncode is None:
                self.pump()
                if deadline and time.monotonic() > deadline:
                    break
        finally:
            self.stop(child)
        return child

    def pump(self, seconds: float = TICK_SECONDS) -> None:
        """Read what children wrote and note who ended, waiting at most `seconds` for something to happen."""
        for key, _ in self._selector.select(seconds):
            data = os.read(key.fd, 65536)
            key.data.feed(data)
            if not data:
                self._close_output(key.data)
        self._reap()
        if self._make and not self._stopping and linux.blocks_interrupt(self._make):
            # make was sent SIGINT alone: it waits for us without passing the signal on.
            self._on_signal(signal.SIGINT, None)

    def stop(self, child: Process, *, within: float = STOP_SECONDS) -> None:
        """End a child and everything that it started: politely, and after `within` seconds by force."""
        if child.returncode is None:
            _send(child.pid, child.stop_signal)
        self._wait(lambda: child.returncode is not None, within)
        self._kill(lambda: linux.session_members(child.pid) | self._owned_by(child))
        if child.popen.stdout and not child.popen.stdout.closed:
            self._drain(child)
            self._close_output(child)
        self._children.pop(child.pid, None)

    def stop_everything(self) -> None:
        """End all children, then whatever they left behind.

        All but the first are told at once; the first, which the others lean on (the queue), goes when they are gone.
        """
        children = list(self._children.values())
        for child in children[1:]:
            if child.returncode is None:
                _send(child.pid, child.stop_signal)
        for child in reversed(children):
            self.stop(child)
        self._kill(lambda: linux.descendants(os.getpid()))

    def _owned_by(self, child: Process) -> set[int]:
        return linux.carriers(os.getpid(), f"{OWNER_VARIABLE}={child.owner}")

    def _kill(self, find: Callable[[], set[int]]) -> None:
        """Send SIGKILL to what `find` finds until it finds nothing more."""
        deadline = time.monotonic() + KILL_SECONDS
        while (found := find()) and time.monotonic() < deadline:
            for pid in found:
                _send(pid, signal.SIGKILL)
            self._wait(lambda: not find(), TICK_SECONDS)
        self._reap()

    def _wait(self, condition: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        self._reap()
        while not condition() and time.monotonic() < deadline and not self._hurry:
            self.pump(TICK_SECONDS / 4)

    def _reap(self) -> None:
        """Collect every dead child, adopted ones too."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            if pid in self._children:
                self._children[pid].popen.returncode = os.waitstatus_to_exitcode(status)

    def _drain(self, child: Process) -> None:
        """Read what a dead child left in its pipe."""
        stream = _output(child)
        os.set_blocking(stream.fileno(), False)
        while data := stream.read(65536):
            child.feed(data)

    def _close_output(self, child: Process) -> None:
        stream = _output(child)
        if stream in self._selector.get_map():
            self._selector.unregister(stream)
        stream.close()
        child.feed(b"")

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        """Unwind at the first signal; a second one, while we stop, means: do not wait for anybody."""
        if self._stopping:
            self._hurry = True
            return
        self._stopping = True
        raise Stopped(number)


def _output(child: Process) -> IO[bytes]:
    stream = child.popen.stdout
    if stream is None:
        raise AssertionError("every child is started with a pipe for its output")
    return stream


def _send(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # it ended by itself
        os.kill(pid, number)
