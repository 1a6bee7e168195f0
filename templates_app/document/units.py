"""Lengths and page sizes. Documents are in millimetres, type in points (1/72 inch), screens in pixels."""

from dataclasses import dataclass

MM_PER_INCH = 25.4
PT_PER_INCH = 72
CSS_PX_PER_INCH = 96

# Two sizes that differ by less than half a millimetre are the same sheet of paper.
_TOLERANCE_MM = 0.5


@dataclass(frozen=True, slots=True)
class PageSize:
    """A named size of page in portrait, in mm."""

    name: str
    width: float
    height: float


PAGE_SIZES: tuple[PageSize, ...] = (
    PageSize("A3", 297, 420),  # ISO 216
    PageSize("A4", 210, 297),
    PageSize("A5", 148, 210),
    PageSize("A6", 105, 148),
    PageSize("US Letter", 215.9, 279.4),  # ANSI/ASME Y14.1: 8.5 × 11 in
    PageSize("US Legal", 215.9, 355.6),  # 8.5 × 14 in
    PageSize("US Tabloid", 279.4, 431.8),  # 11 × 17 in
    PageSize("Card", 53.98, 85.6),  # ISO/IEC 7810, ID-1
    PageSize("Name badge", 76.2, 101.6),  # 3 × 4 in, the usual holder
    PageSize("Lanyard", 86, 124),
    PageSize("Large lanyard", 101.6, 152.4),  # 4 × 6 in
)


def mm_to_pt(mm: float) -> float:
    return mm * PT_PER_INCH / MM_PER_INCH


def pt_to_mm(pt: float) -> float:
    return pt * MM_PER_INCH / PT_PER_INCH


def mm_to_px(mm: float, dpi: float = CSS_PX_PER_INCH) -> float:
    """Millimetres in pixels at a resolution in dots per inch; CSS pixels when none is given."""
    return mm * dpi / MM_PER_INCH


def px_to_mm(px: float, dpi: float = CSS_PX_PER_INCH) -> float:
    """Pixels at a resolution in dots per inch in millimetres; CSS pixels when none is given."""
    return px * MM_PER_INCH / dpi


def orientation(width: float, height: float) -> str:
    """How a page of these mm stands: `landscape`, `portrait` or `square`."""
    if abs(width - height) < _TOLERANCE_MM:
        return "square"
    return "landscape" if width > height else "portrait"


def paper_name(width: float, height: float) -> str:
    """Name the paper of a page in mm, whichever way it stands: `A4`, `Square 100 mm`, else `120 × 80 mm`."""
    if orientation(width, height) == "square":
        return f"Square {width:g} mm"
    short, long = sorted((width, height))
    for size in PAGE_SIZES:
        if abs(size.width - short) < _TOLERANCE_MM and abs(size.height - long) < _TOLERANCE_MM:
            return size.name
    return f"{width:g} × {height:g} mm"


def page_size_name(width: float, height: float) -> str:
    """Name a page in mm: `A4 landscape`, `Square 100 mm`, else `120 × 80 mm`."""
    name = paper_name(width, height)
    is_named = any(size.name == name for size in PAGE_SIZES)
    return f"{name} {orientation(width, height)}" if is_named else name
