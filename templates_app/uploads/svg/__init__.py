"""SVG drawings of strangers: read by an allow-list and written anew, so that nothing but shapes is kept. Pure.

What comes out is still a vector drawing, without scripts, styles, addresses, texts or entities; browsers and the engine
show it as a picture, which by itself runs nothing and loads nothing.
"""

from .cleaning import Drawing, clean

__all__ = ["Drawing", "clean"]
