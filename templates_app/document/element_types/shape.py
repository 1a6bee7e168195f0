"""Rectangles, ellipses, polygons and stars."""

from .element_type import ElementType, ref

SHAPE = ElementType(
    name="shape",
    title="Shape",
    description="A rectangle, ellipse, regular polygon or star that fills its box.",
    properties={
        "shape": ref("shape"),
        "radius": ref("radius"),
        "points": ref("points"),
        "innerRatio": ref("innerRatio"),
        "fill": ref("paint"),
        "stroke": ref("stroke"),
        "shadow": ref("shadow"),
    },
    required=("shape",),
)
