"""`python -m scripts.shots [names]`: makes the data, takes the pictures, says what is wrong.

Called by `make shots` with a database, a queue, a worker and a web server that nobody else uses. Names may hold `*`.
Exit code: 0; 1 when a page has a fault; 2 for a name that no picture has.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Sequence
from fnmatch import fnmatchcase
from pathlib import Path

import django

django.setup()

from scripts.shots import camera, seed, sheet, studio  # noqa: E402 - Django first
from scripts.shots.pages import SHOTS  # noqa: E402


def main(patterns: Sequence[str]) -> int:
    """Take the pictures whose names fit one of `patterns`, all without any; return the exit code."""
    names = chosen(patterns)
    if not names:
        print(f"No picture is called {' or '.join(patterns)}. There are: {', '.join(SHOTS)}")
        return 2
    folder = Path(os.environ["SHOTS_DIR"])
    started = time.monotonic()
    facts = seed.everything(lambda what: print(f"made: {what}", flush=True))
    clear(folder, names)
    faults: dict[str, list[str]] = {}
    for number, taken in enumerate(studio.take_all(names, facts, folder), start=1):
        print(f"{number}/{len(names)} {taken.name}", *taken.faults, sep=" – ", flush=True)
        faults |= {taken.name: taken.faults} if taken.faults else {}
    index = sheet.write(folder, faults)
    print(f"\n{len(names)} pages, {len(faults)} with faults, {time.monotonic() - started:.0f} s: {index}")
    for name, found in sorted(faults.items()):
        print(*(f"  {name}: {fault}" for fault in found), sep="\n")
    return 1 if faults else 0


def chosen(patterns: Sequence[str]) -> list[str]:
    """The names that one of the patterns fits; all without a pattern; none when a pattern fits nothing."""
    if not patterns:
        return list(SHOTS)
    if any(not any(fnmatchcase(name, pattern) for name in SHOTS) for pattern in patterns):
        return []
    return [name for name in SHOTS if any(fnmatchcase(name, pattern) for pattern in patterns)]


def clear(folder: Path, names: Sequence[str]) -> None:
    """Remove the pictures that are taken anew: an old one must not stand in for one that failed."""
    folder.mkdir(parents=True, exist_ok=True)
    for file in (file for name in names for file in camera.files(name)):
        (folder / file).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
