"""Contenders in processes of their own: one lane, or one for each core at the same time."""

import multiprocessing
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from bench import processes
from bench.contenders import Entry, make
from bench.proof import prove
from bench.scene import Scene, rows

# Spawned, not forked: a child starts as clean as a worker of the product.
_context = multiprocessing.get_context("spawn")


class LaneFailed(Exception):
    """The contender could not be started, or what it made is not the certificate."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One round of one contender. Times are for each certificate, in ms; `cpu_ms` of all its processes."""

    ms: float
    cpu_ms: float
    bytes: int


@dataclass(frozen=True, slots=True)
class _Span:
    """What one lane did: begin and end on the clock that all processes share, CPU seconds, bytes of a file."""

    began: float
    ended: float
    cpu_s: float
    bytes: int


class Lanes:
    """`count` processes with one contender each, started and warmed up. Close them at the end."""

    def __init__(self, entry: Entry, scene: Scene, count: int) -> None:
        """Raises LaneFailed with the reason when the contender cannot run here."""
        self._lanes = [_start(entry, scene) for _ in range(count)]
        try:
            for _, pipe in self._lanes:
                _receive(pipe)
        except LaneFailed:
            self.close()
            raise

    def measure(self, start: int, sample: int, lanes: int) -> Measurement:
        """`sample` certificates in each of the first `lanes` processes at the same time."""
        busy = self._lanes[:lanes]
        for number, (_, pipe) in enumerate(busy):
            pipe.send((start + number * sample, sample))
        spans: list[_Span] = [_receive(pipe) for _, pipe in busy]
        seconds = max(span.ended for span in spans) - min(span.began for span in spans)
        made = sample * lanes
        cpu = sum(span.cpu_s for span in spans)
        return Measurement(1000 * seconds / made, 1000 * cpu / made, spans[0].bytes)

    def close(self) -> None:
        """Let the processes end, by force if need be."""
        for process, pipe in self._lanes:
            pipe.close()
            process.join(20)
            if process.is_alive():
                process.kill()
                process.join()


def _start(entry: Entry, scene: Scene) -> tuple[Any, Connection]:
    ours, theirs = _context.Pipe()
    process = _context.Process(target=_lane, args=(entry, scene, theirs), name=f"lane-{entry.key}")
    process.start()
    theirs.close()
    return process, ours


def _receive(pipe: Connection) -> Any:
    try:
        answer = pipe.recv()
    except EOFError as error:
        raise LaneFailed("its process ended without an answer") from error
    if isinstance(answer, str):
        raise LaneFailed(answer)
    return answer


def _lane(entry: Entry, scene: Scene, pipe: Connection) -> None:
    """The life of one process: warm up, then rounds as they are asked for, until the pipe is closed."""
    try:
        contender = make(entry, scene)
    except Exception as error:
        # Whatever a library raises when it, or what it needs of the system, is not there.
        pipe.send(f"{type(error).__name__}: {error}".splitlines()[0])
        return
    try:
        warm = rows(2)
        for content, values in zip(contender.render(warm), warm, strict=True):
            prove(content, values)
        pipe.send(True)
        while True:
            pipe.send(_round(contender, *pipe.recv()))
    except EOFError:
        pass  # the parent is done
    except Exception as error:
        pipe.send(f"{type(error).__name__}: {error}".splitlines()[0])
    finally:
        contender.close()


def _round(contender: Any, start: int, sample: int) -> _Span:
    todo: Sequence[dict[str, str]] = rows(sample, start)
    pid = multiprocessing.current_process().pid or 0
    cpu = processes.cpu_s(pid)
    # Only the newest file is kept, as in the pipeline.
    newest: deque[bytes] = deque(maxlen=1)
    began = time.monotonic()
    sizes = [newest.append(content) or len(content) for content in contender.render(todo)]
    ended = time.monotonic()
    cpu = processes.cpu_s(pid) - cpu
    if len(sizes) != sample:
        raise LaneFailed(f"it made {len(sizes)} of {sample} certificates")
    prove(newest[0], todo[-1])
    return _Span(began, ended, cpu, sum(sizes) // sample)
