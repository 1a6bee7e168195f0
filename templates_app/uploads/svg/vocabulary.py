"""What a drawing may be made of. Everything that is not named here is left out."""

import re

_SHAPES = {
    "path": {"d", "pathLength"},
    "rect": {"x", "y", "width", "height", "rx", "ry"},
    "circle": {"cx", "cy", "r"},
    "ellipse": {"cx", "cy", "rx", "ry"},
    "line": {"x1", "y1", "x2", "y2"},
    "polyline": {"points"},
    "polygon": {"points"},
}
_GRADIENT = {"gradientUnits", "gradientTransform", "spreadMethod", "href"}
_BOX = {"x", "y", "width", "height"}

ELEMENTS: dict[str, set[str]] = {
    **_SHAPES,
    "svg": {*_BOX, "viewBox", "preserveAspectRatio"},
    "g": set(),
    "defs": set(),
    "symbol": {"viewBox", "preserveAspectRatio", *_BOX},
    "use": {*_BOX, "href"},
    "image": {*_BOX, "href", "preserveAspectRatio"},
    "linearGradient": {*_GRADIENT, "x1", "y1", "x2", "y2"},
    "radialGradient": {*_GRADIENT, "cx", "cy", "r", "fx", "fy", "fr"},
    "stop": {"offset"},
    "clipPath": {"clipPathUnits"},
    "mask": {*_BOX, "maskUnits", "maskContentUnits", "mask-type"},
    "pattern": {
        *_BOX,
        *("patternUnits", "patternContentUnits", "patternTransform", "viewBox", "preserveAspectRatio"),
        "href",
    },
}
# Wrappers that draw nothing of their own: they count as groups.
AS_GROUP = {"a", "switch"}
# Left out without a word: they draw nothing.
SILENT = {"title", "desc", "metadata", "style", "view", "cursor"}
# Left out, and the answer says so in these words.
LEFT_OUT = {
    "script": "scripts",
    "foreignObject": "parts of web pages",
    "filter": "filter effects such as shadows and blur",
    "marker": "arrow heads and other markers",
    "animate": "animations",
    "animateMotion": "animations",
    "animateTransform": "animations",
    "set": "animations",
}
TEXTS = {"text", "tspan", "textPath", "tref"}

# Properties that may be attributes, style or rules of a style sheet.
PROPERTIES = {
    *("fill", "fill-opacity", "fill-rule", "stroke", "stroke-opacity", "stroke-width", "stroke-linecap"),
    *("stroke-linejoin", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "color", "opacity"),
    *("clip-path", "clip-rule", "mask", "stop-color", "stop-opacity", "display", "visibility", "overflow"),
    *("paint-order", "vector-effect", "transform", "shape-rendering"),
}

_HARMLESS = re.compile(r"[#A-Za-z0-9\s.,%()+_-]*\Z")
_LOCAL_PAINT = re.compile(r"url\(\s*[\"']?#([\w.:-]+)[\"']?\s*\)\s*([#A-Za-z0-9\s.,%()]*)\Z")
_LOCAL = re.compile(r"#([\w.:-]+)\Z")
_ID = re.compile(r"[\w.:-]+\Z")


def harmless(value: str) -> str | None:
    """The value of an attribute or property as it may be written, None for one that may not: it could load or run."""
    value = value.strip()
    if found := _LOCAL_PAINT.match(value):
        rest = found[2].strip()
        return None if "url" in rest.lower() else f"url(#{found[1]}) {rest}".rstrip()
    return value if _HARMLESS.match(value) and "url" not in value.lower() else None


def local_target(value: str) -> str:
    """The id that a reference within the drawing names, "" for every other address."""
    found = _LOCAL.match(value.strip())
    return found[1] if found else ""


def paint_target(value: str) -> str:
    """The id of the gradient, pattern, mask or clip that a value of `harmless` names, else ""."""
    found = _LOCAL_PAINT.match(value)
    return found[1] if found else ""


def is_id(value: str) -> bool:
    return bool(_ID.match(value))
