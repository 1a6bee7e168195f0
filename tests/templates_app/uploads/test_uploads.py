"""What an upload becomes, by its bytes: pages of PDFs, signatures, and files that are two things at once."""

import io
import time

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageFilter

from templates_app.uploads import pdf_pages, picture_of
from templates_app.uploads.bad_picture import BadPicture
from templates_app.uploads.pdf_child import scale_for
from templates_app.uploads.pdf_pages import ChoosePage
from tests.templates_app.pictures_data import decoded, encoded, picture

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path d="M0 0h9v9z"/></svg>'


def pdf_of(*sizes: tuple[float, float], drawing: bytes = b"1 0 0 rg 0 0 36 36 re f", **how: object) -> bytes:
    pdf = pikepdf.new()
    for size in sizes:
        page = pdf.add_blank_page(page_size=size)
        page.Contents = pdf.make_stream(drawing)
    written = io.BytesIO()
    pdf.save(written, **how)
    return written.getvalue()


def test_a_page_is_drawn_at_300_dpi_and_what_it_leaves_free_is_transparent() -> None:
    drawn = picture_of(pdf_of((72, 144)))
    image = decoded(drawn.content)
    assert (drawn.content_type, drawn.width, drawn.height) == ("image/png", 300, 600)
    assert [image.getpixel(place) for place in ((75, 590), (250, 20))] == [
        (255, 0, 0, 255),
        (255, 255, 255, 0),
    ]


def test_one_of_several_pages_is_chosen() -> None:
    content = pdf_of((72, 72), (144, 72))
    with pytest.raises(ChoosePage) as choice:
        picture_of(content)
    assert (choice.value.pages, len(choice.value.previews)) == (2, 2)
    assert [picture_of(content, page=number).width for number in (1, 2)] == [300, 600]
    with pytest.raises(BadPicture, match="The PDF has no page 3"):
        picture_of(content, page=3)


@pytest.mark.parametrize(("width", "height"), [(14_400, 14_400), (14_400, 40), (1e9, 1e9)])
def test_a_page_as_large_as_a_house_gets_as_many_pixels_as_a_picture_may_have(
    width: float, height: float
) -> None:
    scale = scale_for(width, height)
    assert (width * height * scale**2 <= 40_000_000, max(width, height) * scale <= 20_000) == (True, True)


def test_a_page_as_long_as_a_house_is_drawn() -> None:
    drawn = picture_of(pdf_of((14_400, 40), drawing=b""))
    assert (drawn.width, drawn.height) == (19_980, 56)


def test_a_page_that_never_ends_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    nested = b"q 0.99 0 0 0.99 0 0 cm 0 0 m " + b"9 9 l 1 5 l " * 200_000 + b"h f Q\n"
    monkeypatch.setattr(pdf_pages, "LIMIT_S", 0.3)
    began = time.monotonic()
    with pytest.raises(BadPicture, match="takes too long or too much memory"):
        picture_of(pdf_of((3000, 3000), drawing=nested * 4))
    assert time.monotonic() - began < 5


def test_locked_and_broken_pdfs_are_told_apart() -> None:
    locked = pdf_of((72, 72), encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(BadPicture, match=r"locked with a password\. Save a copy without it"):
        picture_of(locked)
    with pytest.raises(BadPicture, match="The PDF is damaged or incomplete"):
        picture_of(b"%PDF-1.7\n" + b"\0" * 200)


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (picture("GIF") + b"*/=1;alert(1)", "image/png"),
        (picture("JPEG") + SVG, "image/jpeg"),
        (picture("PNG") + pdf_of((72, 72)), "image/png"),
        (pdf_of((72, 72)) + b"<script>alert(1)</script>", "image/png"),
        (b"\xef\xbb\xbf\n" + SVG, "image/svg+xml"),
    ],
)
def test_a_file_that_is_two_things_is_the_one_it_begins_with_and_nothing_else(
    content: bytes, content_type: str
) -> None:
    made = picture_of(content)
    assert made.content_type == content_type
    assert [mark for mark in (b"alert", b"<script", b"%PDF", b"M0 0h9") if mark in made.content] == (
        [b"M0 0h9"] if content_type == "image/svg+xml" else []
    )


def scan(paper: Image.Image) -> bytes:
    """Blue ink from (60, 40) to (140, 60) on a sheet of 200 × 100 px."""
    ImageDraw.Draw(paper).line((60, 60, 100, 40, 140, 60), fill=(20, 40, 120), width=5)
    return encoded(paper.filter(ImageFilter.GaussianBlur(0.5)), "PNG")


@pytest.mark.parametrize("corner", [255, 140])
def test_a_signature_is_its_ink_alone_also_from_paper_in_a_shadow(corner: int) -> None:
    shadow = (
        Image.linear_gradient("L")
        .resize((200, 100))
        .point(lambda level: corner + level * (250 - corner) // 255)
    )
    made = picture_of(scan(Image.merge("RGB", (shadow,) * 3)), use="signature")
    image = decoded(made.content)
    assert (image.mode, image.getpixel((0, 0))[3]) == ("RGBA", 0)
    assert abs(made.width - 86) <= 8
    assert abs(made.height - 30) <= 8
    ink = max(image.getcolors(10_000), key=lambda counted: counted[1][3] * counted[0])[1]
    assert max(abs(a - b) for a, b in zip(ink, (20, 40, 120, 255), strict=True)) <= 30


def test_a_signature_that_is_transparent_already_is_trimmed() -> None:
    image = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    image.paste((9, 9, 9, 255), (50, 40, 150, 60))
    made = picture_of(encoded(image, "PNG"), use="signature")
    assert (made.width, made.height) == (104, 24)


def test_an_empty_sheet_holds_no_signature() -> None:
    with pytest.raises(BadPicture, match="There is no signature to be seen"):
        picture_of(picture(size=(80, 40), color=(250, 250, 250)), use="signature")
