"""A design to begin with: an empty page that certificates can be issued with at once."""

from typing import Any

from .fields import RECIPIENT_NAME
from .units import PAGE_SIZES, mm_to_pt

BLEED_MM = 3
LEAST_MM, MOST_MM = 20, 1200  # of a side of a page
OWN_SIZE, OWN_SIZE_LABEL = "custom", "Another size"  # beside the named ones
# Shares of the shorter side of the page. The margin, too, leaves room for a border.
_MARGIN, _NAME_SIZE, _CODE = 0.13, 0.06, 0.14
_BESIDE_NAME = 0.13  # of the width: room for the border that most people add first
_CODE_MM = (18, 32)  # what a phone reads at arm's length; more only takes room
# Of the shorter side, for pages on which the least would fill half; with its margin it stays below the name.
_LARGEST_CODE = 0.38
_PAPER = {size.name: (size.width, size.height) for size in PAGE_SIZES}


def _landscape(paper: str) -> tuple[float, float]:
    short, long = _PAPER[paper]
    return long, short


# Name → width and height in mm.
BLANK_SIZES: dict[str, tuple[float, float]] = {
    "a4-landscape": _landscape("A4"),
    "a4-portrait": _PAPER["A4"],
    "letter-landscape": _landscape("US Letter"),
    "letter-portrait": _PAPER["US Letter"],
    "a5-landscape": _landscape("A5"),
    "badge-100": (100, 100),
}


def blank(*, title: str, width: float, height: float) -> dict[str, Any]:
    """A document of one page of `width` × `height` mm with the recipient's name and the code that verifies it."""
    return {
        "version": 1,
        "title": title,
        "language": "en",
        "direction": "ltr",
        "bleed": BLEED_MM,
        "fields": [
            {
                "key": RECIPIENT_NAME.key,
                "label": RECIPIENT_NAME.label,
                "type": RECIPIENT_NAME.type,
                "required": True,
                "sample": RECIPIENT_NAME.sample,
            }
        ],
        "pages": [
            {
                "width": width,
                "height": height,
                "background": "#ffffff",
                "elements": [_name(width, height), _code(width, height)],
            }
        ],
    }


def _name(width: float, height: float) -> dict[str, Any]:
    """Across the page, above its middle."""
    short = min(width, height)
    size = mm_to_pt(short * _NAME_SIZE)
    return {
        "id": "name",
        "name": RECIPIENT_NAME.label,
        "type": "text",
        "text": f"{{{RECIPIENT_NAME.key}}}",
        "x": _tenth(width * _BESIDE_NAME),
        "y": _tenth(height * 0.32),
        "width": _tenth(width * (1 - 2 * _BESIDE_NAME)),
        "height": _tenth(height * 0.16),
        "font": {"family": "EB Garamond", "weight": 500, "style": "normal"},
        "size": _tenth(size),
        "minSize": _tenth(size * 0.4),
        "fit": "shrink",
        "maxLines": 2,
        "align": "center",
        "verticalAlign": "middle",
        "fill": "#1b1b1b",
    }


def _code(width: float, height: float) -> dict[str, Any]:
    """In the corner where a text that runs to the right ends."""
    short = min(width, height)
    least, most = _CODE_MM
    side = min(max(short * _CODE, least), most, short * _LARGEST_CODE)
    margin = short * _MARGIN
    return {
        "id": "code",
        "name": "Verification code",
        "type": "qr",
        "content": "{verify.qr}",
        "link": "{verify.url}",
        "x": _tenth(width - margin - side),
        "y": _tenth(height - margin - side),
        "width": _tenth(side),
        "height": _tenth(side),
    }


def _tenth(length: float) -> float:
    """To a tenth: nobody places by less."""
    return round(length, 1)
