"""Rebuilds `static/fonts/` from npm: the woff2 files, licences and catalogue that editor and engine share.

For maintainers, not for installations: the built folder is committed. `scripts/fonts.toml` names the packages
(`@fontsource/*`, pinned by version and checksum), their weights and the order of the fallbacks. Run

    python -m scripts.build_fonts            # needs npm and fontTools

The `unicodeRange` of each file is the declared range of its slice cut down to what the file's character map holds
(and the invisible characters of that range).
A browser then never loads a slice in vain, and the catalogue alone answers "can this text be set?".
"""

import argparse
import json
import shutil
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from templates_app.fonts.unicode_ranges import IGNORABLE, ranges

ROOT = Path(__file__).resolve().parents[1]
SELECTION = ROOT / "scripts" / "fonts.toml"
FONTS = ROOT / "static" / "fonts"
SCOPE = "@fontsource/"
SLICED = "numbered"  # the name in fonts.toml for the ~100 numbered slices of a Han, Kana or Hangul family
PACK_TOGETHER = 12  # packages for one call of npm

# Left to the Latin files by whole files, which declare no range. The emoji font keeps the bases of key caps (5️⃣); it is
# a companion, so that plain digits are drawn by the font before it.
LATIN = frozenset(range(0x100)) - frozenset(map(ord, "#*0123456789"))


class BuildError(Exception):
    """A package that is not what fonts.toml says it is."""


def codepoints(unicode_range: str) -> set[int]:
    """The code points of a CSS `unicode-range` without wildcards."""
    points: set[int] = set()
    for part in unicode_range.split(","):
        first, _, last = part.strip().removeprefix("U+").removeprefix("u+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def download(families: list[dict[str, Any]], folder: Path) -> None:
    """Packs every package into `folder`; raises BuildError when a checksum differs from the pinned one."""
    for start in range(0, len(families), PACK_TOGETHER):
        part = families[start : start + PACK_TOGETHER]
        specs = [f"{SCOPE}{family['package']}@{family['version']}" for family in part]
        command = ["npm", "pack", "--json", "--ignore-scripts", "--pack-destination", str(folder), *specs]
        answer = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
        packed = answer if isinstance(answer, list) else list(answer.values())
        found = {item["name"].removeprefix(SCOPE): item for item in packed}
        for family in part:
            item = found[family["package"]]
            if item["integrity"] != family["integrity"]:
                raise BuildError(f"{family['package']}: checksum differs from the one in fonts.toml")
            with tarfile.open(folder / item["filename"]) as archive:
                archive.extractall(folder / family["package"], filter="data")


def declared_slices(package: Path, family: dict[str, Any]) -> dict[str, set[int] | None]:
    """Slice name → declared code points; None where the package declares none (whole file)."""
    declared: dict[str, str] = json.loads((package / "unicode.json").read_text())
    wanted = family.get("subsets") or [name for name in declared if not name.startswith("[")]
    slices: dict[str, set[int] | None] = {}
    for name in wanted:
        if name == SLICED:
            numbered = {key.strip("[]"): codepoints(declared[key]) for key in declared if key.startswith("[")}
            needed = codepoints(family["slices_with"]) if "slices_with" in family else None
            slices.update(
                {key: points for key, points in numbered.items() if needed is None or points & needed}
            )
        else:
            slices[name] = codepoints(declared[name]) if name in declared else None
    return slices


def covered(file: Path, declared: set[int] | None) -> set[int]:
    with TTFont(file, lazy=True) as font:
        mapped = set(font["cmap"].getBestCmap())
    return mapped - LATIN if declared is None else (mapped | IGNORABLE) & declared


def build_face(
    target_folder: Path, package: Path, family: dict[str, Any], weight: int, style: str
) -> dict[str, Any]:
    slug = family["package"]
    files = []
    for name, declared in declared_slices(package, family).items():
        source = package / "files" / f"{slug}-{name}-{weight}-{style}.woff2"
        points = covered(source, declared) if source.exists() else set()
        if not points:
            continue
        target = target_folder / f"{name}-{weight}-{style}.woff2"
        shutil.copyfile(source, target)
        files.append({"file": f"{slug}/{target.name}", "unicodeRange": ranges(points)})
    if not files:
        raise BuildError(f"{slug}: no files for {weight} {style}")
    return {"weight": weight, "style": style, "files": files}


def build_family(fonts: Path, package: Path, family: dict[str, Any]) -> dict[str, Any]:
    metadata = json.loads((package / "metadata.json").read_text())
    licence = metadata["license"]["type"]
    if licence != "OFL-1.1":
        raise BuildError(f"{family['package']}: licence is {licence}, only OFL-1.1 is shipped")
    folder = fonts / family["package"]
    folder.mkdir(parents=True)
    shutil.copyfile(package / "LICENSE", folder / "LICENSE")
    styles = [(weight, "normal") for weight in family["weights"]]
    styles += [(weight, "italic") for weight in family.get("italics", [])]
    return {
        "family": metadata["family"],
        "category": family["category"],
        "fallback": family["fallback"],
        "licence": licence,
        "version": metadata["version"],
        "faces": [build_face(folder, package, family, weight, style) for weight, style in styles],
    }


def fallbacks(selection: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for entry in selection["fallback"]:
        shown = {"script": entry["script"], "family": entry["family"]}
        for style in ("serif", "script"):
            if f"{style}_family" in entry:
                shown[f"{style}Family"] = entry[f"{style}_family"]
        if "languages" in entry:
            shown["languages"] = entry["languages"]
        yield shown


def write_catalogue(fonts: Path, catalogue: dict[str, Any]) -> None:
    """One line for each family: small on the wire, readable as a diff."""
    families = ",\n".join(
        json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in catalogue["families"]
    )
    chain = ",\n".join(
        json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in catalogue["fallbacks"]
    )
    text = f'{{"families":[\n{families}\n],\n"fallbacks":[\n{chain}\n]}}\n'
    (fonts / "catalogue.json").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--keep", type=Path, help="folder that keeps the downloaded packages for another run")
    arguments = parser.parse_args()
    selection = tomllib.loads(SELECTION.read_text(encoding="utf-8"))
    families = selection["family"]
    with tempfile.TemporaryDirectory() as temporary:
        packages = arguments.keep or Path(temporary) / "packages"
        packages.mkdir(parents=True, exist_ok=True)
        download([family for family in families if not (packages / family["package"]).exists()], packages)
        # Built aside and moved at the end: a fault leaves the fonts of the project as they are.
        fonts = Path(temporary) / "fonts"
        built = [build_family(fonts, packages / family["package"] / "package", family) for family in families]
        write_catalogue(fonts, {"families": built, "fallbacks": list(fallbacks(selection))})
        shutil.rmtree(FONTS, ignore_errors=True)
        shutil.move(fonts, FONTS)
    size = sum(file.stat().st_size for file in FONTS.rglob("*.woff2"))
    print(f"{len(built)} families, {size / 1e6:.1f} MB in {FONTS.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
