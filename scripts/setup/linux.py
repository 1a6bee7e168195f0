"""The few kernel services that keep child processes from outliving us. On other systems they do nothing."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1  # <linux/prctl.h>
PR_SET_CHILD_SUBREAPER = 36
PARENT_FIELD, SESSION_FIELD = 1, 3  # of /proc/<pid>/stat, counted after the command's closing bracket
ZOMBIE = "Z"

PROC = Path("/proc")
_prctl = ctypes.CDLL(None).prctl if sys.platform == "linux" else None


def adopt_orphans() -> None:
    """Make this process the parent of every descendant whose own parent dies, instead of PID 1."""
    if _prctl is not None:
        _prctl(PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent(signal_number: int = signal.SIGTERM) -> None:
    """Ask the kernel to send this process `signal_number` when its parent dies, however it dies."""
    if _prctl is not None:
        _prctl(PR_SET_PDEATHSIG, signal_number)


def descendants(of: int) -> set[int]:
    """Return the ids of all living processes below process `of`."""
    parents = {pid: int(stat[PARENT_FIELD]) for pid, stat in _living().items()}
    found: set[int] = set()
    frontier = {of}
    while frontier:
        frontier = {pid for pid, parent in parents.items() if parent in frontier} - found
        found |= frontier
    return found


def session_members(session: int) -> set[int]:
    """Return the ids of all living processes of a session (`setsid`)."""
    return {pid for pid, stat in _living().items() if int(stat[SESSION_FIELD]) == session}


def carriers(of: int, variable: str) -> set[int]:
    """Return the descendants of process `of` that carry `variable` (a `NAME=value` pair) in their environment.

    The environment is inherited through `setsid` and double forks, so it shows who started a process even after
    everything in between is gone.
    """
    wanted = variable.encode()
    return {pid for pid in descendants(of) if wanted in _environment(pid).split(b"\0")}


def blocks_interrupt(pid: int) -> bool:
    """Tell whether process `pid` has SIGINT blocked, as it has while it handles one."""
    try:
        status = (PROC / str(pid) / "status").read_text()
    except OSError:
        return False
    blocked = next((line.split()[1] for line in status.splitlines() if line.startswith("SigBlk:")), "0")
    return bool(int(blocked, 16) & (1 << (signal.SIGINT - 1)))


def _environment(pid: int) -> bytes:
    try:
        return (PROC / str(pid) / "environ").read_bytes()
    except OSError:
        return b""


def _living() -> dict[int, list[str]]:
    """Map process ids to the fields of /proc/<pid>/stat from the state on, without zombies."""
    found = {}
    for name in os.listdir(PROC) if PROC.is_dir() else []:
        if not name.isdigit():
            continue
        try:
            stat = (PROC / name / "stat").read_text()
        except OSError:
            continue  # it ended while we were looking
        fields = stat[stat.rindex(")") + 2 :].split()
        if fields[0] != ZOMBIE:
            found[int(name)] = fields
    return found
