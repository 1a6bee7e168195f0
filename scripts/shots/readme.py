"""The pictures of the README, cut from those of `make shots`.

    make shots ARGS="home review job-running certificates editor v-valid"
    .venv/bin/python -m scripts.shots.readme

Writes docs/pictures/<name>.webp: the top of each page, small enough for a repository.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[2]
SHOTS = Path(os.environ.get("SHOTS_DIR") or ROOT / "var" / "shots")
TARGET = ROOT / "docs" / "pictures"
LARGEST_BYTES = 150_000
QUALITY = 82


@dataclass(frozen=True, slots=True)
class Cut:
    """The first `height` px of a picture of `make shots`."""

    name: str
    shot: str
    height: int


CUTS = (
    Cut("landing", "home-1280-light", 800),
    Cut("review", "review-1280-light", 800),
    Cut("job", "job-running-1280-light", 800),
    Cut("certificates", "certificates-1280-light", 800),
    Cut("editor", "editor-1280-light", 800),
    Cut("verify-phone", "v-valid-360-light", 800),
)


def cut(wanted: Cut, source: Path, target: Path) -> int:
    """Write one picture into the folder `target`; return its size in bytes. Raises FileNotFoundError."""
    with Image.open(source / f"{wanted.shot}.png") as picture:
        top = picture.convert("RGB").crop((0, 0, picture.width, min(wanted.height, picture.height)))
    path = target / f"{wanted.name}.webp"
    top.save(path, "WEBP", quality=QUALITY, method=6)
    return path.stat().st_size


def main() -> int:
    """Write all; 1 when one is missing or too large."""
    TARGET.mkdir(exist_ok=True)
    for wanted in CUTS:
        try:
            size = cut(wanted, SHOTS, TARGET)
        except FileNotFoundError as error:
            print(f"{error.filename} is missing: make shots takes it.")
            return 1
        print(f"{wanted.name}.webp: {size / 1000:.0f} kB")
        if size > LARGEST_BYTES:
            print(f"That is more than {LARGEST_BYTES / 1000:.0f} kB: cut less of the page.")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
