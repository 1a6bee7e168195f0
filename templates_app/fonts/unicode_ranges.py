"""Characters as CSS writes them: `U+0-2FF,U+1EA0` (CSS Fonts 4, section 4.5)."""

from collections.abc import Iterable

# Default_Ignorable_Code_Point of the Unicode database: marks of direction and joining, variation selectors. A font
# without a glyph for them sets them rightly, that is not at all, and must not be passed over for another font.
IGNORABLE = frozenset(
    point
    for first, last in (
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
        (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    )
    for point in range(first, last + 1)
)  # fmt: skip


def ranges(codepoints: Iterable[int]) -> str:
    """CSS `unicode-range` of the code points."""
    spans: list[list[int]] = []
    for point in sorted(codepoints):
        if spans and point == spans[-1][1] + 1:
            spans[-1][1] = point
        else:
            spans.append([point, point])
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in spans)
