"""Pictures: those in certificates, and certificates as pictures; how opacity acts on both."""

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from templates_app.rendering import RenderError, render_image, render_pdfs

from .designs import document, picture, picture_of, render_one, text, values


def encoded(colour: str, kind: str, size: tuple[int, int] = (40, 20)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


ASSETS = {
    "logo": (encoded("#ff0000", "PNG"), "image/png"),
    "photo1": (encoded("#00ff00", "JPEG"), "image/jpeg"),
    "photo2": (encoded("#0000ff", "JPEG"), "image/jpeg"),
    "drawing": (
        b"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='20' viewBox='0 0 40 20'>"
        b"<rect width='40' height='20' fill='#0f0'/><image width='40' height='20' href='/pictures/x'/>"
        b"<script>document.documentElement.remove()</script></svg>",
        "image/svg+xml",
    ),
    "page": (b"<p>", "text/html"),
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
    pdf = pikepdf.open(BytesIO(content))
    stored = list(pdf.pages[0].Resources.XObject.values())
    assert [one.read_raw_bytes() for one in stored] == [noise.getvalue()]


def test_a_drawing_stays_vectors_on_paper_and_runs_nothing() -> None:
    cut = {"crop": {"x": 0, "y": 0, "width": 0.5, "height": 1}, "mask": {"shape": "ellipse"}, "rotation": 45}
    design = document(
        image("contain", "asset:drawing", 10, "contain"),
        image("cut", "asset:drawing", 60, "cover") | cut,
        image("stretch", "asset:drawing", 110, "stretch"),
    )
    content = render_one(design, assets=ASSETS.__getitem__).content
    drawn = picture(render_image(design, values(), width=200, assets=ASSETS.__getitem__))
    for page in (picture_of(content, 200), drawn):
        assert page.getpixel((30, 30)) == (0, 255, 0)
        assert page.getpixel((30, 12)) == (255, 255, 255)  # above the contained drawing
        assert page.getpixel((112, 12)) == (0, 255, 0)  # the other one is stretched
        # Cut to a circle, a turn changes nothing: its middle is seen, the corners of its box are not.
        assert [page.getpixel(place) for place in ((80, 30), (62, 12), (98, 48))] == [
            (0, 255, 0),
            (255, 255, 255),
            (255, 255, 255),
        ]
    pdf = pikepdf.open(BytesIO(content))
    assert "/XObject" not in pdf.pages[0].Resources


def test_a_row_names_its_picture_in_any_letters() -> None:
    design = document(image("photo", "field:recipient.photo", 110, "stretch"))
    named = {"Ana Núñez, 3B.jpg": ASSETS["photo1"]}
    row = values(recipient__photo="Ana Núñez, 3B.jpg")
    page = picture_of(render_one(design, row, assets=named.__getitem__).content, 200)
    assert max(range(3), key=page.getpixel((112, 12)).__getitem__) == 1


def test_missing_and_dangerous_pictures_are_refused() -> None:
    with pytest.raises(RenderError, match="'gone' of the design is not there"):
        render_one(document(image("a", "asset:gone", 10, "contain")), assets=ASSETS.__getitem__)
    with pytest.raises(RenderError, match="of type 'text/html'"):
        render_one(document(image("a", "asset:page", 10, "contain")), assets=ASSETS.__getitem__)
    row = values(recipient__photo="gone")
    result = render_one(
        document(image("a", "field:recipient.photo", 10, "contain")), row, assets=ASSETS.__getitem__
    )
    assert [(warning.code, warning.element) for warning in result.warnings] == [("missing_image", "a")]


@pytest.mark.parametrize("kind", ["png", "jpeg"])
def test_a_picture_has_the_width_asked_for(kind: str) -> None:
    design = document(text("a", 5, 5, 90, 10, "{recipient.name}"), width=100, height=50)
    drawn = Image.open(BytesIO(render_image(design, values(), width=640, format=kind)))  # type: ignore[arg-type]
    assert (drawn.format, drawn.size) == (kind.upper(), (640, 320))


def test_a_very_long_page_has_a_picture_that_a_browser_can_draw() -> None:
    design = document(text("a", 2, 5, 16, 10, "Ana"), width=20, height=1200)
    drawn = Image.open(BytesIO(render_image(design, values(), width=1200, format="jpeg")))
    assert drawn.size == (133, 7980)


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


def test_a_picture_that_cannot_be_drawn_says_why() -> None:
    design = document({"id": "q", "type": "qr", "x": 10, "y": 20, "width": 30, "height": 30, "ecc": "H"})
    with pytest.raises(RenderError, match="cannot hold that much text"):
        render_image(design, values(verify__url="https://certs.example/" + "x" * 3000))
