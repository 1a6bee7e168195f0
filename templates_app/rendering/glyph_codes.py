"""More codes for the glyphs of a font in a PDF, so that each says exactly what it stands for (ISO 32000-1, 9.7, 9.10.3)."""

import re
from dataclasses import dataclass, field

import pikepdf

_SECTION = re.compile(rb"begin(bfchar|bfrange)\n(.*?)endbf", re.DOTALL)
_BFCHAR = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n")
_BFRANGE = re.compile(rb"<([0-9A-F]{4})> <([0-9A-F]{4})> <([0-9A-F]+)>\n")
_LAST_CODE = 0xFFFF
_NO_ARRAY = pikepdf.Array([])
_CMAP = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
{sections}endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
# The most entries that a section may have (Adobe Technical Note 5014).
_SECTION_SIZE = 100


@dataclass(slots=True)
class FontCodes:
    """The codes of one composite font with identity encoding. New ones are written by `save`."""

    font: pikepdf.Object
    texts: dict[int, str]
    widths: dict[int, float]
    default_width: float
    _new: dict[tuple[int, str], int] = field(default_factory=dict)

    @classmethod
    def of(cls, font: pikepdf.Object) -> "FontCodes | None":
        """`None` for a font whose codes are not glyphs, one to one."""
        if font.get("/Encoding") != "/Identity-H" or "/ToUnicode" not in font:
            return None
        if font.DescendantFonts[0].get("/CIDToGIDMap", "/Identity") != "/Identity":
            return None
        descendant = font.DescendantFonts[0]
        texts = _read_texts(font.ToUnicode.read_bytes())
        return cls(
            font, texts, _read_widths(descendant.get("/W", _NO_ARRAY)), float(descendant.get("/DW", 1000))
        )

    @property
    def first_new(self) -> int:
        """The code after all that the font uses."""
        return max([*self.texts, *self.widths], default=0) + 1

    def width(self, glyph: bytes) -> float:
        """Advance of a glyph, given as four hexadecimal digits, in thousandths of the size."""
        return self.widths.get(int(glyph, 16), self.default_width)

    def code(self, glyph: int, text: str) -> int | None:
        """A code that draws this glyph and stands for `text`; `None` when the font is full."""
        if self.texts.get(glyph) == text:
            return glyph
        code = self._new.setdefault((glyph, text), self.first_new + len(self._new))
        return code if code <= _LAST_CODE else None

    def save(self, pdf: pikepdf.Pdf) -> None:
        """Write widths, glyph map and texts of the new codes into the font."""
        if not self._new:
            return
        descendant = self.font.DescendantFonts[0]
        glyphs = [*range(self.first_new), *(glyph for glyph, _ in self._new)]
        extra = [self.widths.get(glyph, self.default_width) for glyph, _ in self._new]
        entries = list(descendant.get("/W", _NO_ARRAY))
        descendant.W = pikepdf.Array([*entries, self.first_new, pikepdf.Array(extra)])
        descendant.CIDToGIDMap = pdf.make_stream(b"".join(glyph.to_bytes(2, "big") for glyph in glyphs))
        spoken = {**self.texts, **{code: text for (_, text), code in self._new.items()}}
        self.font.ToUnicode.write(
            _write_texts({code: text for code, text in spoken.items() if text.strip("\0")})
        )


def _read_texts(cmap: bytes) -> dict[int, str]:
    texts: dict[int, str] = {}
    for kind, section in _SECTION.findall(cmap):
        if kind == b"bfchar":
            for code, text in _BFCHAR.findall(section):
                texts[int(code, 16)] = bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        else:
            for first, last, text in _BFRANGE.findall(section):
                for offset, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                    texts[code] = chr(int(text, 16) + offset)
    return texts


def _write_texts(texts: dict[int, str]) -> bytes:
    lines = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in sorted(texts.items())
    ]
    sections = []
    for start in range(0, len(lines), _SECTION_SIZE):
        part = lines[start : start + _SECTION_SIZE]
        sections.append(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n")
    return _CMAP.format(sections="".join(sections)).encode("ascii")


def _read_widths(array: pikepdf.Object) -> dict[int, float]:
    """The `W` array of a descendant font: `c [w …]` or `first last w` (ISO 32000-1, 9.7.4.3)."""
    widths: dict[int, float] = {}
    entries = list(array)
    while entries:
        first = int(entries.pop(0))
        second = entries.pop(0)
        if isinstance(second, pikepdf.Array):
            widths.update({first + offset: float(width) for offset, width in enumerate(second)})
        else:
            width = float(entries.pop(0))
            widths.update(dict.fromkeys(range(first, int(second) + 1), width))
    return widths
