"""So many of so many stars: for levels of skills."""

from .element_type import ElementType, ref

RATING = ElementType(
    name="rating",
    title="Rating",
    description="A row of signs of which as many are full as a number says; the last one may be full in part.",
    properties={
        "value": {
            "description": "How many are full; a field goes before it.",
            "type": "number",
            "minimum": 0,
            "maximum": 20,
            "default": 0,
        },
        "field": {
            "description": "Key of the field whose value says how many are full. Nothing is drawn when it is empty.",
            "type": "string",
            "maxLength": 64,
        },
        "of": {
            "description": "How many signs there are.",
            "type": "integer",
            "minimum": 1,
            "maximum": 20,
            "default": 5,
        },
        "sign": {
            "description": "What is drawn; bars are as tall as the box.",
            "enum": ["star", "dot", "bar"],
            "default": "star",
        },
        "gap": {
            "description": "Room between two signs as a share of the width of one.",
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "default": 0.25,
        },
        "fill": ref("color", description="Colour of the full ones.", default="#b45309"),
        "empty": ref("color", description="Colour of the others.", default="#e7e5e4"),
    },
    keys={"field": ("number",)},
)
