"""Collected static files: compressing fonts and scripts takes seconds, so it is done when a source has changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from scripts.setup.environment import RUNTIME_LOCK
from scripts.setup.project import Project

SOURCES = "static"
COLLECTED = "static"  # in var
STAMP = "static.stamp"


def fingerprint(project: Project) -> str:
    """Return a digest of names, sizes and times (ns) of all sources, and of the packages that bring their own."""
    digest = hashlib.sha256((project.root / RUNTIME_LOCK).read_bytes())
    for path in sorted(_files(project.root / SOURCES)):
        state = path.stat()
        digest.update(f"{path.relative_to(project.root)}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def are_current(project: Project) -> bool:
    """Tell whether what was collected last was collected from these sources."""
    stamp = project.var / STAMP
    return (project.var / COLLECTED).is_dir() and stamp.exists() and stamp.read_text() == fingerprint(project)


def mark_collected(project: Project, sources: str) -> None:
    """Note the fingerprint that the sources had when collecting began: what changed meanwhile is not collected."""
    (project.var / STAMP).write_text(sources)


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
