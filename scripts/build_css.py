"""Builds the style sheets in static/css/ from styles/ and the classes that templates/ and static/js/ui/ use.

    python scripts/build_css.py            installs the pinned tools when needed, then builds
    python scripts/build_css.py --check    installs nothing, builds beside the committed files; exit 1 when one
                                           is stale, 2 when that cannot be found out

Only people who change the look need Node: the built files are committed. Node 20 or later is taken from PATH, else the
one that Playwright's wheel carries.
"""

import argparse
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "styles"
BUILT = ROOT / "static" / "css"
SHEETS = ("app.css", "editor.css", "admin.css")  # of every page; of the editor and of the admin besides
TAILWIND = ROOT / "node_modules" / "@tailwindcss" / "cli" / "dist" / "index.mjs"
MODULES = ROOT / "node_modules"
LOCK = ROOT / "package-lock.json"
TOOLS = ("@tailwindcss/cli", "tailwindcss", "basecoat-css")


class BuildError(Exception):
    """Nothing was written; the message says what to do."""


def find_node() -> Path:
    """Node from PATH, else Playwright's own.

    Raises BuildError when there is neither.
    """
    found = shutil.which("node")
    if found:
        return Path(found)
    carried_by = importlib.util.find_spec("playwright")
    if carried_by is None or carried_by.origin is None:
        raise BuildError("Node is missing. Install Node 20 or later, or run `make setup` first.")
    name = "node.exe" if os.name == "nt" else "node"
    return Path(carried_by.origin).parent / "driver" / name


def misfits() -> list[str]:
    """The build tools that node_modules lacks, or has in another version than the lock file names."""
    locked = json.loads(LOCK.read_text())["packages"]
    return [name for name in TOOLS if installed_version(name) != locked[f"node_modules/{name}"]["version"]]


def installed_version(package: str) -> str:
    """As its package.json says, "" when it is not installed."""
    description = MODULES / package / "package.json"
    return str(json.loads(description.read_text())["version"]) if description.exists() else ""


def install_tools() -> None:
    """`npm ci` when node_modules does not fit the lock file. Install scripts never run.

    Raises BuildError when npm is missing or fails, or when node_modules is a link: `npm ci` would empty the folder of
    another checkout.
    """
    if not misfits():
        return
    if MODULES.is_symlink():
        raise BuildError(
            f"node_modules is a link and lacks {', '.join(misfits())}: install where it leads to."
        )
    npm = shutil.which("npm")
    if not npm:
        raise BuildError(
            "npm is missing, and node_modules does not fit package-lock.json. Install Node with npm."
        )
    done = subprocess.run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], cwd=ROOT)
    if done.returncode:
        raise BuildError("`npm ci` failed; its output above says why.")


def build(name: str, target: Path) -> None:
    """Writes the minified style sheet `name` to `target`.

    Raises BuildError when Tailwind refuses the source.
    """
    source = SOURCES / name
    command = [str(find_node()), str(TAILWIND), "--input", str(source), "--output", str(target), "--minify"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        raise BuildError(f"Tailwind could not build {source.relative_to(ROOT)}:\n{done.stderr}")


def is_stale(name: str) -> bool:
    """Whether the committed sheet is another than its sources give now."""
    committed = BUILT / name
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / name
        build(name, fresh)
        return not committed.exists() or fresh.read_bytes() != committed.read_bytes()


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument(
        "--check", action="store_true", help="only say whether the committed file is stale"
    )
    check_only = arguments.parse_args().check
    try:
        if check_only:
            if misfits():
                raise BuildError(
                    "The style sheets could not be checked: the tools that build them are missing."
                )
            stale = [said_to_be_stale(name) for name in SHEETS]
            return int(any(stale))
        install_tools()
        for name in SHEETS:
            build(name, BUILT / name)
            print(f"{BUILT.relative_to(ROOT) / name}: {(BUILT / name).stat().st_size / 1024:.0f} KiB")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def said_to_be_stale(name: str) -> bool:
    stale = is_stale(name)
    built = BUILT.relative_to(ROOT) / name
    print(f"{built} is stale: run `make css` and commit it." if stale else f"{built} is up to date.")
    return stale


if __name__ == "__main__":
    sys.exit(main())
