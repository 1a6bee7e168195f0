"""Draws the site's icons that cannot be SVG into static/icons/, with the engine that draws certificates.

    python -m scripts.build_icons

For maintainers: the icons are committed. The mark is that of static/icons/mark.svg: a sheet with a seal.
"""

import io
from pathlib import Path
from typing import Any

from PIL import Image

from templates_app.document import sample_values, validate
from templates_app.fonts.catalogue import families
from templates_app.rendering import close_browser, render_image

TARGET = Path(__file__).resolve().parents[1] / "static" / "icons"
INK, PAPER = "#26437f", "#fbf9f4"
GRID = 32.0  # the mark's own square, here in mm
VIEW_BOX = [GRID, GRID]
DRAWN_PX = 2048

PATHS = (
    "M27 12.5V7a2 2 0 0 0-2-2H5a2 2 0 0 0-2 2v15a2 2 0 0 0 2 2h9.5",
    "M8 10.5h11M8 15h6",
    "M22 14a5 5 0 1 1 0 10a5 5 0 0 1 0-10z",
    "M19.2 23.4 18 29l4-2 4 2-1.2-5.6",
)
# File, size in px, share of the square that stays free at each side. Phones cut maskable icons to a circle of 80 %.
ICONS = (
    ("favicon.ico", 32, 0.0),
    ("apple-touch-icon.png", 180, 0.16),
    ("app-192.png", 192, 0.12),
    ("app-512.png", 512, 0.12),
    ("app-maskable-512.png", 512, 0.24),
)


def document_of(margin: float) -> dict[str, Any]:
    """The mark on paper, with `margin` (a share of the whole) free around it."""
    whole = GRID / (1 - 2 * margin)
    elements = [
        {
            "id": f"part-{number}", "type": "path", "d": data, "viewBox": VIEW_BOX,
            "x": whole * margin, "y": whole * margin, "width": GRID, "height": GRID,
            "stroke": {"color": INK, "width": 2.2, "cap": "round", "join": "round"},
        }
        for number, data in enumerate(PATHS)
    ]  # fmt: skip
    page = {"width": whole, "height": whole, "background": PAPER, "elements": elements}
    return {"version": 1, "title": "Icon", "language": "en", "fields": [], "pages": [page]}


def draw(margin: float) -> Image.Image:
    document = document_of(margin)
    validate(document, families=families())
    return Image.open(io.BytesIO(render_image(document, sample_values(document), width=DRAWN_PX))).convert(
        "RGB"
    )


def main() -> None:
    for name, size, margin in ICONS:
        small = draw(margin).resize((size, size), Image.Resampling.LANCZOS)
        small.save(
            TARGET / name, **({"sizes": [(size, size)]} if name.endswith(".ico") else {"optimize": True})
        )
    close_browser()
    print(f"{len(ICONS)} icons in {TARGET.name}/")


if __name__ == "__main__":
    main()
