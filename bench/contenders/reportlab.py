"""ReportLab: drawing commands straight to PDF. It has no layout: positions are computed here, one line each."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from fontTools.ttLib import TTFont as FontFile
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from bench.scene import FACES, Scene, Values, filled
from templates_app.rendering.qr import qr_rows

_QUIET_ZONE = 4
# From the middle of a line to its baseline, in ems, for the letters of both fonts.
_TO_BASELINE = 0.34


class ReportLab:
    """A canvas for each certificate; fonts are registered and pictures are read once."""

    def __init__(self, scene: Scene) -> None:
        # Its default writes pictures as ASCII, a quarter larger and slower.
        rl_config.useA85 = 0
        self._scene = scene
        page = scene.document["pages"][0]
        self._size = (page["width"] * mm, page["height"] * mm)
        self._fonts = {face.family: f"{face.family}-{face.weight}" for face in FACES}
        for face in FACES:
            file = FontFile(face.file)
            file.flavor = None
            plain = BytesIO()
            file.save(plain)
            plain.seek(0)
            pdfmetrics.registerFont(TTFont(self._fonts[face.family], plain))
        # A JPEG that is given as a file is copied as it is.
        self._pictures = {"background": str(scene.background_file), "logo": ImageReader(scene.logo_file)}

    def render(self, rows: Sequence[Values]) -> Iterator[bytes]:
        for values in rows:
            target = BytesIO()
            canvas = Canvas(target, pagesize=self._size, pageCompression=1)
            canvas.setTitle(values["recipient.name"])
            for element in self._scene.elements:
                {"image": self._image, "text": self._text, "qr": self._qr}[element["type"]](
                    canvas, element, values
                )
            canvas.save()
            yield target.getvalue()

    def close(self) -> None:
        self._pictures.clear()

    def _image(self, canvas: Canvas, element: Mapping[str, Any], values: Values) -> None:
        x, y, width, height = self._box(element)
        picture = self._pictures[element["source"].removeprefix("asset:")]
        canvas.drawImage(picture, x, y, width, height, mask="auto" if element["id"] == "logo" else None)

    def _text(self, canvas: Canvas, element: Mapping[str, Any], values: Values) -> None:
        x, y, width, height = self._box(element)
        canvas.setFont(self._fonts[element["font"]["family"]], element["size"])
        canvas.setFillColor(HexColor(element["fill"]))
        baseline = y + height / 2 - _TO_BASELINE * element["size"]
        text = filled(element["text"], values)
        if element["align"] == "center":
            canvas.drawCentredString(x + width / 2, baseline, text)
        else:
            canvas.drawString(x, baseline, text)

    def _qr(self, canvas: Canvas, element: Mapping[str, Any], values: Values) -> None:
        x, y, width, height = self._box(element)
        rows = qr_rows(filled(element["content"], values), element["ecc"]) or ()
        module = width / (len(rows) + 2 * _QUIET_ZONE)
        canvas.setFillColor(HexColor(element["light"]))
        canvas.rect(x, y, width, height, stroke=0, fill=1)
        canvas.setFillColor(HexColor(element["dark"]))
        path = canvas.beginPath()
        for down, row in enumerate(rows):
            for across, dark in enumerate(row):
                if dark == "1":
                    left = x + (across + _QUIET_ZONE) * module
                    path.rect(left, y + height - (down + _QUIET_ZONE + 1) * module, module, module)
        canvas.drawPath(path, stroke=0, fill=1)

    def _box(self, element: Mapping[str, Any]) -> tuple[float, float, float, float]:
        """Left, bottom, width, height in pt from the lower left corner."""
        width, height = element["width"] * mm, element["height"] * mm
        return element["x"] * mm, self._size[1] - element["y"] * mm - height, width, height
