"""A picture over the QR code fails every certificate of the design, however cheaply the later ones are looked at."""

from io import BytesIO

import pytest
from PIL import Image

from templates_app.rendering import RenderedPdf, RenderFailure, render, render_pdfs

from .designs import document, text, values

NAME = text("n", 60, 10, 130, 20, "{recipient.name}")
CODE = {"id": "q", "type": "qr", "x": 10, "y": 20, "width": 30, "height": 30}
NAMES = ("Amina Okonkwo", "Björn Ekdahl", "Carla Gómez")


def picture(x: float) -> dict[str, object]:
    return {"id": "p", "type": "image", "source": "asset:p", "x": x, "y": 20, "width": 30, "height": 30}


def grey(name: str) -> tuple[bytes, str]:
    target = BytesIO()
    Image.new("RGB", (40, 40), "#888888").save(target, "PNG")
    return target.getvalue(), "image/png"


def results(picture_x: float) -> list[RenderedPdf | RenderFailure]:
    design = document(NAME, CODE, picture(picture_x))
    return list(render_pdfs(design, [values(name) for name in NAMES], assets=grey))


def test_a_picture_over_the_code_fails_every_row() -> None:
    found = [result.code if isinstance(result, RenderFailure) else "" for result in results(10)]
    assert found == ["qr_unreadable"] * 3


def test_pictures_are_decoded_until_one_certificate_of_the_design_was_good(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looks: list[bool] = []
    check = render.check_pdf

    def watched(content: bytes, pages: object, *, with_pictures: bool) -> None:
        looks.append(with_pictures)
        check(content, pages, with_pictures=with_pictures)  # type: ignore[arg-type]

    monkeypatch.setattr(render, "check_pdf", watched)
    results(60)
    results(60)
    results(10)
    assert looks == [True, False, False, False, False, False, True, True, True]
