"""Straight lines."""

from .element_type import ENDS, ElementType, ref

LINE = ElementType(
    name="line",
    title="Line",
    description="A straight line from (x, y) to (x2, y2). It has no box.",
    properties={
        "stroke": ref("stroke"),
    },
    required=("stroke",),
    place=ENDS,
)
