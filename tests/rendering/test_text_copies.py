"""A text with a shadow or an outline is drawn twice and read once."""

from collections import Counter

from .designs import document, render_one, text, text_of

SHADOW = {"color": "#c2410c", "dx": 0.8, "dy": 0.8}
OUTLINE = {"color": "#1e3a8a", "width": 0.3}
DRAWN = (
    {"stroke": OUTLINE},
    {"stroke": OUTLINE, "strokePlace": "outside"},
    {"shadow": SHADOW},
    {"shadow": SHADOW, "opacity": 0.5, "rotation": 5},
    {"shadow": {**SHADOW, "color": "#c2410c59"}, "stroke": OUTLINE},
)
NAMES = ("Amina Okonkwo", "محمد الأمين", "क्षितिज शर्मा")


def words(*elements: dict[str, object]) -> Counter[str]:
    return Counter(text_of(render_one(document(*elements, width=250, height=250)).content).split())


def of_each_name(row: int, drawn: dict[str, object]) -> list[dict[str, object]]:
    return [
        text(f"t{row}-{at}", 20, 5 + 16 * (row * len(NAMES) + at), 200, 12, f"{name} and others", **drawn)
        for at, name in enumerate(NAMES)
    ]


def test_shadows_and_outlines_are_read_once() -> None:
    once = words(*of_each_name(0, {}))
    drawn = [element for row, change in enumerate(DRAWN) for element in of_each_name(row, change)]
    assert words(*drawn) == Counter({word: count * len(DRAWN) for word, count in once.items()})


def test_letters_that_are_outlines_alone_are_read_once_beside_their_shadow() -> None:
    alone = text("a", 20, 10, 150, 30, "Amina Okonkwo", fill=None, stroke=OUTLINE, shadow=SHADOW)
    assert words(alone) == Counter(["Amina", "Okonkwo"])


def test_the_same_words_elsewhere_are_no_copy() -> None:
    first = text("a", 5, 5, 60, 20, "Signature", shadow=SHADOW)
    others = [text(f"o{at}", 5 + at * 50, 60, 60, 20, "Signature") for at in range(3)]
    assert words(first, *others) == Counter(["Signature"] * 4)
