"""What each PDF is: size, boxes, pages, fonts, metadata, links, pictures."""

from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest

from templates_app.rendering import RenderedPdf, RenderError, RenderFailure, render_pdfs

from .designs import document, picture_of, render_one, text, text_of, values

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


def test_a_font_that_is_not_shipped_is_refused() -> None:
    with pytest.raises(RenderError, match="Comic Sans"):
        render_one(document(text("a", 5, 5, 90, 10, "x", font={"family": "Comic Sans"})))


def test_a_code_that_holds_too_much_fails_its_row_alone() -> None:
    design = document({"id": "q", "type": "qr", "x": 10, "y": 20, "width": 30, "height": 30, "ecc": "H"})
    rows = [values(), values(verify__url="https://certs.example/" + "x" * 3000), values()]
    results = list(render_pdfs(design, rows))
    assert [type(result) for result in results] == [RenderedPdf, RenderFailure, RenderedPdf]
    assert (results[1].index, results[1].code) == (1, "qr_too_long")


def test_a_design_that_cannot_be_laid_out_stops_the_batch_with_the_reason() -> None:
    broken = {
        "id": "a",
        "type": "shape",
        "shape": "rect",
        "x": 9,
        "y": 9,
        "width": 9,
        "height": 9,
        "fill": "red",
    }
    with pytest.raises(RenderError, match="cannot be laid out: A colour is not valid") as caught:
        list(render_pdfs(document(broken), [values(), values()]))
    assert caught.value.code == "bad_design"
