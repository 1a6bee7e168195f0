"""Places of properties inside an element: `content`, or `bars[].label` for one in each object of a list."""

from collections.abc import Iterator

from templates_app.document.faults import Path
from templates_app.document.walk import ElementAt, objects


def values_at(at: ElementAt, place: str) -> Iterator[tuple[Path, object]]:
    """Yield what stands at a place, with its path in the document; `None` where there is nothing."""
    outer, in_list, inner = place.partition("[].")
    if not in_list:
        yield (*at.path, outer), at.element.get(outer)
        return
    for path, member in objects((*at.path, outer), at.element.get(outer)):
        yield (*path, inner), member.get(inner)
