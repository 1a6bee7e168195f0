"""What an ornament is made of: pieces of path data in one box, each in a role's colour; lengths in mm.

Roles, not colours, are what a drawing is about: whoever uses it chooses the colours. In the files the roles are written as these
stand-ins, which `static/js/editor/document/ornaments.js` exchanges.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.starters.curves import number, pair

Json = dict[str, Any]

COLOURS = {"primary": "#1f3a6d", "accent": "#b98a2e", "paper": "#ffffff"}

_TOKEN = re.compile(r"[A-Za-z]|-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Path data to be filled, or drawn as a line when it has a `line` width."""

    data: str
    role: str = "primary"
    line: float = 0
    even_odd: bool = False
    dash: tuple[float, ...] = ()

    def paint(self) -> Json:
        """Its properties in the document format."""
        colour = COLOURS[self.role]
        if not self.line:
            return {"fill": colour, **({"fillRule": "evenodd"} if self.even_odd else {})}
        stroke: Json = {"color": colour, "width": self.line, "cap": "round", "join": "round"}
        if self.dash:
            stroke["dash"] = list(self.dash)
        return {"fill": None, "stroke": stroke}


@dataclass(frozen=True, slots=True)
class Ornament:
    """A drawing in a box. `placing`: "once", or "corners" for the top left one of four."""

    name: str
    tags: Sequence[str]
    width: float
    height: float
    pieces: Sequence[Piece]
    placing: str = "once"

    def to_json(self) -> Json:
        key = identifier(self.name)
        box = {"x": 0, "y": 0, "width": self.width, "height": self.height}
        view = [self.width, self.height]
        paths: list[Json] = [
            {
                "id": f"{key}-{at}",
                "type": "path",
                **box,
                "d": absolute(piece.data),
                "viewBox": view,
                **piece.paint(),
            }
            for at, piece in enumerate(self.pieces, start=1)
        ]
        whole = {"id": key, "type": "group", "name": self.name, **box, "elements": paths}
        element = whole if len(paths) > 1 else {**paths[0], "id": key, "name": self.name}
        return {
            "id": key,
            "name": self.name,
            "tags": list(self.tags),
            "placing": self.placing,
            "element": element,
        }


@dataclass(frozen=True, slots=True)
class Rule:
    """A line around the whole page, `offset` inside the frame's edge.

    `corner`: "square", "round", "scoop" (bitten off), "chamfer" or "step", of the size `radius`.
    """

    offset: float
    corner: str = "square"
    radius: float = 0


@dataclass(frozen=True, slots=True)
class Strip:
    """What a frame has in one colour and width.

    `corner` is drawn at the top left; `edge` is one tile of the upper side; `spans` are distances from the edge at which straight
    lines run from corner to corner. The other sides and corners are mirrored from these.
    """

    paint: Piece
    corner: str = ""
    edge: str = ""
    spans: Sequence[float] = ()
    rules: Sequence[Rule] = ()

    def to_json(self) -> Json:
        rules = [{"offset": each.offset, "corner": each.corner, "radius": each.radius} for each in self.rules]
        parts = {
            "corner": absolute(self.corner),
            "edge": absolute(self.edge),
            "spans": list(self.spans),
            "rules": rules,
        }
        return {**{name: part for name, part in parts.items() if part}, "paint": self.paint.paint()}


@dataclass(frozen=True, slots=True)
class Frame:
    """A border that fits any page: corners keep their shape, tiles are repeated. Sizes are those on A4."""

    name: str
    tags: Sequence[str]
    strips: Sequence[Strip]
    corner: float = 0
    tile: float = 10
    inset: float = 9
    placing: str = field(default="page", init=False)

    def to_json(self) -> Json:
        frame = {
            "inset": self.inset,
            "corner": self.corner,
            "tile": self.tile,
            "strips": [each.to_json() for each in self.strips],
        }
        return {
            "id": identifier(self.name),
            "name": self.name,
            "tags": list(self.tags),
            "placing": self.placing,
            "frame": frame,
        }


def identifier(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def absolute(data: str) -> str:
    """The same path with M, L, C and z alone, in absolute coordinates: what can be mirrored pair by pair."""
    written: list[str] = []
    at = start = (0.0, 0.0)
    tokens = _TOKEN.findall(data)
    index, command = 0, ""
    while index < len(tokens):
        if tokens[index].isalpha():
            command, index = tokens[index], index + 1
        if command in "zZ":
            written.append("z")
            at = start
            continue
        count = {"M": 1, "L": 1, "C": 3}[command.upper()]
        numbers = [float(token) for token in tokens[index : index + 2 * count]]
        index += 2 * count
        origin = at if command.islower() else (0.0, 0.0)
        points = [(origin[0] + x, origin[1] + y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)]
        written.append(command.upper() + " ".join(map(pair, points)))
        at = points[-1]
        start = at if command in "Mm" else start
    return "".join(written)


def moved(data: str, dx: float, dy: float) -> str:
    """Path data shifted by the way given."""
    numbers = iter(range(10**9))

    def shift(found: re.Match[str]) -> str:
        token = found.group()
        if token.isalpha():
            return token
        way = dy if next(numbers) % 2 else dx
        return f"{number(float(token) + way)} "

    return _TOKEN.sub(shift, absolute(data).replace(" ", ","))
