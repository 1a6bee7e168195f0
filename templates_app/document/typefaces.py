"""Which font families a document names."""

from typing import Any

from .walk import elements_of


def families_of(document: dict[str, Any]) -> list[str]:
    """Return the families of its texts by name, each once. The document must be valid."""
    texts = (at.element for at in elements_of(document) if at.element.get("type") == "text")
    return sorted({text["font"]["family"] for text in texts})
