"""What a type of element is to the document: its properties, what it binds, and its rules."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from templates_app.document.faults import Fault
from templates_app.document.walk import ElementAt

Schema: TypeAlias = dict[str, Any]
Rule: TypeAlias = Callable[[ElementAt], Iterator[Fault]]


def ref(name: str, **more: Any) -> Schema:
    """A definition of the document's schema (`$defs`), with words of its own."""
    return {"$ref": f"#/$defs/{name}", **more}


_ANY = {
    "id": ref("id"),
    "type": True,
    "name": ref("name"),
    "opacity": ref("opacity"),
    "locked": ref("locked"),
    "hidden": ref("hidden"),
    "when": ref("when"),
    "alt": ref("alt"),
    "link": ref("link"),
}
# Where an element is: in a box that can be turned, or between two ends.
BOX = {
    "x": ref("coordinate"),
    "y": ref("coordinate"),
    "width": ref("extent"),
    "height": ref("extent"),
    "rotation": ref("rotation"),
    "skewX": ref("skew"),
    "skewY": ref("skew"),
    "flipX": ref("flip", description="Mirrored in its box, left to right."),
    "flipY": ref("flip", description="Mirrored in its box, upside down."),
}
ENDS = {name: ref("coordinate") for name in ("x", "y", "x2", "y2")}
_ALWAYS_GIVEN = ("x", "y", "width", "height", "x2", "y2")


@dataclass(frozen=True, slots=True, kw_only=True)
class ElementType:
    """One type. `properties` are its own, as JSON Schema, beside those that every element has."""

    name: str
    title: str
    description: str
    properties: Mapping[str, Schema]
    required: tuple[str, ...] = ()
    place: Mapping[str, Schema] = field(default_factory=lambda: BOX)
    # Properties that may hold placeholders, with the text that stands where there is none.
    texts: Mapping[str, str] = field(default_factory=dict)
    # Properties that name a picture: `asset:<id>` or `field:<key>`.
    pictures: tuple[str, ...] = ()
    # Properties that hold the key of a field, with the types of field that will do.
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    # What the schema cannot state. Paints and strokes are looked at without one.
    rules: tuple[Rule, ...] = ()

    @property
    def definition(self) -> str:
        """Name of its schema among the definitions of the document's."""
        return f"{self.name}Element"

    def schema(self) -> Schema:
        """The JSON Schema of an element of this type."""
        given = tuple(name for name in _ALWAYS_GIVEN if name in self.place)
        return {
            "title": self.title,
            "description": self.description,
            "type": "object",
            "required": ["id", *given, *self.required],
            "additionalProperties": False,
            "properties": {**_ANY, **self.place, **self.properties},
        }

    def properties_like(self, definition: str) -> list[str]:
        """Own properties that are what a definition says, such as `paint`."""
        return [
            name for name, schema in self.properties.items() if schema.get("$ref") == ref(definition)["$ref"]
        ]
