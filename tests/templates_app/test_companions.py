"""Which fonts end up in a certificate: companions match the style of the design and never mix within a name."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest

from templates_app.rendering import RenderedPdf, close_browser, render_pdfs


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    yield
    close_browser()


def fonts_of(name: str, family: str, language: str = "en") -> set[str]:
    """Families embedded in the PDF of a design that shows nothing but the name, without style words."""
    box = {"x": 10, "y": 10, "width": 180, "height": 40}
    text = {
        "id": "name",
        "type": "text",
        **box,
        "text": "{recipient.name}",
        "font": {"family": family},
        "size": 24,
    }
    page = {"width": 200, "height": 100, "elements": [text]}
    document = {
        "version": 1,
        "title": "Name",
        "language": language,
        "bleed": 0,
        "fields": [],
        "pages": [page],
    }
    [result] = render_pdfs(document, [{"recipient.name": name, "certificate.language": language}])
    assert isinstance(result, RenderedPdf), result
    with pikepdf.open(io.BytesIO(result.content)) as pdf:
        names = [
            str(item.BaseFont)
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font" and "/BaseFont" in item
        ]
    return {re.sub(r"^/[A-Z]{6}\+|(Thin|ExtraLight|Light)?-\w+$", "", each) for each in names}


@pytest.mark.parametrize(
    ("name", "family", "language", "fonts"),
    [
        ("Amina", "EB Garamond", "en", {"EBGaramond"}),
        ("橋本 さくら", "EB Garamond", "en", {"EBGaramond", "NotoSerifJP"}),
        ("橋本 さくら", "Inter", "en", {"Inter", "NotoSansJP"}),
        ("佐藤", "EB Garamond", "ja", {"NotoSerifJP"}),
        ("王伟", "EB Garamond", "zh-Hans", {"NotoSerifSC"}),
        ("王偉", "EB Garamond", "zh-Hant", {"NotoSerifTC"}),
        ("김민준", "EB Garamond", "ko", {"NotoSerifKR"}),
        ("Ευαγγελία", "Montserrat", "en", {"NotoSans"}),
        ("Ευαγγελία", "Cinzel", "en", {"NotoSerif"}),
        ("Екатерина", "Alex Brush", "en", {"GreatVibes"}),
        ("शकुन्तला", "EB Garamond", "en", {"NotoSerifDevanagari"}),
        ("عائشة", "Cinzel", "en", {"NotoNaskhArabic"}),
        ("عائشة", "Oswald", "en", {"NotoSansArabic"}),
        ("عائشہ", "EB Garamond", "ur", {"NotoNaskhArabic"}),
        ("★", "EB Garamond", "en", {"NotoSansSymbols2"}),
        ("👩‍🚀🇰🇪5️⃣", "EB Garamond", "en", {"NotoEmoji"}),
    ],
)
def test_companions_follow_the_style_and_the_language(
    name: str, family: str, language: str, fonts: set[str]
) -> None:
    assert fonts_of(name, family, language) == fonts


@pytest.mark.parametrize(("name", "language"), [("髙橋", "ja"), ("陳喆", "zh-Hant"), ("山﨑", "ja")])
def test_a_name_with_a_character_outside_the_everyday_set_is_in_one_style(name: str, language: str) -> None:
    fonts = fonts_of(name, "EB Garamond", language)
    assert fonts == {"NotoSansTC" if language == "zh-Hant" else "NotoSansJP"}
