"""On what it was measured: figures without their machine say nothing."""

import os
import platform
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from templates_app.rendering.browser import find_browser

_PACKAGES = ("playwright", "pikepdf", "pypdfium2", "Django", "weasyprint", "reportlab")


def use_cores(count: int) -> int:
    """Keep this process and all that it starts on the first `count` cores; returns how many these are."""
    if not hasattr(os, "sched_setaffinity"):
        return min(count, os.cpu_count() or 1)
    chosen = sorted(os.sched_getaffinity(0))[:count]
    os.sched_setaffinity(0, chosen)
    return len(chosen)


def describe(cores: int) -> dict[str, str]:
    """What a reader needs to compare: processor, cores in use, load before the run, system, versions."""
    return {
        "when": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "processor": _first_value(Path("/proc/cpuinfo"), "model name") or platform.processor(),
        "cores used": f"{cores} of {os.cpu_count()}",
        "memory": f"{int(_first_value(Path('/proc/meminfo'), 'MemTotal').split()[0] or 0) // 1024:,} MiB",
        "load at the start": f"{os.getloadavg()[0]:.2f}",
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "browser": find_browser().name,
        **{name: _version(name) for name in _PACKAGES},
    }


def _first_value(file: Path, key: str) -> str:
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "0")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
