"""The text element on paper: every script, breaking, justification, spacing, fitting, direction, formats."""

import subprocess
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from templates_app.rendering import RenderedPdf, render_pdfs

from .designs import document, render_one, text, text_of, values

MM = 25.4 / 72
SCRIPTS = {
    "Latin": "Zoë Ångström-Łukasiewicz",
    "Vietnamese": "Đặng Thị Thu Hiền",
    "Cyrillic": "Дмитрий Пономарёв",
    "Greek": "Ελένη Παπαδοπούλου",
    "Arabic": "محمد الأمين العلوي",
    "Hebrew": "אברהם בן־דוד",
    "Devanagari": "क्षितिज शर्मा",
    "Thai": "ณัฐวุฒิ ศรีสุวรรณ",
    "Chinese": "王小明",
    "Japanese": "山田 太郎さん",
    "Korean": "김철수",
}


def squeezed(content: str) -> str:
    return "".join(content.split())


def lines(content: str, **more: Any) -> list[str]:
    """Lines in which a text of 14 pt is set in a box of 60 mm."""
    element = {**text("n", 10, 5, 60, 90, "{recipient.name}", size=14), **more}
    return render_one(document(element), values(content)).texts[0].split("\n")


def codes(content: str, **more: Any) -> list[str]:
    element = {**text("n", 10, 5, 60, 20, "{recipient.name}", size=14), **more}
    return [warning.code for warning in render_one(document(element), values(content)).warnings]


def ink(content: bytes) -> list[tuple[str, float, float]]:
    """Characters of the first page with their left and right edges in mm, in reading order."""
    page = pdfium.PdfDocument(content)[0]
    found = page.get_textpage()
    boxes = []
    for at in range(found.count_chars()):
        left, _, right, _ = found.get_charbox(at)
        character = found.get_text_range(at, 1)
        if character.strip():
            boxes.append((character, left * MM, right * MM))
    return boxes


@pytest.fixture(scope="module")
def by_script() -> dict[str, RenderedPdf]:
    design = document(
        text("n", 10, 10, 180, 20, "{recipient.name}"),
        text("t", 10, 50, 180, 20, "{recipient.name}", size=11),
    )
    results = list(render_pdfs(design, [values(name) for name in SCRIPTS.values()]))
    return {
        script: result
        for script, result in zip(SCRIPTS, results, strict=True)
        if isinstance(result, RenderedPdf)
    }


@pytest.mark.parametrize("script", SCRIPTS)
def test_every_script_is_copied_out_as_it_reads(
    by_script: dict[str, RenderedPdf], script: str, tmp_path: Path
) -> None:
    """By two readers: PDFium and Poppler."""
    content, name = by_script[script].content, squeezed(SCRIPTS[script])
    assert squeezed(text_of(content)) == name * 2
    (tmp_path / "file.pdf").write_bytes(content)
    shown = subprocess.run(
        ["pdftotext", tmp_path / "file.pdf", "-"], check=True, capture_output=True, text=True
    ).stdout
    marks = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u200e\u200f\f"))  # Poppler marks directions
    assert squeezed(shown.translate(marks)) == name * 2


def test_shipped_fonts_have_every_script(by_script: dict[str, RenderedPdf]) -> None:
    found = {script: {warning.code for warning in result.warnings} for script, result in by_script.items()}
    native = {"Latin", "Vietnamese", "Cyrillic", "Greek"}
    assert found == {script: set() if script in native else {"fallback_font"} for script in SCRIPTS}


def test_thai_and_chinese_break_between_words() -> None:
    assert lines("มหาวิทยาลัยเกษตรศาสตร์ วิทยาเขตกำแพงแสน", width=40)[0] in ("มหาวิทยาลัย", "มหาวิทยาลัยเกษตรศาสตร์")
    chinese = lines("数据分析与应用课程结业证书，授予优秀学员。", width=40)
    assert len(chinese) > 1
    assert not any(line.startswith(("，", "。")) for line in chinese)


@pytest.mark.parametrize("mark", ["，", "。", "」", "）", "！", "ー", "、"])
def test_no_line_starts_with_a_closing_sign_nor_ends_with_an_opening_one(mark: str) -> None:
    for length in range(9, 15):
        broken = lines("「" + "国" * length + mark + "「" + "家" * 8, width=60)
        assert not any(line.startswith(mark) for line in broken[1:])
        assert not any(line.endswith("「") for line in broken[:-1])


def test_a_word_longer_than_its_box_breaks_between_graphemes() -> None:
    word = "e\u0301" * 40 + "👩‍🚀" + "क्षि" * 20
    broken = lines(word, width=30)
    assert len(broken) > 2
    assert "".join(broken) == word.replace("e\u0301", "é")
    assert not any(line.startswith(("\u200d", "\u093f", "\u094d")) for line in broken)


def test_hard_breaks_and_no_breaks() -> None:
    assert lines("one\ntwo three", fit="none") == ["one", "two three"]
    assert lines("far too long for a box of sixty millimetres", fit="none") == [
        "far too long for a box of sixty millimetres"
    ]
    assert codes("far too long for a box of sixty millimetres", fit="none") == ["overflow"]


def test_all_lines_but_the_last_are_justified() -> None:
    content = "An even edge on both sides is made by wider spaces, never by a last line torn apart."
    element = text("n", 20, 5, 80, 90, content, size=14, align="justify")
    result = render_one(document(element))
    page = pdfium.PdfDocument(result.content)[0].get_textpage()
    rights = [page.get_rect(at)[2] * MM for at in range(page.count_rects())]
    by_line: dict[int, float] = {}
    for at in range(page.count_rects()):
        _, bottom, right, _ = page.get_rect(at)
        by_line[round(bottom / 12)] = max(by_line.get(round(bottom / 12), 0), right * MM)
    edges = [by_line[line] for line in sorted(by_line, reverse=True)]
    assert len(edges) >= 2
    assert edges[:-1] == pytest.approx([100] * (len(edges) - 1), abs=0.4)
    assert edges[-1] < 98
    assert max(rights) < 100.4


def test_letter_spacing_spaces_letters_and_leaves_joined_scripts_whole() -> None:
    def width(name: str, spacing: float) -> float:
        element = text("n", 10, 10, 180, 20, "{recipient.name}", letterSpacing=spacing)
        found = ink(render_one(document(element), values(name)).content)
        return max(right for _, _, right in found) - min(left for _, left, _ in found)

    assert width("HHHHH", 6) - width("HHHHH", 0) == pytest.approx(4 * 6 * MM, abs=0.05)
    assert width("محمد", 6) == pytest.approx(width("محمد", 0), abs=0.01)


def test_centred_text_with_letter_spacing_is_centred() -> None:
    found = ink(
        render_one(document(text("n", 0, 10, 200, 20, "HHH", align="center", letterSpacing=20))).content
    )
    assert (found[0][1] + found[-1][2]) / 2 == pytest.approx(100, abs=0.15)


@pytest.mark.parametrize(
    ("align", "at"), [("left", "left"), ("right", "right"), ("start", "right"), ("end", "left")]
)
def test_left_and_right_are_sides_of_the_box_and_start_follows_the_direction(align: str, at: str) -> None:
    element = text("n", 20, 10, 160, 20, SCRIPTS["Arabic"], align=align)

    found = ink(render_one(document(element)).content)

    sides = {
        "left": min(left for _, left, _ in found) - 20,
        "right": 180 - max(right for _, _, right in found),
    }
    assert abs(sides[at]) < 1 < max(sides.values())


def capital_height(content: bytes) -> float:
    _, bottom, _, top = pdfium.PdfDocument(content)[0].get_textpage().get_charbox(0)
    return top - bottom


def test_shrinking_finds_the_largest_size_that_fits() -> None:
    box = {"fit": "shrink", "minSize": 6, "maxLines": 1, "size": 40}

    def height(name: str) -> float:
        element = text("n", 10, 10, 80, 20, "{recipient.name}", **box)
        result = render_one(document(element), values(name))
        assert result.texts == (name,)
        assert max(right for _, _, right in ink(result.content)) <= 90.2
        return capital_height(result.content)

    assert (
        height("Hana")
        > height("Hana Maria Magdalena")
        > height("Hana Maria Magdalena von Habsburg-Lothringen")
    )


def test_shrinking_uses_the_lines_that_it_may() -> None:
    name = "Bartholomew Maximilian Featherstonehaugh-Cholmondeley"
    assert len(lines(name, fit="shrink", size=30, minSize=5, maxLines=1, height=30)) == 1
    assert len(lines(name, fit="shrink", size=30, minSize=5, maxLines=3, height=30)) in (2, 3)


def test_what_does_not_fit_is_told() -> None:
    endless = "Wolfeschlegelsteinhausenbergerdorff" * 8
    assert codes(endless, fit="shrink", minSize=12, maxLines=2) == ["shrunk_to_minimum", "overflow"]
    assert codes("Tiny", fit="shrink", minSize=12, maxLines=2) == []


def test_direction_follows_the_first_strong_character() -> None:
    design = document(text("n", 10, 10, 180, 20, "{recipient.name}"))
    rows = [values("Amina"), values("محمد"), values("12 محمد")]
    edges = []
    for result in render_pdfs(design, rows):
        assert isinstance(result, RenderedPdf)
        found = ink(result.content)
        edges.append((round(min(left for _, left, _ in found)), round(max(right for _, _, right in found))))
    assert edges[0][0] == 10
    assert [right for _, right in edges[1:]] == [190, 190]


def test_a_value_keeps_its_order_and_leaves_its_neighbours_alone() -> None:
    """Without isolation the 12 would jump to the other side of the Arabic name."""
    found = ink(
        render_one(
            document(text("n", 10, 10, 180, 20, "To {recipient.name}, 12 days")), values("محمد")
        ).content
    )
    place = {character: left for character, left, _ in found}
    assert place["T"] < place["م"] < place["1"] < place["2"] < place["y"]


@pytest.mark.parametrize(
    "control",
    ["\u202e", "\u202d", "\u2066", "\u2067", "\u2069", "\u200b", "\u0000", "\u0007", "\ufeff", "\u00ad"],
)
def test_hostile_characters_do_no_harm(control: str) -> None:
    plain = render_one(
        document(text("n", 10, 10, 180, 20, "For {recipient.name} (2026)")), values("Amina Okonkwo")
    )
    hostile = render_one(
        document(text("n", 10, 10, 180, 20, "For {recipient.name} (2026)")), values(f"Ami{control}na Okonkwo")
    )
    assert hostile.texts == plain.texts
    assert ink(hostile.content) == ink(plain.content)


def test_joiners_survive_where_scripts_need_them() -> None:
    persian = "می\u200cخواهم"
    assert render_one(document(text("n", 10, 10, 180, 20, "{recipient.name}")), values(persian)).texts == (
        persian,
    )


def test_emoji_are_drawn_and_what_no_font_has_is_told() -> None:
    (drawn,) = render_pdfs(document(text("n", 10, 10, 180, 20, "{recipient.name}")), [values("Ana María 𓀀")])
    assert isinstance(drawn, RenderedPdf)
    assert "missing_glyph" in [warning.code for warning in drawn.warnings]
    emoji = render_one(document(text("n", 10, 10, 180, 20, "{recipient.name}")), values("Ana 🎉 María"))
    assert squeezed(emoji.texts[0]) in ("Ana🎉María", "AnaMaría")


@pytest.mark.parametrize(
    ("language", "wanted"),
    [
        ("en", "November 21, 2026 | 1,234.50 | 85%"),
        ("de", "21. November 2026 | 1.234,50 | 85 %"),
        ("fr", "21 novembre 2026 | 1 234,50 | 85 %"),
        ("ja", "2026年11月21日 | 1,234.50 | 85%"),
        ("hi", "21 नवंबर 2026 | 1,234.50 | 85%"),
    ],
)
def test_dates_and_numbers_are_written_in_the_language_of_the_certificate(language: str, wanted: str) -> None:
    content = "{certificate.issued_on|date:long} | {course.hours|number:2} | {course.score|percent:0}"
    row = values(certificate__language=language, course__hours="1234.5", course__score="0.85")
    (drawn,) = render_one(document(text("n", 5, 10, 190, 20, content, size=12)), row).texts
    assert drawn.replace("\u00a0", " ").replace("\u202f", " ") == wanted


def test_each_column_of_a_bilingual_design_keeps_its_language_whatever_the_recipients_is() -> None:
    date = "{certificate.issued_on|date:long}"
    columns = [
        text("ar", 5, 10, 90, 20, date, size=12, language="ar"),
        text("fr", 105, 10, 90, 20, date, size=12, language="fr"),
        text("own", 5, 40, 90, 20, date, size=12),
    ]
    drawn = render_one(document(*columns), values(certificate__language="de")).texts
    assert drawn == ("21 نوفمبر 2026", "21 novembre 2026", "21. November 2026")


def test_a_text_whose_placeholders_are_all_empty_is_not_drawn() -> None:
    hidden = text("a", 10, 10, 180, 20, "Hours: {course.hours}")
    kept = text("b", 10, 40, 180, 20, "Score: {course.score}", hideWhenEmpty=False)
    result = render_one(document(hidden, kept), values())
    assert squeezed(text_of(result.content)) == "Score:"


def test_braces_and_cases() -> None:
    element = text(
        "n", 10, 10, 180, 20, "{{{recipient.name|upper}}} ß {course.title|lower}", transform="uppercase"
    )
    assert render_one(document(element), values("Zoë")).texts == ("{ZOË} SS APPLIED DATA ANALYSIS",)
