"""Proofs: what a designer sees is what is printed, with all that a person should look at."""

from io import BytesIO

from PIL import Image

from templates_app.document import drawable
from templates_app.rendering import render_proof

from .designs import document, render_one, text, text_of, values

NO_FONT_HAS = "\U00012000"


def name() -> dict[str, object]:
    return text("name", 10, 50, 180, 20, "{recipient.name}")


def test_a_proof_shows_every_page_as_it_is_printed() -> None:
    back = {"width": 100, "height": 200, "background": "#00a000", "elements": []}
    design = document(name())
    design["pages"].append(back)

    proof = render_proof(design, values(), width=300)
    pictures = [Image.open(BytesIO(page)) for page in proof.pages]
    assert (proof.failure, proof.warnings) == ("", ())
    assert [picture.size for picture in pictures][1] == (300, 600)
    red, green, blue = pictures[1].getpixel((150, 300))  # type: ignore[misc]
    assert (red < 10, abs(green - 160) < 10, blue < 10) == (True, True, True)


def test_faults_of_fixed_texts_and_of_bound_ones_are_both_told_with_their_element() -> None:
    fixed = text("title", 10, 10, 180, 20, f"Diploma {NO_FONT_HAS}")
    proof = render_proof(document(fixed, name()), values(f"Ana {NO_FONT_HAS}"), width=200)

    assert [(warning.code, warning.element) for warning in proof.warnings] == [
        ("missing_glyph", "title"),
        ("missing_glyph", "name"),
    ]


def test_a_draft_with_a_field_that_nobody_knows_is_drawn_as_it_is_typed() -> None:
    design = document(
        name() | {"text": "{recipient.nmae|upper}, {recipient.name|upper}", "when": "course.scor >"}
    )
    assert text_of(render_one(drawable(design)).content) == "{recipient.nmae|upper}, AMINA OKONKWO"


def test_faults_of_another_design_are_forgotten() -> None:
    render_proof(document(text("title", 10, 10, 180, 20, f"Diploma {NO_FONT_HAS}")), values(), width=200)

    assert render_proof(document(name()), values(), width=200).warnings == ()


def test_what_cannot_be_issued_has_a_reason_and_no_pages() -> None:
    code = {
        "id": "qr",
        "type": "qr",
        "x": 10,
        "y": 10,
        "width": 20,
        "height": 20,
        "content": "{course.title}",
    }
    proof = render_proof(document(code), values(course__title="x" * 4000), width=200)

    assert proof.pages == ()
    assert "QR code" in proof.failure
