"""Free shapes."""

from collections.abc import Iterator

from templates_app.document.faults import Fault, format_path
from templates_app.document.path_data import find_fault
from templates_app.document.walk import ElementAt

from .element_type import ElementType, ref


def _path_data(at: ElementAt) -> Iterator[Fault]:
    data = at.text("d")
    if data and (fault := find_fault(data)):
        yield Fault(format_path((*at.path, "d")), f"is not SVG path data: {fault}")


PATH = ElementType(
    name="path",
    title="Path",
    description="A free shape in SVG path data, scaled from its viewBox to the box.",
    properties={
        "d": {
            "description": "SVG path data (SVG 2, section 9.3), absolute or relative commands.",
            "type": "string",
            "minLength": 1,
            "maxLength": 100000,
            "pattern": "^[MmZzLlHhVvCcSsQqTtAaEe0-9+., \\t\\n-]*$",
            "x-expects": "SVG path data: commands M L H V C S Q T A Z and numbers",
        },
        "viewBox": {
            "description": "Width and height of the area in which d is drawn.",
            "type": "array",
            "minItems": 2,
            "maxItems": 2,
            "items": {
                "description": "Width or height of the area.",
                "type": "number",
                "minimum": 0.001,
                "maximum": 1000000,
            },
            "x-noun": "numbers",
        },
        "fill": ref("paint"),
        "stroke": ref("stroke"),
        "shadow": ref("shadow"),
        "fillRule": {
            "description": "Which areas count as inside.",
            "enum": ["nonzero", "evenodd"],
            "default": "nonzero",
        },
    },
    required=("d", "viewBox"),
    rules=(_path_data,),
)
