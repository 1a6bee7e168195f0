"""Draws the ornaments of the editor into `static/ornaments/`, a file for each category.

    python -m scripts.build_ornaments

For maintainers: the files are committed. Look at the sheet that `tests/rendering/test_ornaments.py` describes before you commit.
"""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from scripts.ornaments.badges import BADGES
from scripts.ornaments.borders import BORDERS
from scripts.ornaments.corners import CORNERS
from scripts.ornaments.dividers import DIVIDERS, SIGNATURES
from scripts.ornaments.ink import COLOURS, Frame, Ornament
from scripts.ornaments.medals import MEDALS
from scripts.ornaments.ribbons import RIBBONS
from scripts.ornaments.seals import SEALS
from scripts.ornaments.wreaths import WREATHS
from templates_app.ornaments import ORNAMENTS

FOLDER = Path(__file__).resolve().parents[1] / "static" / "ornaments"
DRAWERS: dict[str, Sequence[Callable[[], Ornament | Frame]]] = {
    "borders": BORDERS,
    "corners": CORNERS,
    "seals": SEALS,
    "ribbons": RIBBONS,
    "wreaths": WREATHS,
    "dividers": DIVIDERS,
    "signatures": SIGNATURES,
    "medals": MEDALS,
    "badges": BADGES,
}


def files() -> dict[str, str]:
    """The text of each file by its name."""
    made = {}
    for key, drawers in DRAWERS.items():
        ornaments = [draw().to_json() for draw in drawers]
        # An ornament a line: differences can be read.
        lines = ",\n".join(json.dumps(each, separators=(",", ":"), ensure_ascii=False) for each in ornaments)
        head = json.dumps({"name": ORNAMENTS[key], "colours": COLOURS}, ensure_ascii=False)[:-1]
        made[f"{key}.json"] = f'{head}, "ornaments": [\n{lines}\n]}}\n'
    return made


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    made = files()
    for path in FOLDER.glob("*.json"):
        if path.name not in made:
            path.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"{sum(map(len, DRAWERS.values()))} ornaments in {len(made)} categories")


if __name__ == "__main__":
    main()
