"""What the person at the terminal sees: numbered steps with times, and failures with their mend."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

HEARTBEAT_SECONDS = 10.0
STATUS_WIDTH = 100


class Failure(Exception):
    """Set-up cannot go on.

    `message` says what happened, `mend` lists the commands or changes that help, one per line.
    """

    def __init__(self, message: str, *, mend: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.mend = mend

    def __str__(self) -> str:
        if not self.mend:
            return self.message
        indented = "\n".join(f"    {line}" for line in self.mend.splitlines())
        return f"{self.message}\n  What to do:\n{indented}"


class Step:
    """One numbered step under way; reports progress while it runs and a closing note when it ends."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._live = stream.isatty()
        self._started = self._last_beat = time.monotonic()
        self._note = "ready"

    @property
    def seconds(self) -> float:
        """Seconds since the step began."""
        return time.monotonic() - self._started

    def note(self, text: str) -> None:
        """Set the words that stand before the time when the step ends."""
        self._note = text

    def progress(self, text: str) -> None:
        """Show what is happening: in place on a terminal, every ten seconds in a log."""
        line = f"      ({self.seconds:3.0f} s) {text}"[:STATUS_WIDTH]
        if self._live:
            self._stream.write(f"\r\x1b[K{line}")
        elif time.monotonic() - self._last_beat >= HEARTBEAT_SECONDS:
            self._last_beat = time.monotonic()
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def close(self, *, failed: bool = False) -> None:
        """Print the last line of the step."""
        erase = "\r\x1b[K" if self._live else ""
        words = "failed" if failed else self._note
        self._stream.write(f"{erase}      {words} ({self.seconds:.1f} s)\n")
        self._stream.flush()


class Console:
    """Prints to one stream; `total` is the number of steps that the command will go through."""

    def __init__(self, stream: TextIO | None = None, *, total: int = 0) -> None:
        self._stream = stream or sys.stdout
        self._total = total
        self._number = 0

    def say(self, text: str = "") -> None:
        """Print a line at once."""
        self._stream.write(f"{text}\n")
        self._stream.flush()

    @contextmanager
    def step(self, title: str) -> Iterator[Step]:
        """Number, name and time what happens inside the block."""
        self._number += 1
        self.say(f"[{self._number}/{self._total}] {title}")
        step = Step(self._stream)
        try:
            yield step
        except BaseException:
            step.close(failed=True)
            raise
        step.close()
