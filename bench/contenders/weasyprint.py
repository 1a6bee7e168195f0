"""WeasyPrint: HTML and CSS to PDF without a browser. Fonts, style sheet and pictures are prepared once."""

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from bench.html import style, whole_page
from bench.scene import FACES, Scene, Values


class WeasyPrint:
    """One call for each certificate, with all the caches that the library offers."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._fonts = FontConfiguration()
        fonts = {face.family: face.file.as_uri() for face in FACES}
        self._css = CSS(string=style(fonts), font_config=self._fonts)
        self._pictures = {
            "background": scene.background_file.as_uri(),
            "logo": scene.logo_file.as_uri(),
        }
        self._cache: dict[str, Any] = {}

    def render(self, rows: Sequence[Values]) -> Iterator[bytes]:
        for values in rows:
            html = whole_page(self._scene, values, self._pictures, "")
            content: bytes = HTML(string=html).write_pdf(
                stylesheets=[self._css], font_config=self._fonts, cache=self._cache
            )
            yield content

    def close(self) -> None:
        self._cache.clear()
