"""What every contender is given: the design, its pictures and fonts, and rows of values."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import pictures

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent / "static" / "fonts"
ISSUER = "Institute of Measured Claims"
SITE = "https://certificates.example"
# Each name is in the character set of one font slice, so that no contender loads more fonts than another.
_FIRST = ("Amélie", "Björn", "Carla", "Désirée", "Eoin", "Frédéric", "Gisela", "Håkon", "Iñigo", "João")
_LAST = ("Åström", "Besson", "Castaño", "Dürr", "Ekdahl", "Fonseca", "Gómez", "Hübner", "Ibáñez", "Jørgensen")
_COURSES = ("Applied Data Analysis", "First Aid at Work", "Conversational French", "Welding, Level 2")
_PLACE = re.compile(r"\{([a-z.]+)\}")

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Face:
    """A font of the design: its family, its weight, and the file with its Latin letters."""

    family: str
    weight: int
    file: Path


FACES = (
    Face("EB Garamond", 600, FONTS / "eb-garamond" / "latin-600-normal.woff2"),
    Face("Inter", 400, FONTS / "inter" / "latin-400-normal.woff2"),
)


@dataclass(frozen=True, slots=True)
class Scene:
    """The design with its pictures, also as files in `folder`."""

    folder: Path
    document: dict[str, Any]
    background: bytes
    logo: bytes

    @property
    def background_file(self) -> Path:
        return self.folder / "background.jpg"

    @property
    def logo_file(self) -> Path:
        return self.folder / "logo.png"

    @property
    def elements(self) -> Sequence[Mapping[str, Any]]:
        """The elements of the only page, from the lowest to the topmost."""
        elements: list[Mapping[str, Any]] = self.document["pages"][0]["elements"]
        return elements

    def resolve(self, asset_id: str) -> tuple[bytes, str]:
        """The engine's asset resolver."""
        return {"background": (self.background, "image/jpeg"), "logo": (self.logo, "image/png")}[asset_id]


def make_scene(folder: Path, background_bytes: int = pictures.LARGE_BYTES) -> Scene:
    """Draw the pictures into `folder`."""
    document = json.loads((HERE / "design.json").read_text())
    scene = Scene(folder, document, pictures.background(background_bytes), pictures.logo())
    scene.background_file.write_bytes(scene.background)
    scene.logo_file.write_bytes(scene.logo)
    return scene


def recipients(count: int, start: int = 0) -> list[tuple[str, str]]:
    """Names, all different, and courses."""
    return [
        (
            f"{_FIRST[at % 10]} {_LAST[at // 10 % 10]} {_roman(at // 100)}".strip(),
            _COURSES[at % len(_COURSES)],
        )
        for at in range(start, start + count)
    ]


def rows(count: int, start: int = 0) -> list[dict[str, str]]:
    """Values for the engine and its competitors. Numbers and addresses are as long as the product's own."""
    return [
        {
            "recipient.name": name,
            "course.title": course,
            "issuer.name": ISSUER,
            "certificate.number": f"2026-{at:06d}",
            "verify.url": f"{SITE}/v/{at:026d}",
        }
        for at, (name, course) in enumerate(recipients(count, start), start)
    ]


def filled(text: str, values: Values) -> str:
    """A text of the design with its placeholders filled; the design uses plain ones only."""
    return _PLACE.sub(lambda place: values[place[1]], text)


def _roman(number: int) -> str:
    marks = (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    )
    text = ""
    for value, mark in marks:
        text += mark * (number // value)
        number %= value
    return text
