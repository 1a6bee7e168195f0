"""The design as HTML, for the contenders that lay HTML out: boxes in mm, the same fonts, the QR code as SVG."""

from collections.abc import Mapping
from html import escape
from typing import Any

from bench.scene import FACES, Scene, Values, filled
from templates_app.rendering.qr import qr_rows

_QUIET_ZONE = 4
_ALIGN = {"center": "center", "start": "left"}


def style(fonts: Mapping[str, str]) -> str:
    """The style sheet. `fonts`: family → address of its file."""
    faces = "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};src:url({fonts[face.family]})}}"
        for face in FACES
    )
    return (
        f"{faces}@page{{size:297mm 210mm;margin:0}}html,body{{margin:0}}"
        "#page{position:relative;width:297mm;height:209.9mm;overflow:hidden}"
        "#page>*{position:absolute;white-space:nowrap}"
    )


def body(scene: Scene, values: Values, pictures: Mapping[str, str]) -> str:
    """The page. `pictures`: asset id → address."""
    elements = "".join(_element(element, values, pictures) for element in scene.elements)
    return f'<div id="page">{elements}</div>'


def whole_page(scene: Scene, values: Values, pictures: Mapping[str, str], css: str) -> str:
    """A complete HTML document."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><style>{css}</style></head>'
        f"<body>{body(scene, values, pictures)}</body></html>"
    )


def changing_parts(scene: Scene, values: Values) -> dict[str, str]:
    """Element id → what is inside of it, for the elements that differ from row to row."""
    return {
        element["id"]: qr_svg(filled(element["content"], values))
        if element["type"] == "qr"
        else escape(filled(element["text"], values))
        for element in scene.elements
        if element["type"] in ("text", "qr")
    }


def qr_svg(content: str) -> str:
    """A QR code as an SVG of one path."""
    rows = qr_rows(content, "M") or ()
    side = len(rows) + 2 * _QUIET_ZONE
    path = "".join(
        f"M{x + _QUIET_ZONE} {y + _QUIET_ZONE}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, module in enumerate(row)
        if module == "1"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="32mm" height="32mm" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="#fff"/><path d="{path}" fill="#000"/></svg>'
    )


def _element(element: Mapping[str, Any], values: Values, pictures: Mapping[str, str]) -> str:
    box = ";".join(
        f"{name}:{element[key]}mm"
        for name, key in (("left", "x"), ("top", "y"), ("width", "width"), ("height", "height"))
    )
    if element["type"] == "image":
        return f'<img alt="" style="{box}" src="{pictures[element["source"].removeprefix("asset:")]}">'
    if element["type"] == "qr":
        return f'<div id="{element["id"]}" style="{box}">{qr_svg(filled(element["content"], values))}</div>'
    font = element["font"]
    look = (
        f"font:{font['weight']} {element['size']}pt/{element['height']}mm '{font['family']}';"
        f"text-align:{_ALIGN[element['align']]};color:{element['fill']}"
    )
    return f'<div id="{element["id"]}" style="{box};{look}">{escape(filled(element["text"], values))}</div>'
