"""The font families that a document may name."""

import json
from functools import cache
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parents[2] / "static" / "fonts" / "catalogue.json"


@cache
def families() -> frozenset[str]:
    """Return the names of all shipped families."""
    catalogue = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return frozenset(family["family"] for family in catalogue["families"])
