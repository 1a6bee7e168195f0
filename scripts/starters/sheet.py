"""A page of a design document while it is being drawn, and the parts that every shipped design has.

Lengths are millimetres from the trimmed page's top left corner, type sizes points, as in the document format.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from scripts.starters.curves import Drawing

Json = dict[str, Any]
Box = tuple[float, float, float, float]  # x, y, width, height

BLEED = 3.0
RECIPIENT: Json = {
    "key": "recipient.name",
    "label": "Recipient name",
    "type": "text",
    "required": True,
    "sample": "Amina Okonkwo",
    "max_length": 120,
}


def declare(key: str, label: str, sample: str, *, kind: str = "text", required: bool = False) -> Json:
    """A field of the recipient's row."""
    return {"key": key, "label": label, "type": kind, "required": required, "sample": sample}


def signatory(name: str, title: str) -> list[Json]:
    """Fields of the person who signs."""
    return [
        declare("signatory.name", "Signatory", name),
        declare("signatory.title", "Signatory's title", title),
    ]


def font(family: str, weight: int = 400, style: str = "normal") -> Json:
    return {"family": family, "weight": weight, "style": style}


def stroke(color: str, width: float, **options: Any) -> Json:
    return {"color": color, "width": width, **options}


@dataclass(slots=True)
class Sheet:
    """One page: elements are added from the lowest to the topmost."""

    width: float
    height: float
    background: str = "#ffffff"
    elements: list[Json] = field(default_factory=list)

    def text(self, key: str, text: str, box: Box, face: Json, size: float, fill: str, **options: Any) -> None:
        """A text. Shrinks by default, to six tenths of its size unless `minSize` says otherwise."""
        options.setdefault("fit", "shrink")
        if options["fit"] == "shrink":
            options.setdefault("minSize", round(size * 0.6, 1))
            options.setdefault("maxLines", 1)
        self._add(key, "text", box, text=text, font=face, size=size, fill=fill, **options)

    def path(
        self, key: str, drawing: Drawing, at: tuple[float, float], *, scale: float = 1, **options: Any
    ) -> None:
        """A drawing with its top left corner at `at`."""
        box = (*at, drawing.width * scale, drawing.height * scale)
        view = [drawing.width, drawing.height]
        self._add(key, "path", box, d=drawing.data, viewBox=view, **{"fill": None, "locked": True, **options})

    def rect(self, key: str, box: Box, **options: Any) -> None:
        self._add(key, "shape", box, shape="rect", **{"fill": None, "locked": True, **options})

    def ellipse(self, key: str, box: Box, **options: Any) -> None:
        self._add(key, "shape", box, shape="ellipse", **{"fill": None, "locked": True, **options})

    def disc(self, key: str, center: tuple[float, float], radius: float, **options: Any) -> None:
        x, y = center
        self.ellipse(key, (x - radius, y - radius, 2 * radius, 2 * radius), **options)

    def ground(self, key: str, fill: Any) -> None:
        """Fills the page and its bleed."""
        self.rect(key, (-BLEED, -BLEED, self.width + 2 * BLEED, self.height + 2 * BLEED), fill=fill)

    def line(
        self, key: str, start: tuple[float, float], end: tuple[float, float], color: str, width: float
    ) -> None:
        self.elements.append(
            {
                "id": key,
                "type": "line",
                "name": _layer_name(key),
                "x": _tidy(start[0]),
                "y": _tidy(start[1]),
                "x2": _tidy(end[0]),
                "y2": _tidy(end[1]),
                "stroke": stroke(color, width),
                "locked": True,
            }
        )

    def qr(self, key: str, at: tuple[float, float], size: float, *, dark: str = "#000000") -> None:
        """The verification code, quiet zone included, on a white ground whatever lies below."""
        self._add(
            key,
            "qr",
            (*at, size, size),
            content="{verify.qr}",
            dark=dark,
            light="#ffffff",
            ecc="M",
            link="{verify.url}",
            alt="QR code that opens the verification page",
        )

    def _add(self, key: str, kind: str, box: Box, **properties: Any) -> None:
        x, y, width, height = map(_tidy, box)
        self.elements.append(
            {
                "id": key,
                "type": kind,
                "name": _layer_name(key),
                "x": x,
                "y": y,
                "width": width,
                "height": height,
                **properties,
            }
        )


@dataclass(frozen=True, slots=True)
class Design:
    """A shipped design: what the gallery says of it, and how its document is drawn."""

    slug: str
    name: str
    description: str
    category: str
    tags: Sequence[str]
    sheet: Sheet
    fields: Sequence[Json]
    recipient: Mapping[str, Any] = field(default_factory=dict)
    language: str = "en"
    direction: str = "ltr"

    def to_json(self) -> Json:
        """The content of `templates_app/starters/<slug>.json`."""
        page = self.sheet
        return {
            "slug": self.slug,
            "name": self.name,
            "description": self.description,
            "category": self.category,
            "tags": list(self.tags),
            "document": {
                "version": 1,
                "title": self.name,
                "language": self.language,
                "direction": self.direction,
                "bleed": BLEED,
                "fields": [{**RECIPIENT, **self.recipient}, *self.fields],
                "pages": [
                    {
                        "width": page.width,
                        "height": page.height,
                        "background": page.background,
                        "elements": page.elements,
                    }
                ],
            },
        }


def _layer_name(key: str) -> str:
    return key.replace("-", " ").capitalize()


def _tidy(length: float) -> float:
    rounded = round(length, 3)
    return int(rounded) if rounded == int(rounded) else rounded
