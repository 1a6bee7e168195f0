"""This project's engine, as the pipeline calls it: chunks, one print each, split, every file checked."""

from collections.abc import Iterator, Sequence

from bench.scene import ISSUER, Scene, Values
from templates_app.rendering import RenderFailure, close_browser, render_pdfs


class Engine:
    """`render_pdfs` in this process."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def render(self, rows: Sequence[Values]) -> Iterator[bytes]:
        for result in render_pdfs(self._scene.document, rows, assets=self._scene.resolve, author=ISSUER):
            if isinstance(result, RenderFailure):
                raise RuntimeError(f"The engine failed a row: {result.message}")
            yield result.content

    def close(self) -> None:
        close_browser()
