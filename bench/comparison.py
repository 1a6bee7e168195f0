"""All contenders side by side, round by round, so that a noisy machine hits all alike."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from statistics import median

from bench.contenders import ENTRIES, Entry
from bench.lanes import LaneFailed, Lanes, Measurement
from bench.scene import Scene

# Rows of one round and lane start here and there, so that no two rounds make the same certificates.
_STRIDE = 10_000


@dataclass(slots=True)
class Line:
    """One contender's measurements: with one process, and with one on each core."""

    entry: Entry
    alone: list[Measurement] = field(default_factory=list)
    together: list[Measurement] = field(default_factory=list)
    fault: str = ""

    @property
    def ms(self) -> float:
        """Median ms for a certificate with one process."""
        return median(one.ms for one in self.alone)

    @property
    def ms_together(self) -> float:
        """Median ms for a certificate with one process a core: wall time over all that were made."""
        return median(one.ms for one in self.together)

    @property
    def cpu_ms(self) -> float:
        """Median ms of processor time for a certificate, of all processes of the contender."""
        return median(one.cpu_ms for one in self.alone)

    @property
    def bytes(self) -> int:
        """Size of a file."""
        return self.alone[-1].bytes


def compare(
    scene: Scene,
    *,
    rounds: int,
    cores: int,
    scale: float = 1.0,
    entries: Sequence[Entry] = ENTRIES,
    tell: Callable[[str], None] = lambda _: None,
) -> list[Line]:
    """Measure each contender `rounds` times; `scale` changes the size of the samples.

    A contender that cannot run has the reason in `fault` and no measurements; the others go on.
    """
    lines = [Line(entry) for entry in entries]
    with ExitStack() as stack:
        running: list[tuple[Line, Lanes]] = []
        for line in lines:
            tell(f"starting {line.entry.title}")
            try:
                lanes = stack.enter_context(closing(Lanes(line.entry, scene, cores)))
            except LaneFailed as failed:
                line.fault = str(failed)
            else:
                running.append((line, lanes))
        for number in range(rounds):
            # Another one begins each round: none always runs in the wake of the same neighbour.
            turn = number % max(1, len(running))
            for line, lanes in running[turn:] + running[:turn]:
                tell(f"round {number + 1} of {rounds}: {line.entry.title}")
                _measure(line, lanes, number, cores, scale)
    return lines


def _measure(line: Line, lanes: Lanes, number: int, cores: int, scale: float) -> None:
    if line.fault:
        return
    sample = max(1, round(line.entry.sample * scale))
    start = (2 * number + 1) * _STRIDE
    try:
        line.alone.append(lanes.measure(start, sample, 1))
        line.together.append(lanes.measure(start + _STRIDE, sample, cores))
    except LaneFailed as failed:
        line.fault = str(failed)
        line.alone.clear()
        line.together.clear()
