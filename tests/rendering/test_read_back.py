"""A file that is not what was asked for is found, whatever made it so."""

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from templates_app.rendering import RenderFailure, render, render_pdfs
from templates_app.rendering.read_back import CheckFailed, Expectation, ExpectedCode, check_pdf

from .designs import document, render_one, text, values

PT = 72 / 25.4
URL = "https://certs.example/v/K7Q2M9XW"
DESIGN = document(
    text("n", 60, 10, 130, 20, "{recipient.name}"),
    {"id": "q", "type": "qr", "x": 10, "y": 20, "width": 30, "height": 30},
)
BOX = (10 * PT, 50 * PT, 40 * PT, 80 * PT)


def expected(
    width: float = 200 * PT, lines: tuple[str, ...] = ("Amina Okonkwo",), content: str = URL
) -> list[Expectation]:
    return [Expectation(width, 100 * PT, lines, (ExpectedCode(content, BOX, 33),))]


@pytest.fixture(scope="module")
def good() -> bytes:
    return render_one(DESIGN).content


def tampered(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        change(pdf)
        target = BytesIO()
        pdf.save(target)
        return target.getvalue()


def rewrite(pdf: pikepdf.Pdf, old: bytes, new: bytes) -> None:
    page = pdf.pages[0]
    content = b"\n".join(part.read_bytes() for part in page.Contents)
    assert old in content
    page.Contents = pdf.make_stream(content.replace(old, new, 1))


def cover_the_code(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    white = b"q 1 1 1 rg %f %f %f %f re f Q" % (BOX[0], BOX[1], 60, 60)
    page.Contents = pikepdf.Array([*page.Contents, pdf.make_stream(white)])


def drop_the_font(pdf: pikepdf.Pdf) -> None:
    for font in pdf.pages[0].Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]


def blank_the_texts(pdf: pikepdf.Pdf) -> None:
    content = b"\n".join(part.read_bytes() for part in pdf.pages[0].Contents)
    start, end = content.index(b"BT\n"), content.rindex(b"ET\n")
    pdf.pages[0].Contents = pdf.make_stream(content[:start] + content[end + 3 :])


def add_a_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


def make_wider(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = pikepdf.Array([0, 0, 200 * PT + 0.3, 100 * PT])


@pytest.mark.parametrize("with_pictures", [True, False])
def test_a_good_file_passes(good: bytes, with_pictures: bool) -> None:
    check_pdf(good, expected(), with_pictures=with_pictures)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (add_a_page, "page_count"),
        (make_wider, "page_size"),
        (drop_the_font, "font_not_embedded"),
        (blank_the_texts, "text_missing"),
        (cover_the_code, "qr_unreadable"),
    ],
)
def test_a_tampered_file_is_found(good: bytes, change: Callable[[pikepdf.Pdf], None], code: str) -> None:
    with pytest.raises(CheckFailed) as caught:
        check_pdf(tampered(good, change), expected(), with_pictures=False)
    assert caught.value.code == code


def test_another_name_is_found(good: bytes) -> None:
    with pytest.raises(CheckFailed, match="'Amina Okonkwa' could not be read back") as caught:
        check_pdf(good, expected(lines=("Amina Okonkwa",)))
    assert caught.value.code == "text_missing"


def test_a_code_of_another_certificate_is_found(good: bytes) -> None:
    with pytest.raises(CheckFailed, match=r"says 'https://certs\.example/v/K7Q2M9XW', not") as caught:
        check_pdf(good, expected(content="https://certs.example/v/OTHER"))
    assert caught.value.code == "qr_wrong"


def test_what_is_no_pdf_is_found() -> None:
    with pytest.raises(CheckFailed) as caught:
        check_pdf(b"%PDF-1.7 but not really", expected())
    assert caught.value.code == "unreadable"


def test_a_code_on_a_photo_is_found_when_pictures_are_looked_at() -> None:
    """A picture over a code hides it from people; the look without pictures cannot see that."""
    noise = BytesIO()
    Image.new("RGB", (60, 60), "#808080").save(noise, "PNG")
    cover = {
        "id": "c",
        "type": "image",
        "x": 10,
        "y": 20,
        "width": 30,
        "height": 30,
        "source": "asset:c",
        "fit": "stretch",
    }
    (result,) = render_pdfs(
        document(*DESIGN["pages"][0]["elements"], cover),
        [values()],
        assets=lambda name: (noise.getvalue(), "image/png"),
    )
    assert isinstance(result, RenderFailure)
    assert result.code == "qr_unreadable"


def test_a_file_that_fails_its_check_is_a_failure_of_its_row_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    split = render.split

    def with_a_broken_second(*given: object) -> object:
        for number, content in enumerate(split(*given)):  # type: ignore[arg-type]
            yield tampered(content, blank_the_texts) if number == 1 else content

    monkeypatch.setattr(render, "split", with_a_broken_second)
    results = list(render_pdfs(DESIGN, [values("Ada"), values("Bea"), values("Cleo")]))
    assert [(result.index, getattr(result, "code", "")) for result in results] == [
        (0, ""),
        (1, "text_missing"),
        (2, ""),
    ]
