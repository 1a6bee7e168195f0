"""Visits the elements of a document, also of one whose shape is wrong: what is malformed is passed over."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias, TypeGuard

from .faults import Path

Element: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ElementAt:
    """An element with its place. `depth` counts the groups around it."""

    path: Path
    element: Element
    depth: int

    def text(self, name: str) -> str:
        """Return a property that should be text, empty when it is not."""
        value = self.element.get(name)
        return value if isinstance(value, str) else ""


def elements_of(document: Element) -> Iterator[ElementAt]:
    """Yield every element, those of groups after their group, in the order of drawing."""
    for path, page in objects(("pages",), document.get("pages")):
        yield from _below((*path, "elements"), page.get("elements"), 0)


def _below(path: Path, elements: object, depth: int) -> Iterator[ElementAt]:
    for place, element in objects(path, elements):
        yield ElementAt(place, element, depth)
        if element.get("type") == "group":
            yield from _below((*place, "elements"), element.get("elements"), depth + 1)


def objects(path: Path, values: object) -> Iterator[tuple[Path, Element]]:
    """Yield the objects of a list with their paths; nothing when it is no list."""
    if isinstance(values, list):
        yield from (((*path, index), value) for index, value in enumerate(values) if isinstance(value, dict))


def is_number(value: object) -> TypeGuard[int | float]:
    """Tell a JSON number from the booleans that Python counts as numbers."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)
