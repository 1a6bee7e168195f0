"""Groups."""

from collections.abc import Iterator

from templates_app.document.faults import Fault, format_path
from templates_app.document.walk import ElementAt

from .element_type import ElementType, ref

MAX_DEPTH = 5


def _depth(at: ElementAt) -> Iterator[Fault]:
    # Told once, at the group that goes too deep, not again for everything inside it.
    if at.depth == MAX_DEPTH:
        message = f"is a group inside {MAX_DEPTH} others, the most allowed; move it out"
        yield Fault(format_path(at.path), message)


GROUP = ElementType(
    name="group",
    title="Group",
    description="Elements that move, turn and fade together; their coordinates start at the group's top left corner.",
    properties={
        "elements": ref("elements"),
    },
    required=("elements",),
    rules=(_depth,),
)
