"""Documents that hold the shipped ornaments."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from templates_app.ornaments import ORNAMENTS

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "static" / "ornaments"
CELL_MM = 40
COLUMNS = 10


def shipped(key: str) -> list[dict[str, Any]]:
    ornaments: list[dict[str, Any]] = json.loads((FOLDER / f"{key}.json").read_text(encoding="utf-8"))[
        "ornaments"
    ]
    return ornaments


def sheet() -> dict[str, Any]:
    """Every ornament but the borders, on one large page."""
    elements = [one["element"] for key in ORNAMENTS for one in shipped(key) if "element" in one]
    placed = [_in_cell(element, at) for at, element in enumerate(elements)]
    rows = -(-len(elements) // COLUMNS)
    page = {"width": CELL_MM * COLUMNS, "height": CELL_MM * rows, "background": "#fffdf7", "elements": placed}
    return {"version": 1, "title": "Ornaments", "language": "en", "pages": [page]}


def _in_cell(element: dict[str, Any], at: int) -> dict[str, Any]:
    factor = (CELL_MM - 4) / max(element["width"], element["height"])
    x, y = at % COLUMNS * CELL_MM + 2, at // COLUMNS * CELL_MM + 2
    return {**_scaled(element, factor), "x": x, "y": y}


def _scaled(element: dict[str, Any], factor: float) -> dict[str, Any]:
    inner = (
        {"elements": [_scaled(each, factor) for each in element["elements"]]} if "elements" in element else {}
    )
    return {**element, "width": element["width"] * factor, "height": element["height"] * factor, **inner}


def borders() -> list[dict[str, Any]]:
    """Every border on a wide page and on a narrow one, as the editor lays them out."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("Node lays the borders out; it is not here")
    script = ROOT / "tests" / "js" / "editor" / "ornament_documents.mjs"
    answer = subprocess.run([node, str(script)], capture_output=True, check=True, text=True)
    documents: list[dict[str, Any]] = json.loads(answer.stdout)
    return documents
