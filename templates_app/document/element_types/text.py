"""Texts with placeholders."""

from collections.abc import Iterator

from templates_app.document.faults import Fault, describe, format_path
from templates_app.document.walk import ElementAt, is_number

from .element_type import ElementType, ref


def _smallest_size(at: ElementAt) -> Iterator[Fault]:
    size, smallest = at.element.get("size"), at.element.get("minSize")
    if is_number(size) and is_number(smallest) and smallest > size:
        message = f"must not be greater than size, {describe(size)} pt, found {describe(smallest)}"
        yield Fault(format_path((*at.path, "minSize")), message)


TEXT = ElementType(
    name="text",
    title="Text",
    description="Text with placeholders, set in one face and size.",
    properties={
        "text": {
            "description": "Text with placeholders such as {recipient.name}; \\n is a hard line break.",
            "type": "string",
            "maxLength": 5000,
        },
        "font": ref("font"),
        "size": {
            "description": "Size of the type.",
            "type": "number",
            "minimum": 1,
            "maximum": 600,
            "x-unit": "pt",
        },
        "minSize": {
            "description": 'Smallest size that fit "shrink" may reach.',
            "type": "number",
            "minimum": 1,
            "maximum": 600,
            "x-unit": "pt",
        },
        "lineHeight": {
            "description": "Distance of lines as a multiple of the size.",
            "type": "number",
            "minimum": 0.5,
            "maximum": 5,
            "default": 1.25,
        },
        "letterSpacing": {
            "description": "Extra space between letters.",
            "type": "number",
            "minimum": -20,
            "maximum": 200,
            "x-unit": "pt",
            "default": 0,
        },
        "align": {
            "description": "Alignment of the lines; start and end follow the direction, left and right do not.",
            "enum": ["start", "center", "end", "justify", "left", "right"],
            "default": "start",
        },
        "verticalAlign": {
            "description": "Place of the lines in the box.",
            "enum": ["top", "middle", "bottom"],
            "default": "top",
        },
        "fit": {
            "description": "none breaks only at \\n; wrap also at the width of the box; shrink also reduces the size down to minSize.",
            "enum": ["none", "wrap", "shrink"],
            "default": "wrap",
        },
        "maxLines": {
            "description": 'Most lines that fit "shrink" may use.',
            "type": "integer",
            "minimum": 1,
            "maximum": 200,
            "x-unit": "lines",
        },
        "direction": {
            "description": "Writing direction; auto takes it from the text.",
            "enum": ["auto", "ltr", "rtl"],
            "default": "auto",
        },
        "language": ref("language"),
        "transform": {
            "description": "Letter case, by the rules of the language; capitalize gives each word a capital.",
            "enum": ["none", "uppercase", "lowercase", "capitalize", "small-caps"],
            "default": "none",
        },
        "fill": ref("paint", default="#000000"),
        "stroke": ref("stroke"),
        "strokePlace": {
            "description": "centre: the outline lies on the edge of the letters; outside: all of its width lies outside of them.",
            "enum": ["centre", "outside"],
            "default": "centre",
        },
        "shadow": ref("shadow"),
        "hideWhenEmpty": {
            "description": "Do not draw a text whose placeholders are all empty.",
            "type": "boolean",
            "default": True,
        },
    },
    required=("text", "font", "size"),
    texts={"text": ""},
    rules=(_smallest_size,),
)
