"""Draws the pictures of the landing page into `static/landing/`, with the engine that draws certificates.

    python -m scripts.build_landing            # what changed
    python -m scripts.build_landing --all      # every picture anew, after a change of the engine or the fonts

For maintainers: the pictures are committed. `fingerprints.json` keeps what each of them shows, so that a test can say
when a design has changed since.
"""

import argparse
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from PIL import Image

from scripts.landing.card import CARD, HEIGHT_PX, WIDTH_PX, document_of_card, resolver
from scripts.landing.certificates import CERTIFICATES, DESIGN_WIDTH, DESIGNS, Shown
from templates_app.document import fingerprint, sample_values, validate
from templates_app.fonts.catalogue import families
from templates_app.rendering import close_browser, render_image

ROOT = Path(__file__).resolve().parents[1]
STARTERS = ROOT / "templates_app" / "starters"
TARGET = ROOT / "static" / "landing"
FINGERPRINTS = TARGET / "fingerprints.json"

# Pictures are drawn at twice the size and scaled down: hairlines of 0.2 mm stay even.
OVERSAMPLING = 2
WEBP_QUALITY = 84
JPEG_QUALITY = 88


def document_of(design: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads((STARTERS / f"{design}.json").read_text(encoding="utf-8"))[
        "document"
    ]
    return document


def shown_by(shown: Shown) -> str:
    """What a picture depends on: the design and the values, as one fingerprint."""
    text = json.dumps([fingerprint(document_of(shown.design)), shown.values, shown.widths], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def file_name(name: str, width: int) -> str:
    return f"{name}-{width}.webp"


def write_scaled(picture: Image.Image, name: str, widths: Iterable[int]) -> None:
    """The picture in each width, in px, as WebP."""
    for width in widths:
        size = (width, round(picture.height * width / picture.width))
        small = picture.convert("RGB").resize(size, Image.Resampling.LANCZOS)
        small.save(TARGET / file_name(name, width), "WEBP", quality=WEBP_QUALITY, method=6)


def draw(shown: Shown) -> None:
    """One certificate in its widths."""
    document = document_of(shown.design)
    values = {**sample_values(document), **shown.values}
    drawn = render_image(document, values, width=shown.widths[-1] * OVERSAMPLING)
    with Image.open(io.BytesIO(drawn)) as picture:
        write_scaled(picture, shown.name, shown.widths)


def draw_card() -> None:
    """The picture that shows when somebody passes on the address of the site."""
    document = document_of_card()
    validate(document, families=families())
    drawn = render_image(
        document, sample_values(document), width=WIDTH_PX * OVERSAMPLING, assets=resolver(TARGET)
    )
    with Image.open(io.BytesIO(drawn)) as picture:
        small = picture.convert("RGB").resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)
        small.save(TARGET / CARD, "JPEG", quality=JPEG_QUALITY, optimize=True)


def build(known: Mapping[str, str], *, every_picture: bool) -> list[str]:
    """Writes what changed since the fingerprints `known`; the names of what was drawn."""
    TARGET.mkdir(parents=True, exist_ok=True)
    current = {shown.name: shown_by(shown) for shown in CERTIFICATES}
    stale = [shown for shown in CERTIFICATES if every_picture or known.get(shown.name) != current[shown.name]]
    for shown in stale:
        draw(shown)
    for slug in DESIGNS:
        with Image.open(STARTERS / "previews" / f"{slug}.webp") as picture:
            write_scaled(picture, slug, [DESIGN_WIDTH])
    drawn = [shown.name for shown in stale]
    current["card"] = fingerprint(document_of_card())
    if drawn or known.get("card") != current["card"]:
        draw_card()
        drawn.append("card")
    FINGERPRINTS.write_text(json.dumps(current, indent=1, sort_keys=True) + "\n")
    return drawn


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="draw every picture anew")
    known = json.loads(FINGERPRINTS.read_text()) if FINGERPRINTS.exists() else {}
    drawn = build(known, every_picture=parser.parse_args().all)
    close_browser()
    print(f"drawn: {', '.join(drawn) or 'nothing new'}")


if __name__ == "__main__":
    main()
