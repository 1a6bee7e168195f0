"""Fonts of a team in the engine: embedded in the PDF, measured by themselves, never mixed up with those of another team."""

import io
from typing import Any

import pikepdf
import pytest

from templates_app.fonts.files import read_font
from templates_app.rendering import OwnFonts, RenderedPdf, RenderError, render_image, render_pdfs
from tests.templates_app.fonts_data import SANS, make_font

from .designs import document, picture, text


def fonts_of(source: bytes, family: str = "Acme") -> OwnFonts:
    font = read_font(source)
    face = {
        "weight": font.weight,
        "style": font.style,
        "files": [{"file": font.sha256, "unicodeRange": font.characters}],
    }
    entry = {"family": family, "category": font.category, "fallback": font.fallback, "faces": [face]}
    return OwnFonts([entry], {font.sha256: font.content}.__getitem__)


SERIF = fonts_of(make_font("Acme Roman"))
GROTESQUE = fonts_of(make_font("Acme Grotesque", source=SANS))
DESIGN: dict[str, Any] = document(text("name", 20, 30, 160, 40, "{recipient.name}", font={"family": "Acme"}))
VALUES = {"recipient.name": "Amina Okonkwo"}


def embedded(fonts: OwnFonts) -> set[str]:
    """Names of the fonts in the PDF, without the six letters of a subset."""
    (result,) = render_pdfs(DESIGN, [VALUES], fonts=fonts)
    assert isinstance(result, RenderedPdf), result
    assert result.warnings == ()
    names = set()
    with pikepdf.open(io.BytesIO(result.content)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each:
                names.add(str(each["/BaseFont"]).split("+")[-1].lstrip("/"))
    return names


def test_a_font_of_the_team_is_embedded_in_the_pdf() -> None:
    assert embedded(SERIF) == {"AcmeRoman"}


def test_two_teams_may_have_a_font_of_one_name() -> None:
    assert [embedded(fonts) for fonts in (SERIF, GROTESQUE, SERIF)] == [
        {"AcmeRoman"},
        {"AcmeGrotesque"},
        {"AcmeRoman"},
    ]


def test_the_picture_of_a_page_is_set_in_it_too() -> None:
    one, other = (
        picture(render_image(DESIGN, VALUES, width=400, fonts=fonts)) for fonts in (SERIF, GROTESQUE)
    )

    assert one.tobytes() != other.tobytes()


def test_a_family_that_nobody_gave_is_refused() -> None:
    with pytest.raises(RenderError) as refused:
        list(render_pdfs(DESIGN, [VALUES]))

    assert refused.value.code == "unknown_font"


def test_a_font_whose_file_is_gone_is_refused() -> None:
    gone = OwnFonts(SERIF.families, {}.__getitem__)

    with pytest.raises(RenderError) as refused:
        list(render_pdfs(DESIGN, [VALUES], fonts=gone))

    assert refused.value.code == "missing_font"
