"""Parts that several designs share: columns of text, signature, date, proof of verification."""

from dataclasses import dataclass
from typing import Any

from scripts.starters.sheet import Box, Json, Sheet, font

NUMBER = "No. {certificate.number}"
ISSUED = "{certificate.issued_on|date:long}"
EXPIRES = "{certificate.expires_on|date:long}"

# Four modules of quiet zone beside the 33 modules that an address of 40 to 60 characters takes (version 4, ecc M).
QUIET_SHARE = 4 / 41


@dataclass(frozen=True, slots=True)
class Voice:
    """The small print of a design: one face, its ink and its quieter shade (both at least 4.5:1 on the ground)."""

    family: str
    ink: str
    quiet: str
    rule: str
    size: float = 11
    strong: int = 600

    def face(self, weight: int = 400, style: str = "normal") -> Json:
        return font(self.family, weight, style)


@dataclass(frozen=True, slots=True)
class Column:
    """Texts one below the other in one measure, alike in alignment and direction."""

    sheet: Sheet
    x: float
    width: float
    align: str = "center"
    direction: str = "auto"
    language: str = ""

    @classmethod
    def flush_left(cls, sheet: Sheet, x: float, width: float) -> "Column":
        """Every text starts at the left margin, an Arabic name too."""
        return cls(sheet, x, width, align="start", direction="ltr")

    def add(
        self,
        key: str,
        text: str,
        span: tuple[float, float],
        face: Json,
        size: float,
        fill: Any,
        **options: Any,
    ) -> None:
        """A text in the box from `span[0]`, the top, over `span[1]`, the height."""
        top, height = span
        common: Json = {"align": self.align, "direction": self.direction}
        if self.language:
            common["language"] = self.language
        box = (self.x, top, self.width, height)
        self.sheet.text(key, text, box, face, size, fill, **{**common, **options})


def fitted(lines: int, smallest: float, leading: float, vertical: str = "middle") -> Json:
    """Options of a text that may break into `lines` and shrink to `smallest` points."""
    return {"maxLines": lines, "minSize": smallest, "lineHeight": leading, "verticalAlign": vertical}


def signature(
    sheet: Sheet, voice: Voice, line: Box, *, key: str = "signatory", align: str = "center"
) -> None:
    """A line to sign on, the top edge of `line`, with name and title of the signatory below."""
    x, y, width, _ = line
    column = Column(sheet, x, width, align=align)
    sheet.line(f"{key}-rule", (x, y), (x + width, y), voice.rule, 0.25)
    column.add(
        f"{key}-name", f"{{{key}.name}}", (y + 1.6, 6), voice.face(voice.strong), voice.size, voice.ink
    )
    column.add(f"{key}-title", f"{{{key}.title}}", (y + 7, 5), voice.face(), voice.size - 2, voice.quiet)


def issue_date(sheet: Sheet, voice: Voice, line: Box) -> None:
    """The date of issue on a line like that of a signature, and below it until when the certificate is valid."""
    x, y, width, _ = line
    column = Column(sheet, x, width)
    small = voice.size - 2
    column.add("issued-on", ISSUED, (y - 7.4, 6), voice.face(voice.strong), voice.size, voice.ink)
    sheet.line("issued-rule", (x, y), (x + width, y), voice.rule, 0.25)
    column.add("issued-label", "Date of issue", (y + 1.6, 5), voice.face(), small, voice.quiet)
    column.add("expires-on", f"Valid until {EXPIRES}", (y + 7, 5), voice.face(), small, voice.quiet)


def proof(
    sheet: Sheet,
    voice: Voice,
    box: Box,
    *,
    align: str = "center",
    size: float = 7.5,
    smallest: float = 5.5,
    lines: int = 3,
    **options: Any,
) -> None:
    """Number of the certificate and the address at which it can be verified; long addresses take more lines."""
    sheet.text(
        "proof",
        f"{NUMBER}\nVerify at {{verify.url}}",
        box,
        voice.face(),
        size,
        voice.quiet,
        align=align,
        maxLines=lines,
        minSize=smallest,
        lineHeight=1.35,
        link="{verify.url}",
        direction="ltr",
        **options,
    )


def qr_flush(sheet: Sheet, corner: tuple[float, float], size: float, *, dark: str) -> None:
    """The verification code with its modules, not its quiet zone, flush with the right margin at `corner`."""
    right, top = corner
    sheet.qr("qr", (right - size * (1 - QUIET_SHARE), top), size, dark=dark)


def gradient(*colors: str, angle: float = 50) -> Json:
    """A linear gradient with its colours at even distances."""
    last = len(colors) - 1
    stops = [{"offset": round(index / last, 3), "color": color} for index, color in enumerate(colors)]
    return {"type": "linear", "angle": angle, "stops": stops}
