"""Lengths and the names of page sizes."""

import pytest

from templates_app.document.units import (
    mm_to_pt,
    mm_to_px,
    orientation,
    page_size_name,
    paper_name,
    pt_to_mm,
    px_to_mm,
)


def test_lengths() -> None:
    assert mm_to_pt(25.4) == pytest.approx(72)
    assert pt_to_mm(72) == pytest.approx(25.4)
    assert mm_to_px(25.4) == pytest.approx(96)
    assert mm_to_px(25.4, dpi=300) == pytest.approx(300)
    assert px_to_mm(300, dpi=300) == pytest.approx(25.4)
    assert mm_to_pt(210) == pytest.approx(595.2756, abs=1e-4)


@pytest.mark.parametrize(
    ("width", "height", "name"),
    [
        (297, 210, "A4 landscape"),
        (210, 297, "A4 portrait"),
        (420, 297, "A3 landscape"),
        (105, 148, "A6 portrait"),
        (279.4, 215.9, "US Letter landscape"),
        (279, 216, "US Letter landscape"),
        (215.9, 355.6, "US Legal portrait"),
        (85.6, 53.98, "Card landscape"),
        (101.6, 152.4, "Large lanyard portrait"),
        (100, 100, "Square 100 mm"),
        (120.5, 80, "120.5 × 80 mm"),
        (297, 211, "297 × 211 mm"),
    ],
)
def test_names_of_page_sizes(width: float, height: float, name: str) -> None:
    assert page_size_name(width, height) == name


@pytest.mark.parametrize(
    ("width", "height", "paper", "standing"),
    [
        (297, 210, "A4", "landscape"),
        (210, 297, "A4", "portrait"),
        (279, 216, "US Letter", "landscape"),
        (100, 100.3, "Square 100 mm", "square"),
        (120.5, 80, "120.5 × 80 mm", "landscape"),
    ],
)
def test_paper_and_orientation_apart(width: float, height: float, paper: str, standing: str) -> None:
    assert (paper_name(width, height), orientation(width, height)) == (paper, standing)
