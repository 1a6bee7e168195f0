"""Which font families a document names."""

from typing import Any

from .walk import elements_of


def families_of(document: dict[str, Any]) -> list[str]:
    """Return the families of its texts by name, each once. The document must be valid."""
    return sorted({at.element["font"]["family"] for at in elements_of(document) if "font" in at.element})
