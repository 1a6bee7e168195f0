"""A drawing read, cleaned and written anew."""

import base64
import binascii
import re
from dataclasses import dataclass
from html import escape

from templates_app.uploads import pictures
from templates_app.uploads.bad_picture import MAX_BYTES, BadPicture

from .reading import SIMPLER, Node, read
from .styles import Rule, rules_of, styled
from .vocabulary import (
    AS_GROUP,
    ELEMENTS,
    LEFT_OUT,
    PROPERTIES,
    SILENT,
    TEXTS,
    harmless,
    is_id,
    local_target,
)
from .weight import check_weight

# px of the longer side as written: what a picture that scales is sized by where nothing else is said.
LONGER_SIDE = 1000
MAX_STYLING = 2_000_000  # rules of style sheets × elements
_LENGTH = re.compile(r"\s*([0-9.]+(?:e[+-]?[0-9]+)?)\s*(px|pt|pc|mm|cm|in|q)?\s*\Z", re.IGNORECASE)
_PX = {"px": 1, "pt": 96 / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}
_LEAST, _MOST = 1e-6, 1e7  # of a length
_DATA = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,([A-Za-z0-9+/=\s]+)\Z")


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of our own making. `width` × `height` px say its proportions; `left_out` names what it lost, in words."""

    content: bytes
    width: int
    height: int
    left_out: tuple[str, ...]


def clean(content: bytes) -> Drawing:
    """Write a drawing anew with nothing but shapes. Raises BadPicture when it cannot be, with the reason."""
    return _Cleaner(read(content)).drawing()


class _Cleaner:
    def __init__(self, root: Node) -> None:
        self._root = root
        self._left_out: dict[str, None] = {}
        self._rules: list[Rule] = rules_of("".join(_sheets(root)))
        self._pixels = 0  # of the pictures in it
        if len(self._rules) * _size(root) > MAX_STYLING:
            raise BadPicture("The drawing has too many styles.", mend="Export it with styles as attributes.")

    def drawing(self) -> Drawing:
        view, (width, height) = _size_of(self._root.attributes)
        root = self._cleaned(self._root)
        assert root is not None
        if not root.children:
            raise BadPicture("The drawing is empty.", mend="Export it again as SVG, or as PNG.")
        check_weight(root)
        scale = LONGER_SIDE / max(width, height)
        size = (max(1, round(width * scale)), max(1, round(height * scale)))
        ratio = root.attributes.get("preserveAspectRatio")
        kept = {name: value for name, value in root.attributes.items() if name in PROPERTIES or name == "id"}
        root.attributes = {
            "xmlns": "http://www.w3.org/2000/svg",
            "width": str(size[0]),
            "height": str(size[1]),
            "viewBox": view,
            **({"preserveAspectRatio": ratio} if ratio else {}),
            **kept,
        }
        written = _written(root).encode()
        if len(written) > MAX_BYTES:
            raise BadPicture(f"The drawing is larger than {MAX_BYTES // 1024 // 1024} MB.", mend=SIMPLER)
        return Drawing(written, *size, tuple(self._left_out))

    def _cleaned(self, node: Node) -> Node | None:
        name = "g" if node.name in AS_GROUP else node.name
        if name not in ELEMENTS:
            self._leave_out(node)
            return None
        made = Node(name, self._attributes(node, name))
        if name == "image" and "href" not in made.attributes:
            self._left_out["linked pictures"] = None
            return None
        made.children = [child for each in node.children if (child := self._cleaned(each))]
        return made

    def _attributes(self, node: Node, name: str) -> dict[str, str]:
        kept: dict[str, str] = {}
        for attribute, value in styled(node, self._rules).items():
            if attribute.startswith("on"):
                self._left_out["scripts"] = None
            elif attribute == "id" and is_id(value):
                kept["id"] = value
            elif attribute == "href" and "href" in ELEMENTS[name]:
                if target := self._picture(value) if name == "image" else local_target(value):
                    kept["href"] = target if name == "image" else f"#{target}"
            elif (attribute in PROPERTIES or attribute in ELEMENTS[name]) and (
                safe := harmless(value)
            ) is not None:
                kept[attribute] = safe
        return kept

    def _picture(self, address: str) -> str:
        """A picture inside the drawing, written anew like every upload; "" for one that lies elsewhere."""
        found = _DATA.match(address.strip())
        if not found:
            return ""
        try:
            content = base64.b64decode(found[1])
        except binascii.Error as error:
            raise BadPicture("A picture in the drawing is damaged.", mend="Export it again.") from error
        picture = pictures.rewrite(content)
        # All of them together: thousands of small files, each of which unpacks to a great picture, fit into a drawing.
        self._pixels += picture.width * picture.height
        if self._pixels > pictures.MAX_PIXELS:
            raise BadPicture("The pictures in the drawing have too many pixels.", mend=SIMPLER)
        return f"data:{picture.content_type};base64,{base64.b64encode(picture.content).decode()}"

    def _leave_out(self, node: Node) -> None:
        if node.name in TEXTS and _words(node):
            raise BadPicture(
                "The drawing holds text, which looks different wherever its font is missing.",
                mend="Turn the text into paths (“create outlines”) in your drawing program and export it again.",
            )
        if node.name not in SILENT | TEXTS:
            self._left_out[LEFT_OUT.get(node.name, "parts that are not known here")] = None


def _sheets(node: Node) -> list[str]:
    own = [node.text] if node.name == "style" else []
    return own + [sheet for child in node.children for sheet in _sheets(child)]


def _size(node: Node) -> int:
    return 1 + sum(_size(child) for child in node.children)


def _words(node: Node) -> str:
    return node.text.strip() or "".join(_words(child) for child in node.children)


def _size_of(attributes: dict[str, str]) -> tuple[str, tuple[float, float]]:
    """The view box as written, and the sides in px. Raises BadPicture for a drawing without a size."""
    sides = [_px(attributes.get(side, "")) for side in ("width", "height")]
    view = _view_box(attributes.get("viewBox", ""))
    if view is None:
        if not all(sides):
            raise BadPicture(
                "The drawing does not say how large it is.", mend="Export it with width and height."
            )
        view = [0, 0, *sides]
    width, height = sides if all(sides) else view[2:]
    return " ".join(f"{value:g}" for value in view), (width, height)


def _view_box(text: str) -> list[float] | None:
    try:
        values = [float(part) for part in text.replace(",", " ").split()]
    except ValueError:
        return None
    is_box = len(values) == 4 and all(abs(value) < _MOST for value in values) and min(values[2:]) > _LEAST
    return values if is_box else None


def _px(text: str) -> float:
    """A length in px; 0 for one in percent, for none, and for one beyond all measure."""
    found = _LENGTH.match(text)
    try:
        length = float(found[1]) * _PX[(found[2] or "px").lower()] if found else 0
    except ValueError:
        return 0
    return length if _LEAST < length < _MOST else 0


def _written(node: Node) -> str:
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in node.attributes.items())
    inside = "".join(_written(child) for child in node.children)
    return f"<{node.name}{attributes}>{inside}</{node.name}>" if inside else f"<{node.name}{attributes}/>"
