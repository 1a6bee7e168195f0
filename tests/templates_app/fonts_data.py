"""A font of our own making: a shipped one under the Open Font License, under another name."""

import io
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
SERIF, SANS = "eb-garamond/latin-400-normal.woff2", "inter/latin-400-normal.woff2"
FULL_NAME, POSTSCRIPT_NAME = 4, 6


def make_font(
    family: str = "Acme Serif",
    *,
    source: str = SERIF,
    weight: int = 400,
    italic: bool = False,
    allowed: int = 0,
    flavor: str | None = None,
    without: tuple[str, ...] = (),
) -> bytes:
    """`allowed` is fsType of OS/2, `flavor` None for TTF or "woff2"."""
    with TTFont(FONTS / source) as font:
        names: Any = font["name"]
        names.names = [
            record for record in names.names if record.nameID not in (1, 2, 3, 4, 6, 16, 17, 21, 22)
        ]
        for name_id, text in (
            (1, family),
            (2, "Regular"),
            (FULL_NAME, family),
            (POSTSCRIPT_NAME, family.replace(" ", "")),
        ):
            names.setName(text, name_id, 3, 1, 0x409)
        os2: Any = font["OS/2"]
        os2.usWeightClass, os2.fsType = weight, allowed
        os2.fsSelection = os2.fsSelection | 1 if italic else os2.fsSelection & ~1
        for tag in without:
            del font[tag]
        font.flavor = flavor
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()
