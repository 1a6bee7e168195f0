"""Drawings of strangers: what is kept of them, and what they try."""

import base64
import io

import pytest
from PIL import Image

from templates_app.uploads.bad_picture import BadPicture
from templates_app.uploads.svg import clean
from tests.templates_app.pictures_data import picture

OPEN = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 20 10"'
)
KEPT_OPEN = '<svg xmlns="http://www.w3.org/2000/svg" width="1000" height="500" viewBox="0 0 20 10"'
RECT = '<rect width="20" height="10"/>'


def cleaned(inside: str, attributes: str = "") -> str:
    """What is kept between the tags of the root."""
    written = clean(f"{OPEN} {attributes}>{inside}</svg>".encode()).content.decode()
    assert written.startswith(KEPT_OPEN)
    return written.removeprefix(KEPT_OPEN).lstrip(" ").removesuffix("</svg>").removeprefix(">")


def refused(content: str | bytes) -> str:
    with pytest.raises(BadPicture) as caught:
        clean(content if isinstance(content, bytes) else content.encode())
    return caught.value.message


def test_shapes_gradients_clips_and_symbols_are_kept() -> None:
    inside = (
        '<defs><linearGradient id="g" x1="0" gradientUnits="userSpaceOnUse"><stop offset="0.5" stop-color="#f00"/>'
        '</linearGradient><clipPath id="c"><circle cx="5" cy="5" r="4"/></clipPath>'
        '<symbol id="s" viewBox="0 0 1 1"><path d="M0 0L1 1z"/></symbol></defs>'
        '<g transform="rotate(4 1 1)" opacity=".5"><rect width="9" height="9" fill="url(#g)" clip-path="url(#c)"/>'
        '<use href="#s" x="2"/><polygon points="0,0 1,1 2,0" stroke-dasharray="1 2"/></g>'
    )
    assert cleaned(inside) == inside


def test_a_cleaned_drawing_cleaned_again_is_the_same() -> None:
    once = clean(
        f'{OPEN} width="3cm" height="2cm"><style>.a{{fill:red}}</style><path class="a" d="M0 0h9"/></svg>'.encode()
    )
    assert clean(once.content).content == once.content
    assert (once.width, once.height) == (1000, 667)


@pytest.mark.parametrize(
    ("hostile", "kept"),
    [
        ("<script>alert(1)</script>", ""),
        ('<script href="http://evil.example/x.js"/>', ""),
        ("<g onload='alert(1)' onclick='x()'/>", "<g/>"),
        ("<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script/></body></foreignObject>", ""),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>", ""),
        ("<use xlink:href='http://evil.example/a.svg#x'/>", "<use/>"),
        ("<use href='data:image/svg+xml;base64,PHN2Zy8+#x'/>", "<use/>"),
        ("<image href='file:///etc/passwd'/>", ""),
        ("<image xlink:href='http://169.254.169.254/latest'/>", ""),
        ("<image href='data:image/svg+xml;base64,PHN2Zy8+'/>", ""),
        ("<a href='javascript:alert(1)'><path d='M0 0'/></a>", '<g><path d="M0 0"/></g>'),
        ("<g style='fill:url(http://evil.example/#a);background:url(//evil.example)'/>", "<g/>"),
        ("<g fill='url(http://evil.example/#a)' stroke='url( #a ) url(http://evil)'/>", "<g/>"),
        ("<g fill='\\75rl(http://evil.example)' clip-path='u/**/rl(x)'/>", "<g/>"),
        ("<style>@import 'http://evil.example/a.css';@font-face{src:url(http://evil)}</style>", ""),
        ("<style>g{fill:url(http://evil.example/a)}</style><g/>", "<g/>"),
        ("<set attributeName='href' to='javascript:alert(1)'/>", ""),
        ("<animate attributeName='href' values='javascript:alert(1)'/>", ""),
        ("<filter id='f'><feImage href='http://evil.example'/></filter><g filter='url(#f)'/>", "<g/>"),
        ("<?xml-stylesheet href='http://evil.example/a.css'?>", ""),
        ("<!-- <script>alert(1)</script> --><![CDATA[<script>]]>", ""),
        ("<handler xmlns='http://www.w3.org/2001/xml-events'>alert(1)</handler>", ""),
        ('<g id="&quot;&gt;&lt;script&gt;"/>', "<g/>"),
    ],
)
def test_what_could_run_or_load_is_gone(hostile: str, kept: str) -> None:
    assert cleaned(hostile + RECT) == kept + RECT


def test_handlers_on_the_root_are_gone_too() -> None:
    assert (
        cleaned(RECT, "onload='alert(1)' style='fill:red' xml:base='http://evil.example'")
        == f'fill="red">{RECT}'
    )


def test_what_a_drawing_lost_is_named_once() -> None:
    hostile = "<script/><script/><filter/><g onload=''/><animate/><metadata/><title>Logo</title>"
    assert clean(f"{OPEN}>{hostile}{RECT}</svg>".encode()).left_out == (
        "scripts",
        "filter effects such as shadows and blur",
        "animations",
    )


def test_style_sheets_become_attributes_as_css_orders_them() -> None:
    sheet = """<style>/* from a drawing program */
      rect { fill: black; font-size: 3px }
      .a.b { fill: green !important; } .a{fill:red;stroke:#123} #x, .none { stroke: blue }
      @media (prefers-color-scheme: dark) { rect { fill: white } }
      .a:hover { fill: pink }
    </style>"""
    shapes = (
        '<rect class="a b" fill="none"/><rect class="a" id="x" style="fill:url(\'#g\')"/><path class="b"/>'
    )
    assert cleaned(sheet + shapes) == (
        '<rect fill="green" stroke="#123"/><rect id="x" fill="url(#g)" stroke="blue"/><path/>'
    )


def test_a_style_that_cannot_be_followed_is_refused_with_its_place() -> None:
    assert refused(f"{OPEN}><style>g > rect{{fill:red}}</style>{RECT}</svg>") == (
        "The drawing has a style for “g > rect”, which cannot be followed."
    )


def test_pictures_inside_are_written_anew() -> None:
    upload = picture("JPEG", comment=b"SECRET")
    address = f"data:image/jpeg;base64,{base64.b64encode(upload).decode()}"
    kept = cleaned(f'<image width="4" height="4" xlink:href="{address}"/>')
    inside = base64.b64decode(kept.partition("base64,")[2].partition('"')[0])
    assert (b"SECRET" in upload, b"SECRET" in inside) == (True, False)
    assert Image.open(io.BytesIO(inside)).size == (12, 8)


ENTITY_BOMB = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
USE_BOMB = '<g id="g0"><path d="M0 0"/></g>' + "".join(
    f'<g id="g{level}">' + f'<use href="#g{level - 1}"/>' * 10 + "</g>" for level in range(1, 10)
)
PATTERN_BOMB = "".join(
    f'<pattern id="p{level}">' + f'<rect fill="url(#p{level + 1})"/>' * 10 + "</pattern>"
    for level in range(9)
)
DEEP = "<g>" * 60 + "</g>" * 60
CHAIN = "".join(f'<linearGradient id="c{step}" href="#c{step + 1}"/>' for step in range(5000))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            f"{ENTITY_BOMB}]>{OPEN}><g id='&i;'/></svg>",
            "The drawing declares entities, which could make it grow without end.",
        ),
        (
            f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{OPEN}>{RECT}</svg>',
            "The drawing declares entities, which could make it grow without end.",
        ),
        (f"{OPEN}>{USE_BOMB}</svg>", "The drawing repeats its parts too often."),
        (f"{OPEN}>{PATTERN_BOMB}</svg>", "The drawing repeats its parts too often."),
        (f"{OPEN}>{CHAIN}</svg>", "The parts of the drawing refer to each other too deeply."),
        (f"{OPEN}><g id='a'><use href='#a'/></g></svg>", "The drawing contains itself."),
        (f"{OPEN}>{DEEP}</svg>", "The drawing has too many parts."),
        (f"{OPEN}>{'<g/>' * 20_000}</svg>", "The drawing has too many parts."),
        (f"{OPEN}><style>{'.a{fill:red}' * 501}</style>{RECT}</svg>", "The drawing has too many styles."),
        (f"{OPEN}><text>Acme</text></svg>", "The drawing holds text, which looks different wherever its font is missing."),
        (f"{OPEN}><script/></svg>", "The drawing is empty."),
        ("<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>", "The drawing does not say how large it is."),
        ("<?xml version='1.0'?><html/>", "This is XML, but no SVG drawing."),
        ("<?xml version='1.0' encoding='x-none'?><svg/>", "The drawing is in an unknown encoding."),
        (f"{OPEN}><g></svg>", "The drawing is no valid SVG: line 1, mismatched tag."),
        (picture() + b"<svg/>", "The drawing is no valid SVG: line 1, not well-formed (invalid token)."),
    ],
)  # fmt: skip
def test_bombs_and_what_is_no_drawing_are_refused(content: str | bytes, message: str) -> None:
    assert refused(content) == message


def test_a_declaration_without_entities_is_harmless() -> None:
    public = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert clean(f"{public}{OPEN}>{RECT}</svg>".encode()).content.endswith(f"{RECT}</svg>".encode())


@pytest.mark.parametrize("length", ["1e400", "1e-320", "99999999999"])
def test_a_size_beyond_all_measure_is_none(length: str) -> None:
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" width="{length}" height="{length}">{RECT}</svg>'
    assert refused(drawing) == "The drawing does not say how large it is."
    assert (clean(drawing.replace("<svg", '<svg viewBox="0 0 4 2"').encode()).width) == 1000


def test_the_pictures_in_a_drawing_are_limited_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("templates_app.uploads.pictures.MAX_PIXELS", 100)
    address = base64.b64encode(picture(size=(10, 5))).decode()
    image = f'<image width="1" height="1" href="data:image/png;base64,{address}"/>'

    assert cleaned(image * 2).count("<image") == 2
    assert refused(f"{OPEN}>{image * 3}</svg>") == "The pictures in the drawing have too many pixels."


def test_style_sheets_are_limited_together_and_by_what_they_are_tried_on() -> None:
    sheet = f"<style>{'a{fill:red}' * 30_000}</style>"
    assert refused(f"{OPEN}>{sheet * 2}{RECT}</svg>") == "The drawing has too many styles."
    rules = "<style>*{fill:red}</style>" * 400
    assert refused(f"{OPEN}>{rules}{RECT * 5000}</svg>") == "The drawing has too many styles."
