"""Cuts the interface's typefaces from the project's fonts: static/ui-fonts/ and their rules in styles/fonts.css.

    python -m scripts.build_ui_fonts

The fonts of certificates carry every letter and feature that a design may ask for. A page of the interface needs a tenth
of that at first: BASIC, which is one small file for each face. The rest of Latin, extended Latin, and the other scripts that
the faces have are files that a browser fetches only for a page that holds such a letter. Letters of further scripts, in
names, come from the visitor's system.
"""

import json
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

from templates_app.fonts.unicode_ranges import ranges

ROOT = Path(__file__).resolve().parents[1]
FONTS = ROOT / "static" / "fonts"
TARGET = ROOT / "static" / "ui-fonts"
RULES = ROOT / "styles" / "fonts.css"

FACES = {"Inter": (400, 500, 600), "EB Garamond": (500,)}
WHOLE = ("greek", "cyrillic", "vietnamese")
# ASCII, the no-break space, and what the interface's own English text has beyond it.
BASIC = frozenset(range(0x20, 0x7F)) | frozenset(map(ord, "\xa0·×©–—‘’“”•…→"))
# Of the 900 letters of extended Latin those that languages of today write names with: Latin Extended-A, and the letters
# of Romanian, Azerbaijani, Yoruba, Welsh and capital German beyond it. The rest stays in the engine's file.
EXTENDED = frozenset(range(0x100, 0x180)) | frozenset(map(ord, "ȘșȚțƏəẸẹỌọṢṣẀẁẂẃẄẅỲỳẞ"))
# Kerning, ligatures, marks, figures of one width.
FEATURES = ("ccmp", "kern", "liga", "locl", "lnum", "mark", "mkmk", "tnum")


def cut(source: Path, target: Path, points: Collection[int]) -> frozenset[int]:
    """Write those of the points that the source holds, and return them.

    Outlines, metrics and the chosen features stay as they are; hints, which no screen of today uses, go.
    """
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, names, licence
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    return letters_of(target)


def letters_of(source: Path) -> frozenset[int]:
    with TTFont(source) as font:
        return frozenset(font.getBestCmap())


def rule(family: str, weight: int, address: str, unicode_range: str) -> str:
    lines = (
        f'font-family: "{family}"',
        f"font-weight: {weight}",
        "font-display: swap",
        f'src: url("{address}") format("woff2")',
        f"unicode-range: {unicode_range}",
    )
    return "@font-face {\n" + "".join(f"  {line};\n" for line in lines) + "}\n"


def rules_of(family: str, weight: int, files: dict[str, dict[str, str]], target: Path) -> str:
    """Cut one face in parts and return the rules of all its files. `files`: those of the catalogue, by subset."""
    text = "".join(
        rule(family, weight, f"../fonts/{files[name]['file']}", files[name]["unicodeRange"])
        for name in WHOLE
        if name in files
    )
    latin, extended = (FONTS / files[name]["file"] for name in ("latin", "latin-ext"))
    held, held_extended = letters_of(latin), letters_of(extended)
    rest = held_extended - EXTENDED - held
    text += rule(family, weight, f"../fonts/{files['latin-ext']['file']}", ranges(rest))
    parts = (
        ("extended", extended, (held_extended & EXTENDED) - held),
        ("latin", latin, held - BASIC),
        ("basic", latin, held & BASIC),
    )
    for name, source, points in parts:
        written = f"{latin.parent.name}-{weight}-{name}.woff2"
        text += rule(family, weight, f"../ui-fonts/{written}", ranges(cut(source, target / written, points)))
    return text


def build(target: Path) -> str:
    """Write the files into the folder `target` and return the style sheet's rules."""
    catalogue = {
        family["family"]: family for family in json.loads((FONTS / "catalogue.json").read_text())["families"]
    }
    text = "/* Written by scripts/build_ui_fonts.py from static/fonts/catalogue.json. */\n"
    for family, weights in FACES.items():
        faces = [face for face in catalogue[family]["faces"] if face["style"] == "normal"]
        for face in faces:
            if face["weight"] in weights:
                files = {Path(file["file"]).name.rsplit("-", 2)[0]: file for file in face["files"]}
                text += rules_of(family, face["weight"], files, target)
        folder = Path(faces[0]["files"][0]["file"]).parent.name
        shutil.copy(FONTS / folder / "LICENSE", target / f"LICENSE-{folder}")
    return text


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        text = build(Path(folder))
        shutil.rmtree(TARGET, ignore_errors=True)
        TARGET.mkdir()
        for file in Path(folder).iterdir():
            shutil.copyfile(file, TARGET / file.name)
    RULES.write_text(text)
    size = sum(path.stat().st_size for path in TARGET.glob("*-basic.woff2"))
    print(f"{RULES.relative_to(ROOT)}: {size / 1000:.0f} kB for the first page")


if __name__ == "__main__":
    main()
