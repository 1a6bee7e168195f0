"""Where the shipped fonts are. The faces themselves are made by `static/js/layout/fonts.js`, as in the editor."""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from .errors import RenderError

STATIC = Path(__file__).resolve().parents[2] / "static"
CATALOGUE = STATIC / "fonts" / "catalogue.json"


@lru_cache(maxsize=1)
def shipped_families() -> frozenset[str]:
    """Names of the families of the catalogue."""
    catalogue = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    return frozenset(family["family"] for family in catalogue["families"])


def require_families(document: Mapping[str, Any]) -> None:
    """Raise `RenderError` when a text wants a family that is not shipped: it would look like another."""
    for number, page in enumerate(document["pages"], start=1):
        for element in every_element(page["elements"]):
            family = element.get("font", {}).get("family")
            if element["type"] == "text" and family not in shipped_families():
                raise RenderError(
                    f"The font '{family}' is not in the catalogue.",
                    where=f"page {number}, element '{element.get('id', '')}'",
                    mend="Choose one of the shipped fonts.",
                    code="unknown_font",
                )


def every_element(elements: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every element of a list, those in groups too."""
    for element in elements:
        yield element
        if element["type"] == "group":
            yield from every_element(element["elements"])
