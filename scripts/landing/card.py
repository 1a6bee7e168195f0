"""The social card: a document of the engine like any certificate, 1200 × 630 px, with certificates laid on it."""

import uuid
from pathlib import Path
from typing import Any

from templates_app.document.units import px_to_mm
from templates_app.rendering import AssetResolver

CARD = "card.jpg"
WIDTH_PX, HEIGHT_PX = 1200, 630  # what the networks ask for (Open Graph, Twitter: 1.91 to 1)
WIDTH, HEIGHT = px_to_mm(WIDTH_PX), px_to_mm(HEIGHT_PX)
PAPER, INK, QUIET, BLUE = "#fbf9f4", "#1d2433", "#655f55", "#2a4480"

# Certificates on the card, from the lowest to the uppermost: picture, then x, y and width in mm, and the turn in degrees.
LAID = (
    ("hero-third-800.webp", 186.0, 7.0, 96.0, -4.0),
    ("hero-second-800.webp", 206.0, 44.0, 100.0, 5.0),
    ("hero-800.webp", 166.0, 74.0, 116.0, -2.0),
)
RATIO = 210 / 297


def asset_id(name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, name))


def resolver(folder: Path) -> AssetResolver:
    """Finds the pictures of the card among those of the landing page."""
    names = {asset_id(name): name for name, *_ in LAID}
    return lambda key: ((folder / names[key]).read_bytes(), "image/webp")


def _text(
    key: str, text: str, y: float, height: float, family: str, size: float, fill: str
) -> dict[str, Any]:
    return {
        "id": key, "type": "text", "text": text, "x": 20, "y": y, "width": 138, "height": height,
        "font": {"family": family, "weight": 500, "style": "normal"}, "size": size, "minSize": 10,
        "lineHeight": 1.12, "fit": "shrink", "maxLines": 4, "verticalAlign": "top", "fill": fill,
    }  # fmt: skip


def _laid(number: int, name: str, x: float, y: float, width: float, turn: float) -> list[dict[str, Any]]:
    """A certificate on the desk, with its soft edge of shadow."""
    height = round(width * RATIO, 2)
    edges = [
        {
            "id": f"edge-{number}-{round(step * 10)}", "type": "shape", "shape": "rect", "fill": "#3a2f1d", "opacity": 0.05,
            "x": x - step, "y": y - step + 1, "width": width + 2 * step, "height": height + 2 * step,
            "rotation": turn, "radius": step,
        }
        for step in (1.5, 1.0, 0.5)
    ]  # fmt: skip
    picture = {
        "id": f"certificate-{number}", "type": "image", "source": f"asset:{asset_id(name)}", "fit": "stretch",
        "x": x, "y": y, "width": width, "height": height, "rotation": turn, "alt": "Certificate",
    }  # fmt: skip
    return [*edges, picture]


def document_of_card() -> dict[str, Any]:
    """A design without fields."""
    laid = [element for number, place in enumerate(LAID) for element in _laid(number, *place)]
    return {
        "version": 1,
        "title": "Social card",
        "language": "en",
        "direction": "ltr",
        "bleed": 0,
        "fields": [],
        "pages": [
            {
                "width": WIDTH,
                "height": HEIGHT,
                "background": PAPER,
                "elements": [
                    *laid,
                    _text("brand", "IconikCerts", 22, 12, "EB Garamond", 27, BLUE),
                    _text(
                        "promise",
                        "Certificates from the spreadsheet you already have",
                        50,
                        66,
                        "EB Garamond",
                        50,
                        INK,
                    ),
                    _text("proof", "Any name, any script. Verifiable for ever.", 128, 20, "Inter", 20, QUIET),
                ],
            }
        ],
    }
