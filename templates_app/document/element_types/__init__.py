"""The types of elements. Each is one module here and one in static/js/layout/types/: see docs/element-types.md."""

from . import group, image, line, path, qr_code, rating, shape, text
from .element_type import BOX, ENDS, ElementType, Rule, Schema, ref

_types: dict[str, ElementType] = {}


def register(kind: ElementType) -> None:
    """Add a type, before the first document is read."""
    _types[kind.name] = kind


def type_of(name: object) -> ElementType | None:
    """The type of that name; `None` for a name that no type has, and for what is no name."""
    return _types.get(name) if isinstance(name, str) else None


def types() -> tuple[ElementType, ...]:
    """All of them, in the order of their registration."""
    return tuple(_types.values())


for _kind in (
    text.TEXT,
    image.IMAGE,
    shape.SHAPE,
    line.LINE,
    path.PATH,
    qr_code.QR_CODE,
    group.GROUP,
    rating.RATING,
):
    register(_kind)

__all__ = ["BOX", "ENDS", "ElementType", "Rule", "Schema", "ref", "register", "type_of", "types"]
