"""Words for what changed in an element, a field or a page: names, values, sentences. See differences.py."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from .structure import load_schema

Thing = Mapping[str, Any]
_LONGEST = 60  # characters of a quotation
_AROUND = 16  # characters of what stays the same, on both sides of a change in it

_KINDS = {
    "text": "text", "image": "picture", "shape": "shape", "line": "line", "path": "drawing", "qr": "QR code",
    "group": "group", "rect": "rectangle", "ellipse": "ellipse", "polygon": "polygon", "star": "star",
}  # fmt: skip
# Property → what people call it, and the unit behind its numbers.
_CALLED = {
    "size": ("type size", " pt"), "minSize": ("smallest type size", " pt"), "lineHeight": ("line height", ""),
    "letterSpacing": ("letter spacing", " pt"), "align": ("alignment", ""), "verticalAlign": ("vertical alignment", ""),
    "fit": ("fit", ""), "maxLines": ("most lines", ""), "transform": ("case", ""), "fill": ("colour", ""),
    "stroke": ("outline", " mm"), "dark": ("colour of the modules", ""), "light": ("colour of the ground", ""),
    "ecc": ("error correction", ""), "content": ("content", ""), "radius": ("corner radius", " mm"),
    "points": ("points", ""), "innerRatio": ("depth of the points", ""), "opacity": ("opacity", ""),
    "skewX": ("slant", "°"), "skewY": ("upright slant", "°"), "alt": ("alternative text", ""), "link": ("link", ""),
    "rotation": ("turn", "°"), "shape": ("shape", ""), "font": ("font", ""), "bleed": ("bleed", " mm"),
    "max_length": ("longest value", " characters"), "min_length": ("shortest value", " characters"),
    "min": ("smallest value", ""), "max": ("largest value", ""), "sample": ("sample", ""), "label": ("name", ""),
    "synonyms": ("further headings", ""), "type": ("kind", ""), "pattern": ("pattern", ""), "options": ("choices", ""),
    "formula": ("formula", ""), "required": ("needed in every row", ""), "background": ("background", ""),
    "shadow": ("shadow", ""), "strokePlace": ("place of the outline", ""),
}  # fmt: skip
# What a reader could not compare by its value: it is only said to have changed.
_ONLY_CHANGED = {
    "d": "the drawing", "viewBox": "the drawing", "source": "the picture", "crop": "the part of the picture",
    "mask": "the mask", "guides": "the guides",
}  # fmt: skip
# Words of the format itself: they stand without quotation marks.
_AS_WRITTEN = frozenset({
    "align", "verticalAlign", "fit", "transform", "ecc", "direction", "language", "shape", "type", "fillRule",
    "strokePlace",
})  # fmt: skip


def name_of(element: Thing) -> str:
    """How a sentence calls an element: by its own name, by its text, else by its kind."""
    if element.get("name"):
        return str(element["name"])
    if element["type"] == "text" and element["text"].strip():
        return f"The text ‘{shortened(element['text'])}’"
    kind = element.get("shape", "") if element["type"] == "shape" else element["type"]
    return f"The {_KINDS.get(kind, in_words(kind).lower())}"


def shortened(text: str) -> str:
    """On one line, and no longer than a sentence bears."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[:_LONGEST].rstrip()}…"


def quoted_change(before: str, after: str) -> str:
    """`‘old’ became ‘new’`, of long texts the part that differs."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return f"‘{_part(before, start, end)}’ became ‘{_part(after, start, end)}’"


def _part(text: str, start: int, end: int) -> str:
    """`text` without all but a little of the `start` and `end` characters that did not change."""
    if len(text) <= _LONGEST:
        return shortened(text)
    first, last = max(0, start - _AROUND), len(text) - max(0, end - _AROUND)
    cut = text[first:last]
    return f"{'…' if first else ''}{shortened(cut)}{'…' if last < len(text) and len(cut) <= _LONGEST else ''}"


def number(value: float) -> str:
    return f"{round(value, 2):g}"


def way(dx: float, dy: float) -> str:
    """`12 mm to the right and 3 mm up`; y grows downwards."""
    across = f"{number(abs(dx))} mm to the {'right' if dx > 0 else 'left'}" if round(dx, 2) else ""
    along = f"{number(abs(dy))} mm {'down' if dy > 0 else 'up'}" if round(dy, 2) else ""
    return " and ".join(part for part in (across, along) if part)


def property_change(key: str, before: Any, after: Any) -> str:
    """`type size 36 pt instead of 44 pt`."""
    if key in _ONLY_CHANGED:
        return f"{_ONLY_CHANGED[key]} changed"
    called, unit = _CALLED.get(key, (in_words(key).lower(), ""))
    was, became = _value(key, before, unit), _value(key, after, unit)
    return f"{called} {became} instead of {was}" if was != became else f"{called} changed"


def in_words(key: str) -> str:
    """`hideWhenEmpty`, `max_length` → `Hide when empty`, `Max length`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|[_-]", " ", key).capitalize()


def _value(key: str, value: Any, unit: str) -> str:
    if value is None or value in ("", [], {}):
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (int, float)):
        return f"{number(value * 100)} %" if key == "opacity" else f"{number(value)}{unit}"
    if isinstance(value, str):
        return value if key in _AS_WRITTEN or value.startswith("#") else f"‘{shortened(value)}’"
    if isinstance(value, list):
        return ", ".join(str(part) for part in value) if len(value) <= 5 else f"{len(value)} entries"
    return _compound(key, value)


def _compound(key: str, value: Thing) -> str:
    if key == "font":
        weight = value.get("weight", 400)
        style = value.get("style", "normal")
        return " ".join(
            [
                value["family"],
                *([str(weight)] if weight != 400 else []),
                *([style] if style != "normal" else []),
            ]
        )
    if "color" in value and "width" in value:
        dash = " dashed" if value.get("dash") else ""
        return f"{number(value['width'])} mm {value['color']}{dash}"
    if "color" in value and "dx" in value:
        return f"{value['color']}, {way(value['dx'], value['dy']) or 'right below'}"
    if "stops" in value:
        return "a gradient"
    if "source" in value:
        return "a picture"
    return "another one"


@cache
def _defaults(definition: str) -> dict[str, Any]:
    schema = load_schema()
    shape = schema["$defs"].get(definition, {}) if definition else schema
    found = {}
    for key, entry in shape.get("properties", {}).items():
        if isinstance(entry, dict):
            shared = schema["$defs"].get(entry.get("$ref", "").removeprefix("#/$defs/"), {})
            found[key] = (shared | entry).get("default")
    return {key: default for key, default in found.items() if default is not None}


def with_defaults(definition: str, thing: Thing) -> dict[str, Any]:
    """A thing with what the schema takes for properties that are not there: writing a default down changes nothing.

    `definition` is its name in the schema, "" for the document itself.
    """
    return dict(thing) | {key: value for key, value in _defaults(definition).items() if key not in thing}
