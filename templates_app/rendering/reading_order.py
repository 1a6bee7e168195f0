"""Makes shaped text come out of a PDF as it reads: Arabic and Hebrew, Devanagari, Thai.

The browser writes a cluster that its glyphs do not spell one by one as a marked span: base and marks in the order of
the font, with the text beside it (`ActualText`). Readers then take a raised dot for a line of its own, repeat
clusters, or turn Arabic around twice. Here the spans go. The cluster's text moves into its base glyph, by a code
of its own in the font; its other glyphs are drawn after the line, marked as white space. What is drawn does
not change. Text of right-to-left clusters is in visual order, which is what readers turn
(ISO 32000-1, 14.8.2.3.3).
"""

import re
from collections.abc import Iterator

import pikepdf

from .glyph_codes import FontCodes
from .text_copies import SILENT, silence_copies

_BLOCK = re.compile(rb"BT\n(.*?)ET\n", re.DOTALL)
_NUMBER = rb"-?[\d.]+"
_HEAD = re.compile(rb"/(\w+) (%s) Tf\n(?:%s ){6}Tm\n" % (_NUMBER, _NUMBER))
_PIECE = re.compile(
    rb"/Span<</ActualText <FEFF([0-9A-F]*)> >> BDC\n|(EMC)\n|(?:(%s) (%s) Td )?<([0-9A-F]+)> Tj\n"
    % (_NUMBER, _NUMBER)
)
_ON_LINE = 0.01
_NOTHING = pikepdf.Dictionary()

Glyph = tuple[float, float, bytes]
Cluster = tuple[str | None, list[Glyph]]


class ReadingOrder:
    """Mends the pages of one file. `finish` must follow."""

    def __init__(self, pdf: pikepdf.Pdf, shadows: frozenset[tuple[float, float]] = frozenset()) -> None:
        """`shadows`: how far those of texts fall, in px."""
        self._pdf = pdf
        self._shadows = shadows
        self._fonts: dict[tuple[int, int], FontCodes | None] = {}
        self._seen: set[tuple[int, int]] = set()

    def mend(self, page: pikepdf.Object) -> None:
        """Rewrite a page's own content and the forms that it draws."""
        self._mend_stream(page.Contents, page.get("/Resources", _NOTHING))

    def finish(self) -> None:
        """Write the new codes into the fonts."""
        for codes in self._fonts.values():
            if codes is not None:
                codes.save(self._pdf)

    def _mend_stream(self, stream: pikepdf.Object, resources: pikepdf.Object) -> None:
        if stream.objgen in self._seen:
            return
        self._seen.add(stream.objgen)
        content = read = stream.read_bytes()
        fonts = resources.get("/Font", _NOTHING)
        if self._shadows or any(font.get("/Subtype") == "/Type3" for font in fonts.values()):
            content = silence_copies(content, self._shadows)
        if b"/ActualText" in content or b"/ReversedChars" in content:
            content = _BLOCK.sub(lambda block: self._block(block, fonts), content)
        if content is not read:
            stream.write(content)
        for form in resources.get("/XObject", _NOTHING).values():
            if form.get("/Subtype") == "/Form":
                self._mend_stream(form, form.get("/Resources", _NOTHING))

    def _block(self, block: "re.Match[bytes]", fonts: pikepdf.Object) -> bytes:
        body = block[1]
        if SILENT in body:
            return block[0]
        head = _HEAD.search(body)
        if head is None or (b"/Span" not in body and b"/ReversedChars" not in body):
            return block[0]
        codes = self._codes(fonts["/" + head[1].decode()])
        if codes is None:
            return block[0]
        size = float(head[2])
        turned = b"/ReversedChars BMC" in body
        line: list[Glyph] = []
        marks: list[Glyph] = []
        for text, glyphs in _clusters(body, codes, size):
            if text is None:
                line.extend(glyphs)
                continue
            base = min(range(len(glyphs)), key=lambda at: (abs(glyphs[at][1]) > _ON_LINE, at))
            for at, (x, y, glyph) in enumerate(glyphs):
                if at != base:
                    marks.append((x, y, glyph))
                    continue
                code = codes.code(int(glyph, 16), text[::-1] if turned else text)
                if code is None:
                    return block[0]
                line.append((x, y, b"%04X" % code))
        shown = b"BT\n" + head[0] + _drawn(line) + b"ET\n"
        if marks:
            shown += b"BT\n" + SILENT + head[0] + _drawn(marks) + b"EMC\nET\n"
        return shown

    def _codes(self, font: pikepdf.Object) -> FontCodes | None:
        if font.objgen not in self._fonts:
            self._fonts[font.objgen] = FontCodes.of(font)
        return self._fonts[font.objgen]


def _clusters(body: bytes, codes: FontCodes, size: float) -> Iterator[Cluster]:
    """Clusters with their text, and glyphs outside of any with `None`; positions from the start of the line."""
    x = y = pen = 0.0
    text: str | None = None
    glyphs: list[Glyph] = []
    for piece in _PIECE.finditer(body):
        actual, end, right, up, shown = piece.groups()
        if shown is not None:
            if right is not None:
                x, y = x + float(right), y + float(up)
                pen = x
            # A string without a step before it goes on where the last one ended.
            for glyph in (shown[at : at + 4] for at in range(0, len(shown), 4)):
                glyphs.append((pen, y, glyph))
                pen += codes.width(glyph) * size / 1000
            if text is None:
                yield None, glyphs
                glyphs = []
        elif end is None:
            text = bytes.fromhex(actual.decode()).decode("utf-16-be")
        elif text is not None:
            if glyphs:
                yield text, glyphs
            text, glyphs = None, []


def _drawn(glyphs: list[Glyph]) -> bytes:
    out = []
    x = y = 0.0
    for glyph_x, glyph_y, codes in glyphs:
        out.append(b"%.6f %.6f Td <%s> Tj\n" % (glyph_x - x, glyph_y - y, codes))
        x, y = glyph_x, glyph_y
    return b"".join(out)
