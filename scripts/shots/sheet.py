"""The contact sheet: all pictures of a folder side by side, with what is wrong."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.shots import camera
from scripts.shots.pages import SECTIONS

HEAD = """<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pictures of every page</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #222; background: #eee; }
  article { margin-block: 2rem; }
  .row { display: flex; gap: 1rem; align-items: start; overflow-x: auto; }
  img { border: 1px solid #bbb; background: #fff; max-height: 60vh; object-fit: cover; object-position: top; }
  .fault { color: #a40000; }
</style>
"""


def write(folder: Path, faults: Mapping[str, Sequence[str]]) -> Path:
    """Write index.html over the pictures that lie in `folder`; `faults` by page. Returns its path."""
    parts = [HEAD, "<h1>Pictures of every page</h1>"]
    for title, shots in SECTIONS.items():
        shown = [_article(folder, shot.name, faults.get(shot.name, ())) for shot in shots]
        parts += [f"<h2>{html.escape(title)}</h2>", *filter(None, shown)]
    index = folder / "index.html"
    index.write_text("\n".join(parts) + "\n", encoding="utf-8")
    return index


def _article(folder: Path, name: str, faults: Sequence[str]) -> str:
    there = [file for file in camera.files(name) if (folder / file).exists()]
    if not there and not faults:
        return ""
    said = "".join(f'<p class="fault">{html.escape(fault)}</p>' for fault in faults)
    images = "".join(
        f'<a href="{file}"><img src="{file}" alt="{file}" loading="lazy" width="{_width(file)}"></a>'
        for file in there
    )
    return f'<article id="{name}"><h3>{name}</h3>{said}<div class="row">{images}</div></article>'


def _width(file: str) -> int:
    """Half the size for laptops, so that four fit beside each other."""
    return 240 if "-360-" in file else 640
