"""Copies the front-end files that the site serves from node_modules (pinned in package-lock.json) into the project.

    python scripts/vendor_front_end.py

htmx and the QR reader go to static/vendor/<name>-<version>/ with their licences, axe-core (for tests) to tests/vendor/.
Lucide icons are cut to their drawing and become one small include each in templates/components/icons/, or a picture in
static/icons/lucide/ where CSS needs an address. Of Basecoat's style sheet the components that the pages use go to
styles/basecoat.css. The interface's typefaces are cut from the project's fonts by scripts/build_ui_fonts.py, the words of
the password meter by scripts/vendor_password_meter.py.
Add an icon: put its Lucide name into ICONS and run this.
"""

import json
import re
import shutil
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
TEST_VENDOR = ROOT / "tests" / "vendor"
INCLUDES = ROOT / "templates" / "components" / "icons"
PICTURES = ROOT / "static" / "icons" / "lucide"

ICONS = (
    "align-center-horizontal",
    "align-center-vertical",
    "align-end-horizontal",
    "align-end-vertical",
    "align-horizontal-space-between",
    "align-start-horizontal",
    "align-start-vertical",
    "align-vertical-justify-center",
    "align-vertical-justify-end",
    "align-vertical-justify-start",
    "align-vertical-space-between",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "award",
    "badge-check",
    "ban",
    "bell",
    "bold",
    "book-open",
    "braces",
    "bring-to-front",
    "building-2",
    "calendar",
    "calendar-clock",
    "camera",
    "check",
    "chevron-down",
    "chevron-left",
    "chevron-right",
    "chevrons-up-down",
    "circle",
    "circle-alert",
    "circle-check",
    "circle-dashed",
    "circle-help",
    "circle-x",
    "clipboard-paste",
    "clock",
    "copy",
    "credit-card",
    "crop",
    "download",
    "ellipsis",
    "eraser",
    "external-link",
    "eye",
    "file-archive",
    "file-spreadsheet",
    "file-text",
    "file-warning",
    "filter",
    "fingerprint",
    "flag",
    "flip-horizontal-2",
    "flip-vertical-2",
    "flower-2",
    "gauge",
    "grip-vertical",
    "group",
    "hash",
    "heading",
    "hexagon",
    "history",
    "image",
    "inbox",
    "info",
    "italic",
    "key-round",
    "keyboard",
    "layers",
    "layout-dashboard",
    "letter-text",
    "link",
    "list",
    "list-checks",
    "loader",
    "lock",
    "lock-open",
    "log-in",
    "log-out",
    "mail",
    "maximize-2",
    "menu",
    "minus",
    "monitor",
    "moon",
    "palette",
    "pause",
    "pencil",
    "pipette",
    "play",
    "plus",
    "qr-code",
    "rectangle-horizontal",
    "rectangle-vertical",
    "redo-2",
    "refresh-cw",
    "rotate-ccw",
    "rows-3",
    "ruler",
    "scan-line",
    "scan-search",
    "scissors",
    "search",
    "send",
    "send-to-back",
    "settings",
    "share-2",
    "shield-alert",
    "shield-check",
    "signature",
    "slash",
    "sparkles",
    "spline",
    "square",
    "square-check",
    "star",
    "sun",
    "table-2",
    "text-align-center",
    "text-align-end",
    "text-align-justify",
    "text-align-start",
    "trash-2",
    "triangle-alert",
    "type",
    "undo-2",
    "ungroup",
    "upload",
    "user-round",
    "users",
    "x",
    "zoom-in",
    "zoom-out",
)

# CSS cannot hand `currentColor` to a picture, so an icon used as background is drawn once for each theme.
CSS_PICTURES = {
    "check": ("check", "#000"),
    "chevron-down-on-light": ("chevron-down", "#615a50"),
    "chevron-down-on-dark": ("chevron-down", "#b3aca1"),
}

# Basecoat's components that the pages use: the rest of its style sheet would be as large again.
COMPONENTS = (
    "Alert", "Badge", "Breadcrumb", "Button", "Card", "Checkbox", "Empty", "Field", "Input", "Label",
    "Native Select", "Radio", "Table", "Textarea",
)  # fmt: skip
BASECOAT_STYLE = "vega"
# Kinds of controls that no form has. Basecoat names each kind in a line of its own.
UNUSED_TYPES = ("datetime-local", "month", "tel", "time", "week")


def version_of(package: str) -> str:
    return str(json.loads((MODULES / package / "package.json").read_text())["version"])


def lucide(name: str) -> str:
    return (MODULES / "lucide-static" / "icons" / f"{name}.svg").read_text()


def drawing_of(name: str) -> str:
    """The shapes of one Lucide icon, without the surrounding <svg>; one line."""
    inner = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", lucide(name), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", inner).strip() + "\n"


def copy_htmx() -> None:
    package = MODULES / "htmx.org"
    target = VENDOR / f"htmx-{version_of('htmx.org')}"
    target.mkdir(parents=True, exist_ok=True)
    shutil.copy(package / "dist" / "htmx.min.js", target / "htmx.min.js")
    shutil.copy(package / "LICENSE", target / "LICENSE")


def copy_axe() -> None:
    """axe-core, which tests put into pages to find barriers. Not under static/: the site never serves it."""
    package = MODULES / "axe-core"
    shutil.rmtree(TEST_VENDOR, ignore_errors=True)
    target = TEST_VENDOR / f"axe-core-{version_of('axe-core')}"
    target.mkdir(parents=True)
    shutil.copy(package / "axe.min.js", target / "axe.min.js")
    shutil.copy(package / "LICENSE", target / "LICENSE")


def copy_scanner() -> None:
    """The QR reader for browsers that have none: an ES module and its WebAssembly, which is zxing-cpp compiled."""
    package, reader = MODULES / "barcode-detector", MODULES / "zxing-wasm"
    target = VENDOR / f"barcode-detector-{version_of('barcode-detector')}"
    target.mkdir(parents=True, exist_ok=True)
    for name in ("ponyfill.js", "zxing-exported.js"):
        shutil.copy(package / "dist" / "es" / name, target / name)
    shutil.copy(reader / "dist" / "reader" / "zxing_reader.wasm", target / "zxing_reader.wasm")
    shutil.copy(package / "LICENSE", target / "LICENSE")
    shutil.copy(reader / "LICENSE", target / "LICENSE-zxing-wasm")
    licences = [file for file in metadata.files("zxing-cpp") or () if file.name == "LICENSE"]
    shutil.copy(licences[0].locate(), target / "LICENSE-zxing-cpp")


def write_icons() -> None:
    shutil.rmtree(INCLUDES, ignore_errors=True)  # an icon taken out of ICONS goes
    for folder in (INCLUDES, PICTURES):
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copy(MODULES / "lucide-static" / "LICENSE", folder / "LICENSE")
    for name in ICONS:
        (INCLUDES / f"{name}.html").write_text(drawing_of(name))
    for target, (name, colour) in CSS_PICTURES.items():
        picture = re.sub(r'\s*class="[^"]*"', "", lucide(name)).replace("currentColor", colour)
        (PICTURES / f"{target}.svg").write_text(picture)


def sections(style: str) -> dict[str, str]:
    """The rules of a Basecoat style, by the comment above them."""
    inner = style[style.index("@layer components {") :].partition("{")[2].rpartition("}")[0]
    parts = re.split(r"^  /\* (.+) \*/\n", inner, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def write_basecoat() -> None:
    """The layout of each component that is used, then its look; both as Tailwind's source."""
    package = MODULES / "basecoat-css"
    dist = package / "dist"
    layout = [
        (dist / "components" / f"{name.lower().replace(' ', '-')}.css").read_text() for name in COMPONENTS
    ]
    look = sections((dist / "styles" / f"{BASECOAT_STYLE}.css").read_text())
    text = "".join(layout) + "@layer components {\n" + "".join(look[name] for name in COMPONENTS) + "}\n"
    unused = "|".join(UNUSED_TYPES)
    text = re.sub(rf"^.*\[type='(?:{unused})'\],\n", "", text, flags=re.MULTILINE)
    header = (
        f"/*! Basecoat {version_of('basecoat-css')}, cut by scripts/vendor_front_end.py | MIT License */\n"
    )
    (ROOT / "styles" / "basecoat.css").write_text(header + text)
    shutil.copy(package / "LICENSE.md", ROOT / "styles" / "basecoat-LICENSE.md")


if __name__ == "__main__":
    copy_htmx()
    copy_axe()
    copy_scanner()
    write_icons()
    write_basecoat()
