"""Every type of element, each turned, slanted, mirrored, faded, grouped and painted: one small drawing for each."""

from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw

Element = dict[str, Any]

# Each drawing has a cell of this size; it is about BOX in the middle of it. mm
CELL = (34, 30)
BOX = {"x": 7, "y": 8, "width": 20, "height": 14}
INK, GOLD = "#1e3a8a", "#b45309"
STROKE = {"color": INK, "width": 0.8}
SHADOW = {"color": "#64748b", "dx": 1.2, "dy": 1}
LINEAR = {
    "type": "linear",
    "angle": 30,
    "stops": [{"offset": 0, "color": "#fde68a"}, {"offset": 0.5, "color": GOLD}, {"offset": 1, "color": INK}],
}
RADIAL = {"type": "radial", "stops": [{"offset": 0.1, "color": "#fde68a"}, {"offset": 1, "color": INK}]}
ARROW = "M2 12 h22 v-8 l14 16 l-14 16 v-8 h-22 z"


def shape(kind: str, **more: Any) -> Element:
    return {"type": "shape", "shape": kind, **BOX, "fill": GOLD, "stroke": STROKE, **more}


def words(content: str, **more: Any) -> Element:
    base = {"font": {"family": "EB Garamond", "weight": 700}, "size": 15, "align": "center", "fill": INK}
    return {"type": "text", **BOX, **base, "verticalAlign": "middle", "text": content, **more}


def image(**more: Any) -> Element:
    return {"type": "image", "source": "asset:picture", **BOX, "fit": "cover", **more}


def group(*members: Element, **more: Any) -> Element:
    """The members keep their places on the page."""
    inside = [{**member, "x": member["x"] - BOX["x"], "y": member["y"] - BOX["y"]} for member in members]
    return {"type": "group", **BOX, "elements": inside, **more}


def ends(member: Element) -> Element:
    """A member of a group that is a line moves with both ends."""
    return {**member, "x2": member["x2"] - BOX["x"], "y2": member["y2"] - BOX["y"]}


LINE = {
    "type": "line",
    "x": 7,
    "y": 20,
    "x2": 27,
    "y2": 10,
    "stroke": {"color": INK, "width": 1.2, "dash": [3, 1.5]},
}
PATH = {"type": "path", "d": ARROW, "viewBox": [40, 40], **BOX, "fill": GOLD, "stroke": STROKE}
QR = {
    "type": "qr",
    **BOX,
    "x": 9,
    "width": 16,
    "height": 16,
    "y": 7,
    "dark": INK,
    "content": "HTTPS://A.EXAMPLE/1",
}
RATING = {"type": "rating", **BOX, "value": 3.4, "fill": GOLD, "empty": "#94a3b8"}

TYPES: dict[str, Element] = {
    "text": words("{recipient.name}"),
    "image": image(),
    "rectangle": shape("rect", radius=3),
    "ellipse": shape("ellipse"),
    "polygon": shape("polygon", points=6),
    "star": shape("star", points=7, innerRatio=0.5),
    "line": LINE,
    "path": PATH,
    "qr": QR,
    "rating": RATING,
    "group": group(shape("rect"), words("Group", fill="#ffffff")),
}
TRAITS: dict[str, Element] = {
    "plain": {},
    "turned": {"rotation": 25},
    "slanted": {"skewX": 20, "skewY": -8},
    "mirrored": {"flipX": True, "rotation": 15},
    "upside down": {"flipY": True, "skewX": 15},
    "faded": {"opacity": 0.5},
}
GROUPS: dict[str, Element] = {
    "in a turned and faded group": {"rotation": -12, "opacity": 0.6},
    "in a slanted and mirrored group": {"skewX": 15, "flipX": True},
}
PAINTS: dict[str, Element] = {
    "in a linear gradient": {"fill": LINEAR},
    "in a radial gradient": {"fill": RADIAL},
    "with a shadow": {"shadow": SHADOW},
    "with a shadow that is seen through": {"shadow": {**SHADOW, "color": "#00000059"}, "rotation": -10},
    "with a shadow, faded": {"shadow": SHADOW, "opacity": 0.5, "rotation": 10},
}
_BOXLESS = ("rotation", "skewX", "skewY", "flipX", "flipY")

PICTURES: dict[str, Element] = {
    "contained": {"fit": "contain"},
    "stretched": {"fit": "stretch"},
    "cropped": {"crop": {"x": 0.25, "y": 0.1, "width": 0.5, "height": 0.5}},
    "cropped and contained": {
        "crop": {"x": 0.5, "y": 0, "width": 0.25, "height": 1},
        "fit": "contain",
        "rotation": 10,
    },
    "cropped and stretched": {"crop": {"x": 0, "y": 0.5, "width": 1, "height": 0.5}, "fit": "stretch"},
    "in an ellipse, framed": {"mask": {"shape": "ellipse"}, "stroke": STROKE},
    "in round corners, turned": {
        "mask": {"shape": "rect", "radius": 4},
        "rotation": 20,
        "stroke": {**STROKE, "dash": [2, 1]},
    },
    "in a star, mirrored": {"mask": {"shape": "star", "points": 6, "innerRatio": 0.6}, "flipX": True},
    "in a hexagon, contained, faded": {
        "mask": {"shape": "polygon", "points": 6},
        "fit": "contain",
        "opacity": 0.6,
        "stroke": STROKE,
    },
    "framed and cropped, slanted": {
        "crop": {"x": 0.1, "y": 0.1, "width": 0.6, "height": 0.8},
        "skewX": 15,
        "stroke": STROKE,
    },
}
TEXTS: dict[str, Element] = {
    "outlined": {"stroke": {"color": GOLD, "width": 0.4, "join": "round"}, "fill": "#fde68a"},
    "outlined outside": {
        "stroke": {"color": GOLD, "width": 0.4, "join": "round"},
        "strokePlace": "outside",
        "fill": "#fde68a",
    },
    "outlined outside, shadowed": {
        "stroke": {"color": GOLD, "width": 0.3},
        "strokePlace": "outside",
        "fill": "#fde68a",
        "shadow": SHADOW,
    },
    "capitals": {"transform": "uppercase", "size": 10},
    "small letters": {"transform": "lowercase"},
    "words with capitals": {"transform": "capitalize", "text": "jean-luc o'neil"},
    "small capitals": {"transform": "small-caps"},
    "shrunk": {"fit": "shrink", "minSize": 4, "size": 40, "maxLines": 1},
    "wrapped and justified": {
        "text": "For {recipient.name}, who has learnt to wave",
        "size": 8,
        "align": "justify",
    },
    "in one line, spaced": {"fit": "none", "text": "Spaced", "letterSpacing": 2, "align": "start"},
    "at the end, below": {"align": "end", "verticalAlign": "bottom", "size": 9, "lineHeight": 0.9},
    "slanted letters": {"font": {"family": "Inter", "weight": 500, "style": "italic"}, "size": 10},
}
SCRIPTS: dict[str, str] = {
    "Latin with accents": "Đặng Ångström",
    "Cyrillic": "Екатерина",
    "Greek": "Ευαγγελία",
    "Arabic": "محمد الأمين",
    "Hebrew": "אברהם בן־דוד",
    "Devanagari": "क्षितिज शर्मा",
    "Thai": "ณัฐวุฒิ",
    "Chinese": "王小明",
    "Japanese": "山田 太郎",
    "Korean": "김철수",
    "both directions": "Dr {recipient.name} — محمد",
}


def _with(base: Element, change: Element) -> Element:
    if base["type"] == "line":
        change = {name: value for name, value in change.items() if name not in _BOXLESS}
    if base["type"] == "qr":
        change = {name: value for name, value in change.items() if not name.startswith("flip")}
    return {**base, **change}


def _grouped(base: Element, change: Element) -> Element:
    made = group(base, **change)
    if base["type"] == "line":
        made["elements"] = [ends(member) for member in made["elements"]]
    return made


def variants() -> dict[str, Element]:
    """Name → element, at its place in a cell."""
    found: dict[str, Element] = {}
    for name, base in TYPES.items():
        for trait, change in TRAITS.items():
            found[f"{name}, {trait}"] = _with(base, change)
        for trait, change in GROUPS.items():
            found[f"{name} {trait}"] = _grouped(base, change)
        if "fill" in base and base["type"] != "rating":
            for trait, change in PAINTS.items():
                found[f"{name} {trait}"] = {**base, **change}
    found |= {f"image, {trait}": image(**change) for trait, change in PICTURES.items()}
    found |= {f"text, {trait}": words("{recipient.name}") | change for trait, change in TEXTS.items()}
    for script, content in SCRIPTS.items():
        found[f"text in {script}"] = words(content)
        found[f"text in {script}, turned, with a shadow"] = words(
            content, rotation=-20, skewX=10, shadow=SHADOW
        )
    return found


def picture_for_tests(name: str) -> tuple[bytes, str]:
    """Large areas in several colours, not the same in any corner; wider than a cell's box."""
    made = Image.new("RGB", (800, 400), "#e2e8f0")
    draw = ImageDraw.Draw(made)
    for at, colour in enumerate((INK, GOLD, "#0f766e", "#9f1239")):
        draw.rectangle((at * 200 + 20, 20 + at * 60, at * 200 + 180, 200 + at * 60), fill=colour)
    draw.ellipse((300, 220, 480, 390), fill="#fde68a")
    target = BytesIO()
    made.save(target, "PNG")
    return target.getvalue(), "image/png"
