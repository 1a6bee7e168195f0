"""A brand kit with everything in it."""

from __future__ import annotations

import io
from pathlib import Path

from django.core.files import File
from fontTools.ttLib import TTFont

from accounts.models import Team
from scripts.shots import drawings
from scripts.shots.desk import FAMILY
from templates_app.services import brand

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts"
FACES = (("playfair-display/latin-400-normal.woff2", 400), ("playfair-display/latin-700-normal.woff2", 700))
COLOURS = (
    ("River blue", "#1f4e79"),
    ("Reed green", "#3c6e47"),
    ("Heron grey", "#5f6b73"),
    ("Brass", "#b08d3c"),
)


def fill(team: Team) -> None:
    """Two logos, four colours, and a family in two weights."""
    for name, picture in (
        ("Riverside Academy", drawings.crest()),
        ("Riverside, wordmark", drawings.wordmark()),
    ):
        brand.add_logo(team=team, file=_file(f"{name}.png", picture), by=team.owner)
    for name, colour in COLOURS:
        brand.add_colour(team=team, name=name, colour=colour, by=team.owner)
    for source, weight in FACES:
        file = _file(f"{FAMILY}.ttf", _font(source, weight))
        brand.add_font(team=team, file=file, by=team.owner, is_licensed=True, family=FAMILY)


def _file(name: str, content: bytes) -> File[bytes]:
    return File(io.BytesIO(content), name=name)


def _font(source: str, weight: int) -> bytes:
    """A shipped font as a TTF, as somebody would have bought one."""
    with TTFont(FONTS / source) as font:
        font["OS/2"].usWeightClass = weight
        font.flavor = None
        target = io.BytesIO()
        font.save(target)
    return target.getvalue()
