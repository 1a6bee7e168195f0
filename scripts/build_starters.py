"""Draws the shipped designs and their preview pictures into `templates_app/starters/`.

    python -m scripts.build_starters            # what changed
    python -m scripts.build_starters --all      # every picture anew, after a change of the engine or the fonts

For maintainers: designs and pictures are committed. A picture is made by the engine that makes the certificates, and
`previews/fingerprints.json` keeps the fingerprint of the document it shows.
"""

import argparse
import io
import json
from pathlib import Path
from typing import Any

from PIL import Image

from scripts.starters.gallery import DESIGNS
from templates_app.document import fingerprint, sample_values, validate
from templates_app.fonts.catalogue import families
from templates_app.rendering import close_browser, render_image

STARTERS = Path(__file__).resolve().parents[1] / "templates_app" / "starters"
PREVIEWS = STARTERS / "previews"
FINGERPRINTS = PREVIEWS / "fingerprints.json"

WIDTH_PX = 1200
# Pictures are drawn at twice the size and scaled down: hairlines of 0.2 mm stay even.
OVERSAMPLING = 2
WEBP_QUALITY = 88

# Of the samples, what a visitor of the gallery should see instead of a generic value.
SHOWN = {
    "issuer.name": {
        "academic-seal": "Northfield University",
        "playful-stars": "Willow Lane Primary School",
        "school-merit": "Willow Lane School",
        "sports-champion": "Lakeside Athletics Club",
        "conference-contours": "Open Mapping Society",
        "bold-geometric": "Harbour Design School",
    }
}


def serialise(starter: dict[str, Any]) -> str:
    """The text of a design's file: one line for each property, so that differences can be read."""
    return json.dumps(starter, ensure_ascii=False, indent=1) + "\n"


def preview(slug: str, document: dict[str, Any]) -> bytes:
    """The first page with its sample values, as WebP."""
    shown = {key: values[slug] for key, values in SHOWN.items() if slug in values}
    drawn = render_image(document, {**sample_values(document), **shown}, width=WIDTH_PX * OVERSAMPLING)
    with Image.open(io.BytesIO(drawn)) as picture:
        height = round(picture.height / OVERSAMPLING)
        small = picture.convert("RGB").resize((WIDTH_PX, height), Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "WEBP", quality=WEBP_QUALITY, method=6)
    return target.getvalue()


def build(*, every_picture: bool) -> list[str]:
    """Writes designs and pictures; the slugs of the pictures that were drawn."""
    PREVIEWS.mkdir(parents=True, exist_ok=True)
    known = json.loads(FINGERPRINTS.read_text()) if FINGERPRINTS.exists() else {}
    current, drawn = {}, []
    for make in DESIGNS:
        starter = make().to_json()
        slug, document = starter["slug"], starter["document"]
        validate(document, families=families())
        (STARTERS / f"{slug}.json").write_text(serialise(starter), encoding="utf-8")
        current[slug] = fingerprint(document)
        picture = PREVIEWS / f"{slug}.webp"
        if every_picture or known.get(slug) != current[slug] or not picture.exists():
            picture.write_bytes(preview(slug, document))
            drawn.append(slug)
    _remove_strangers(set(current))
    FINGERPRINTS.write_text(json.dumps(current, indent=1, sort_keys=True) + "\n")
    return drawn


def _remove_strangers(slugs: set[str]) -> None:
    for path in (*STARTERS.glob("*.json"), *PREVIEWS.glob("*.webp")):
        if path.stem not in slugs:
            path.unlink()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="draw every picture anew")
    drawn = build(every_picture=parser.parse_args().all)
    close_browser()
    print(f"{len(DESIGNS)} designs; pictures drawn: {', '.join(drawn) or 'none'}")


if __name__ == "__main__":
    main()
