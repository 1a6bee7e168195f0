"""The shipped designs: valid, printable, legible, up to date, and roomy enough for every name."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from scripts.build_starters import FINGERPRINTS, PREVIEWS, STARTERS, WIDTH_PX, serialise
from scripts.starters.gallery import DESIGNS
from templates_app.document import fingerprint, sample_values, validate
from templates_app.fonts.catalogue import families
from templates_app.rendering import RenderedPdf, close_browser, render_image, render_pdfs

STARTER_FILES = sorted(STARTERS.glob("*.json"))
DOCUMENTS: dict[str, dict[str, Any]] = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))["document"] for path in STARTER_FILES
}
MOST_BYTES = 150_000
SMALL_PAGE = 150  # mm of the longer side; badges and passes are smaller than that
LEAST_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3

NAMES = (
    "Bo",
    "Zoë Müller-Łukaszewicz",
    "Maximiliane-Alexandra von Hohenlohe-Waldenburg-Schillingsfür",
    "MARÍA DE LOS ÁNGELES FERNÁNDEZ-VILLAVERDE GARCÍA DE LA TORRE",
    "Екатерина Щербакова",
    "Ευαγγελία Παπαδοπούλου",
    "عبد الرحمن بن محمد الشريف",
    "الأستاذة الدكتورة فاطمة الزهراء بنت عبد الرحمن المصطفى الهاشم",
    "שירה בן־דוד",
    "श्रीमती ज्ञानेश्वरी द्विवेदी",
    "กิตติพงษ์ ศรีสุวรรณ์",
    "欧阳淼",
    "髙橋 さくら",
    "김민준",
    "Nguyễn Thị Hồng Đào",
    "Ada Lovelace 🎓",
)


@pytest.fixture(scope="module", autouse=True)
def browser() -> Iterator[None]:
    yield
    close_browser()


@pytest.fixture(params=DOCUMENTS)
def slug(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def document(slug: str) -> dict[str, Any]:
    return DOCUMENTS[slug]


@pytest.fixture
def elements(document: dict[str, Any]) -> list[dict[str, Any]]:
    return list(document["pages"][0]["elements"])


def is_small(document: dict[str, Any]) -> bool:
    page = document["pages"][0]
    return max(page["width"], page["height"]) < SMALL_PAGE


def test_the_files_are_what_the_drawings_give() -> None:
    drawn = {}
    for make in DESIGNS:
        starter = make().to_json()
        drawn[starter["slug"]] = serialise(starter)
    assert {path.stem: path.read_text(encoding="utf-8") for path in STARTER_FILES} == drawn


def test_there_is_a_design_for_each_use_and_format() -> None:
    starters = [json.loads(path.read_text(encoding="utf-8")) for path in STARTER_FILES]
    formats = {
        (page["width"], page["height"]) for starter in starters for page in starter["document"]["pages"]
    }
    assert len(starters) >= 12
    assert {"school", "company", "conference", "sports club", "university"} <= {
        starter["category"] for starter in starters
    }
    assert {(297, 210), (210, 297), (279.4, 215.9), (215.9, 279.4), (105, 148), (100, 100)} == formats
    assert [starter["slug"] for starter in starters if starter["document"]["direction"] == "rtl"] == [
        "bilingual-arabic"
    ]


def test_the_document_is_valid_and_names_only_shipped_fonts(document: dict[str, Any]) -> None:
    validate(document, families=families())


def test_the_file_is_moderate_in_size(slug: str) -> None:
    assert (STARTERS / f"{slug}.json").stat().st_size < MOST_BYTES


def test_the_preview_shows_the_document_as_it_is(slug: str, document: dict[str, Any]) -> None:
    page = document["pages"][0]
    with Image.open(PREVIEWS / f"{slug}.webp") as picture:
        size = picture.size
    assert size[0] == WIDTH_PX
    assert size[1] == pytest.approx(WIDTH_PX * page["height"] / page["width"], abs=1)
    assert json.loads(FINGERPRINTS.read_text())[slug] == fingerprint(document)


def test_lines_are_thick_enough_to_print(elements: list[dict[str, Any]]) -> None:
    thin = {item["id"]: item["stroke"]["width"] for item in elements if item.get("stroke")}
    assert {key: width for key, width in thin.items() if width < 0.2} == {}


def test_the_code_is_large_on_white_and_a_link(
    document: dict[str, Any], elements: list[dict[str, Any]]
) -> None:
    codes = [item for item in elements if item["type"] == "qr"]
    least = 18 if is_small(document) else 22
    assert [(code["light"], code["link"], code["content"]) for code in codes] == [
        ("#ffffff", "{verify.url}", "{verify.qr}")
    ]
    assert codes[0]["width"] == codes[0]["height"] >= least


def test_what_is_read_keeps_clear_of_the_edge(
    document: dict[str, Any], elements: list[dict[str, Any]]
) -> None:
    page = document["pages"][0]
    margin = 3 if is_small(document) else 10
    near = [
        item["id"]
        for item in elements
        if item["type"] in ("text", "qr")
        and not (
            margin <= item["x"] <= item["x"] + item["width"] <= page["width"] - margin
            and margin <= item["y"] <= item["y"] + item["height"] <= page["height"] - margin
        )
    ]
    assert near == []


def test_grounds_at_the_edge_reach_into_the_bleed(
    document: dict[str, Any], elements: list[dict[str, Any]]
) -> None:
    page, bleed = document["pages"][0], document["bleed"]
    short = []
    for item in elements:
        if item["type"] != "shape":
            continue
        over = (
            -item["x"],
            -item["y"],
            item["x"] + item["width"] - page["width"],
            item["y"] + item["height"] - page["height"],
        )
        # Each side either ends well inside the page or covers the whole bleed.
        if any(-3 < side < bleed - 0.001 for side in over):
            short.append(item["id"])
    assert bleed == 3
    assert short == []


def test_texts_stand_out_from_their_ground(document: dict[str, Any], elements: list[dict[str, Any]]) -> None:
    bare = [item for item in elements if item["type"] not in ("text", "qr")]
    page = document["pages"][0]
    drawn = render_image({**document, "pages": [{**page, "elements": bare}]}, {}, width=600)
    faint = {}
    with Image.open(io.BytesIO(drawn)) as opened:
        picture = opened.convert("RGB")
        scale = picture.width / page["width"]
        for item in (item for item in elements if item["type"] == "text"):
            x, y = item["x"] * scale, item["y"] * scale
            box = (round(x), round(y), round(x + item["width"] * scale), round(y + item["height"] * scale))
            ground = picture.crop(box).resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
            contrast = min(_contrast(ink, ground) for ink in _inks(item["fill"]))
            if contrast < LEAST_CONTRAST:
                faint[item["id"]] = round(contrast, 2)
    assert faint == {}


def _inks(fill: Any) -> list[tuple[int, ...]]:
    colors = [fill] if isinstance(fill, str) else [stop["color"] for stop in fill["stops"]]
    return [tuple(bytes.fromhex(color[1:7])) for color in colors]


def _contrast(one: tuple[int, ...], other: Any) -> float:
    """Contrast ratio of two sRGB colours (WCAG 2.2)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: tuple[int, ...]) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in color)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_names_of_every_script_and_length_fit(document: dict[str, Any]) -> None:
    rows = [{**sample_values(document), "recipient.name": name} for name in NAMES]
    results = list(render_pdfs(document, rows))
    troubles = [
        (name, warning.code, warning.element)
        for name, result in zip(NAMES, results, strict=True)
        for warning in _rendered(result).warnings
        if warning.code != "fallback_font"
    ]
    assert troubles == []


def test_nothing_is_left_of_an_optional_value_that_is_missing(document: dict[str, Any]) -> None:
    optional = [field["key"] for field in document["fields"] if not field["required"]]
    values = {
        **sample_values(document),
        **dict.fromkeys(optional, ""),
        "certificate.expires_on": "",
    }
    [result] = render_pdfs(document, [values])
    shown = "\n".join(_rendered(result).texts)
    leftovers = ("{", "Valid until", "hours", "Hours", "Duration", "Result", "عدد الساعات")
    assert [text for text in leftovers if text in shown] == []
    assert _rendered(result).warnings == ()


def _rendered(result: object) -> RenderedPdf:
    assert isinstance(result, RenderedPdf), result
    return result
