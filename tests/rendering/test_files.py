"""What each PDF is: size, boxes, pages, fonts, metadata, links, pictures."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from templates_app.rendering import RenderedPdf, RenderError, RenderFailure, render_image, render_pdfs

from .designs import document, picture, picture_of, render_one, text, text_of, values

PT = 72 / 25.4


def open_pdf(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


def box(array: pikepdf.Object) -> list[float]:
    return [float(edge) for edge in array]


@pytest.mark.parametrize(
    ("width", "height"), [(297, 210), (215.9, 279.4), (86, 124), (100.03, 70.01), (216, 216)]
)
def test_the_page_has_exactly_the_size_of_the_design(width: float, height: float) -> None:
    pdf = open_pdf(
        render_one(document(text("a", 5, 5, 60, 10, "{recipient.name}"), width=width, height=height)).content
    )
    assert box(pdf.pages[0].MediaBox) == pytest.approx([0, 0, width * PT, height * PT], abs=1e-3)
    assert box(pdf.pages[0].TrimBox) == box(pdf.pages[0].MediaBox)


def test_things_are_where_the_design_says() -> None:
    square = {
        "id": "s",
        "type": "shape",
        "shape": "rect",
        "x": 20,
        "y": 30,
        "width": 40,
        "height": 10,
        "fill": "#000000",
    }
    content = render_one(document(square, width=100.03, height=70.01)).content
    shown = picture_of(content, 2001)
    scale = 2001 / 100.03
    ink = shown.convert("L").point(lambda level: 255 if level < 128 else 0).getbbox()
    assert ink == pytest.approx([20 * scale, 30 * scale, 60 * scale, 40 * scale], abs=1.5)


def test_bleed_is_cut_off_unless_it_is_asked_for() -> None:
    shape = {
        "id": "s",
        "type": "shape",
        "shape": "rect",
        "x": -3,
        "y": -3,
        "width": 106,
        "height": 76,
        "fill": "#ff0000",
    }
    design = document(shape, width=100, height=70, bleed=3)
    small = open_pdf(render_one(design).content)
    trimmed = small.pages[0]
    assert box(trimmed.MediaBox) == pytest.approx([0, 0, 100 * PT, 70 * PT], abs=1e-3)
    assert "/BleedBox" not in trimmed
    content = render_one(design, bleed=True).content
    pdf = open_pdf(content)
    page = pdf.pages[0]
    assert box(page.MediaBox) == pytest.approx([0, 0, 106 * PT, 76 * PT], abs=1e-3)
    assert box(page.BleedBox) == box(page.MediaBox)
    assert box(page.TrimBox) == pytest.approx([3 * PT, 3 * PT, 103 * PT, 73 * PT], abs=1e-3)
    assert picture_of(content, 300).getpixel((1, 1)) == (255, 0, 0)


def test_metadata_names_title_author_and_language() -> None:
    design = document(text("a", 5, 5, 60, 10, "{recipient.name}"), language="de")
    pdf = open_pdf(render_one(design, author="Demo Academy").content)
    assert str(pdf.docinfo["/Title"]) == "Amina Okonkwo – Trial"
    assert str(pdf.docinfo["/Author"]) == "Demo Academy"
    assert str(pdf.Root.Lang) == "de"
    spanish = open_pdf(render_one(design, values(certificate__language="es")).content)
    assert str(spanish.Root.Lang) == "es"
    assert str(spanish.docinfo["/Author"]) == "Demo Academy"  # the issuer of the row


def test_each_file_has_all_pages_of_its_own_row_in_their_own_sizes() -> None:
    design = document(text("a", 5, 5, 90, 10, "Front {recipient.name}"), width=100, height=70)
    design["pages"].append(
        {"width": 60, "height": 90, "elements": [text("b", 5, 5, 50, 20, "Back {recipient.name}")]}
    )
    results = list(render_pdfs(design, [values("Ada"), values("Bea")]))
    for result, name in zip(results, ("Ada", "Bea"), strict=True):
        assert isinstance(result, RenderedPdf)
        assert result.texts == (f"Front {name}", f"Back {name}")
        pdf = pdfium.PdfDocument(result.content)
        assert [pdf[page].get_size() for page in range(len(pdf))] == [
            pytest.approx((100 * PT, 70 * PT), abs=1e-2),
            pytest.approx((60 * PT, 90 * PT), abs=1e-2),
        ]
        assert [text_of(result.content, page).strip() for page in range(2)] == [
            f"Front {name}",
            f"Back {name}",
        ]


def test_fonts_are_embedded_subsets() -> None:
    content = render_one(document(text("a", 5, 5, 90, 10, "{recipient.name}")), values("Amina محمد")).content
    pdf = open_pdf(content)
    fonts = list(pdf.pages[0].Resources.Font.values())
    assert len(fonts) == 2
    for font in fonts:
        assert str(font.BaseFont)[1:7].isupper()
        assert str(font.BaseFont)[7] == "+"
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
    assert len(content) < 60_000


def links_of(content: bytes) -> list[tuple[str, list[float]]]:
    pdf = open_pdf(content)
    return [(str(link.A.URI), box(link.Rect)) for link in pdf.pages[0].get("/Annots", [])]


def test_code_and_written_verify_address_are_links() -> None:
    design = document(
        {"id": "q", "type": "qr", "x": 10, "y": 20, "width": 30, "height": 30},
        text("u", 50, 20, 140, 10, "See {verify.url}", size=9),
        text(
            "n",
            50,
            40,
            100,
            10,
            "{recipient.name}",
            link="mailto:office@academy.example?subject={recipient.name}",
        ),
        text("plain", 50, 60, 100, 10, "{course.title}"),
    )
    page_height = 100 * PT
    assert links_of(render_one(design).content) == [
        (
            "https://certs.example/v/K7Q2M9XW",
            pytest.approx([10 * PT, page_height - 50 * PT, 40 * PT, page_height - 20 * PT], abs=0.01),
        ),
        (
            "https://certs.example/v/K7Q2M9XW",
            pytest.approx([50 * PT, page_height - 30 * PT, 190 * PT, page_height - 20 * PT], abs=0.01),
        ),
        (
            "mailto:office@academy.example?subject=Amina%20Okonkwo",
            pytest.approx([50 * PT, page_height - 50 * PT, 150 * PT, page_height - 40 * PT], abs=0.01),
        ),
    ]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "not an address"]
)
def test_an_address_that_may_not_be_opened_is_no_link(address: str) -> None:
    result = render_one(
        document(text("a", 5, 5, 90, 10, "Click", link="{course.url}")), values(course__url=address)
    )
    assert links_of(result.content) == []
    assert [warning.code for warning in result.warnings] == ["bad_link"]


def encoded(colour: str, kind: str, size: tuple[int, int] = (40, 20)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


ASSETS = {
    "logo": (encoded("#ff0000", "PNG"), "image/png"),
    "photo1": (encoded("#00ff00", "JPEG"), "image/jpeg"),
    "photo2": (encoded("#0000ff", "JPEG"), "image/jpeg"),
    "drawing": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
}


def image(name: str, source: str, x: float, fit: str) -> dict[str, object]:
    return {
        "id": name,
        "type": "image",
        "x": x,
        "y": 10,
        "width": 40,
        "height": 40,
        "source": source,
        "fit": fit,
    }


def test_pictures_fit_their_boxes_and_follow_the_row() -> None:
    design = document(
        image("contain", "asset:logo", 10, "contain"),
        image("cover", "asset:logo", 60, "cover"),
        image("stretch", "field:recipient.photo", 110, "stretch"),
    )
    rows = [values("Ada", recipient__photo="photo1"), values("Bea", recipient__photo="photo2")]
    shown = [
        picture_of(result.content, 200) for result in render_pdfs(design, rows, assets=ASSETS.__getitem__)
    ]
    for page in shown:
        assert page.getpixel((30, 12)) == (255, 255, 255)  # above the contained picture
        assert page.getpixel((30, 30))[:2] == (255, 0)
        assert page.getpixel((61, 11))[:2] == (255, 0)  # in the corner of the covering one
        assert page.getpixel((58, 30)) == (255, 255, 255)  # cut at its box
    assert [max(range(3), key=page.getpixel((112, 12)).__getitem__) for page in shown] == [1, 2]


def test_a_big_picture_is_stored_once_and_unchanged() -> None:
    noise = BytesIO()
    Image.effect_noise((600, 400), 90).convert("RGB").save(noise, "JPEG", quality=90)
    design = document(
        {
            "id": "bg",
            "type": "image",
            "x": -5,
            "y": 0,
            "width": 210,
            "height": 100,
            "source": "asset:bg",
            "fit": "cover",
        },
        text("a", 5, 5, 90, 10, "{recipient.name}"),
    )
    content = render_one(design, assets=lambda name: (noise.getvalue(), "image/jpeg")).content
    pdf = open_pdf(content)
    stored = list(pdf.pages[0].Resources.XObject.values())
    assert [one.read_raw_bytes() for one in stored] == [noise.getvalue()]


def test_missing_and_dangerous_pictures_are_refused() -> None:
    with pytest.raises(RenderError, match="'gone' of the design is not there"):
        render_one(document(image("a", "asset:gone", 10, "contain")), assets=ASSETS.__getitem__)
    with pytest.raises(RenderError, match="of type 'image/svg"):
        render_one(document(image("a", "asset:drawing", 10, "contain")), assets=ASSETS.__getitem__)
    row = values(recipient__photo="gone")
    result = render_one(
        document(image("a", "field:recipient.photo", 10, "contain")), row, assets=ASSETS.__getitem__
    )
    assert [(warning.code, warning.element) for warning in result.warnings] == [("missing_image", "a")]


def test_a_font_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(RenderError, match="Comic Sans"):
        render_one(document(text("a", 5, 5, 90, 10, "x", font={"family": "Comic Sans"})))


def test_a_code_that_holds_too_much_fails_its_row_alone() -> None:
    design = document({"id": "q", "type": "qr", "x": 10, "y": 20, "width": 30, "height": 30, "ecc": "H"})
    rows = [values(), values(verify__url="https://certs.example/" + "x" * 3000), values()]
    results = list(render_pdfs(design, rows))
    assert [type(result) for result in results] == [RenderedPdf, RenderFailure, RenderedPdf]
    assert (results[1].index, results[1].code) == (1, "qr_too_long")


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_has_the_width_asked_for(kind: str) -> None:
    design = document(text("a", 5, 5, 90, 10, "{recipient.name}"), width=100, height=50)
    drawn = Image.open(BytesIO(render_image(design, values(), width=640, format=kind)))  # type: ignore[arg-type]
    assert (drawn.format, drawn.size) == (kind.upper(), (640, 320))


def test_a_picture_of_a_page_that_is_not_there_is_refused() -> None:
    design = document(text("a", 5, 5, 90, 10, "x"))
    with pytest.raises(RenderError, match="no page 2"):
        render_image(design, values(), page=1)
    with pytest.raises(RenderError, match="8000 px"):
        render_image(design, values(), width=9000)


def shape(name: str, x: float, fill: str) -> dict[str, object]:
    return {
        "id": name,
        "type": "shape",
        "shape": "rect",
        "x": x,
        "y": 0,
        "width": 40,
        "height": 40,
        "fill": fill,
    }


@pytest.mark.parametrize("rotation", [0, 90])
def test_the_opacity_of_a_group_acts_on_the_whole(rotation: int) -> None:
    """Where parts overlap, the upper one hides the lower: half of pure blue on white, no red shines through."""
    group = {
        "id": "g",
        "type": "group",
        "x": 30,
        "y": 30,
        "width": 60,
        "height": 40,
        "opacity": 0.5,
        "rotation": rotation,
    }
    design = document(
        {**group, "elements": [shape("a", 0, "#ff0000"), shape("b", 20, "#0000ff")]}, width=120, height=100
    )
    for shown in (
        picture_of(render_one(design).content, 120),
        picture(render_image(design, values(), width=120)),
    ):
        assert shown.getpixel((60, 50)) == pytest.approx((127, 127, 255), abs=2)
        assert shown.getpixel((60, 25 if rotation else 50)) != (255, 255, 255)
        assert shown.getpixel((35, 50) if not rotation else (60, 25)) == pytest.approx((255, 127, 127), abs=2)


def test_the_opacity_of_a_shape_acts_on_fill_and_stroke_together() -> None:
    stroke = {"color": "#000000", "width": 10}
    design = document(
        {**shape("a", 20, "#ff0000"), "y": 20, "opacity": 0.5, "stroke": stroke}, width=80, height=80
    )
    for shown in (
        picture_of(render_one(design).content, 80),
        picture(render_image(design, values(), width=80)),
    ):
        assert shown.getpixel((22, 40)) == pytest.approx(
            (127, 127, 127), abs=2
        )  # stroke over fill: only stroke
        assert shown.getpixel((40, 40)) == pytest.approx((255, 127, 127), abs=2)
