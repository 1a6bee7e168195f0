"""What a tree of processes takes of the machine, read from /proc (proc(5)): memory and processor time."""

import os
import threading
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
SAMPLE_EVERY_S = 0.5
_TICKS_PER_S = os.sysconf("SC_CLK_TCK")
_KB_PER_MB = 1024


@dataclass(frozen=True, slots=True)
class Process:
    """Processor time in seconds, of the process and of those children that ended and were waited for."""

    pid: int
    parent: int
    cpu_s: float


def tree(root: int) -> list[Process]:
    """The process `root` and all below it."""
    children: dict[int, list[Process]] = defaultdict(list)
    found: dict[int, Process] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (process := _read(int(entry.name))):
            found[process.pid] = process
            children[process.parent].append(process)
    members = [found[root]] if root in found else []
    for process in members:
        members += children[process.pid]
    return members


def cpu_s(root: int) -> float:
    """Seconds of processor time that the tree has used so far."""
    return sum(process.cpu_s for process in tree(root))


def memory_mb(root: int) -> float:
    """Memory of the tree in MiB: the sum of PSS, in which a page that n processes share counts 1/n for each."""
    return sum(_pss_kb(process.pid) for process in tree(root)) / _KB_PER_MB


class MemoryWatch:
    """Samples the memory of a tree while the block runs; `peak_mb` is the largest sum that was seen."""

    def __init__(self, root: int) -> None:
        self.peak_mb = 0.0
        self._root = root
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)

    def __enter__(self) -> "MemoryWatch":
        self._thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(SAMPLE_EVERY_S):
            self.peak_mb = max(self.peak_mb, memory_mb(self._root))


def _read(pid: int) -> Process | None:
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None  # it ended meanwhile
    # The second field, the name in parentheses, may hold spaces; utime, stime, cutime, cstime are fields 14 to 17.
    fields = text.rpartition(")")[2].split()
    return Process(pid, int(fields[1]), sum(int(ticks) for ticks in fields[11:15]) / _TICKS_PER_S)


def _pss_kb(pid: int) -> int:
    try:
        lines = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
