"""Where the shipped fonts are. The faces themselves are made by `static/js/layout/fonts.js`, as in the editor."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from templates_app.font_catalogue import families

from .errors import RenderError

STATIC = Path(__file__).resolve().parents[2] / "static"


def require_families(document: Mapping[str, Any]) -> None:
    """Raise `RenderError` when a text wants a family that is not shipped: it would look like another."""
    for number, page in enumerate(document["pages"], start=1):
        for element in every_element(page["elements"]):
            family = element.get("font", {}).get("family")
            if "font" in element and family not in families():
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
