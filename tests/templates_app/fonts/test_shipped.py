"""The shipped fonts: what the catalogue says is what the files hold, and every script has a face."""

import hashlib
import json
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[3]
FONTS = ROOT / "static" / "fonts"
CATALOGUE = json.loads((FONTS / "catalogue.json").read_text(encoding="utf-8"))
FAMILIES: dict[str, dict[str, Any]] = {family["family"]: family for family in CATALOGUE["families"]}
MOST_BYTES = 23_000_000

# Marks that no font needs a glyph for: direction, joining, variation, soft hyphen, fillers.
INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff]"
)

NAMES = {
    "Latin with accents": "Zoë Müller-Łukaszewicz Ñandú Šárka Þórdís İpek",
    "Vietnamese": "Nguyễn Thị Hồng Đào Phượng",
    "Cyrillic": "Екатерина Щербакова Ґалаґан Ђорђе Әлия",
    "Greek": "Ευαγγελία Παπαδοπούλου Ἀριστοτέλης",
    "Arabic": "فاطمة الزهراء بنت محمد",
    "Persian and Urdu": "پروین گلچین ڈاکٹر ٹیپو",
    "Hebrew": "שִׁירָה בן־דוד",
    "Devanagari": "श्रीमती ज्ञानेश्वरी द्विवेदी",
    "Thai": "กิตติพงษ์ ศรีสุวรรณ์",
    "Simplified Chinese": "欧阳淼喆堃赟",
    "Traditional Chinese": "歐陽國華龍鳳喆堃",
    "Japanese": "髙橋 さくら 﨑山 ケンジ 渡邉",
    "Korean": "김민준 제갈윤희 뷁",
    "Bengali": "রবীন্দ্রনাথ ঠাকুর",
    "Gurmukhi": "ਗੁਰਪ੍ਰੀਤ ਸਿੰਘ",
    "Gujarati": "જિજ્ઞેશ પટેલ",
    "Tamil": "கௌதமன் ஸ்ரீநிவாஸ்",
    "Telugu": "శ్రీనివాస్ రెడ్డి",
    "Kannada": "ಶ್ರೀಧರ್ ಗೌಡ",
    "Malayalam": "ശ്രീലക്ഷ്മി നായർ",
    "Sinhala": "ශ්‍රී ලංකා",
    "Lao": "ສົມສັກ ວົງສາ",
    "Khmer": "សុខា ចាន់ធី",
    "Burmese": "အောင်ဆန်း ခင်မျိုး",
    "Georgian": "გიორგი მაისურაძე",
    "Armenian": "Հովհաննես Սարգսյան",
    "Amharic": "ሰላማዊት ተስፋዬ",
    "symbols": "№ 7 ★ ✓ → ♪ §",
    "emoji": "🎓🏆👩‍🚀🇰🇪",
}


def codepoints(unicode_range: str) -> set[int]:
    points: set[int] = set()
    for part in unicode_range.split(","):
        first, _, last = part.removeprefix("U+").partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def files_of(family: dict[str, Any]) -> list[dict[str, str]]:
    return [file for face in family["faces"] for file in face["files"]]


@cache
def held_by(name: str) -> frozenset[int]:
    """Characters of the family's first face."""
    ranges = (file["unicodeRange"] for file in FAMILIES[name]["faces"][0]["files"])
    return frozenset().union(*map(codepoints, ranges))


def chain_for(family: dict[str, Any]) -> list[str]:
    serif = family["fallback"] == "serif"
    companions = [entry.get("serifFamily") if serif else None for entry in CATALOGUE["fallbacks"]]
    sans = [entry["family"] for entry in CATALOGUE["fallbacks"]]
    return [family["family"], *(name for name in companions if name), *sans]


def test_the_catalogue_names_exactly_the_files_that_are_shipped() -> None:
    named = sorted(file["file"] for family in FAMILIES.values() for file in files_of(family))
    shipped = sorted(path.relative_to(FONTS).as_posix() for path in FONTS.rglob("*.woff2"))
    assert named == shipped


def test_the_catalogue_is_what_the_selection_asks_for() -> None:
    selection = tomllib.loads((ROOT / "scripts" / "fonts.toml").read_text(encoding="utf-8"))
    asked = {
        family["package"]: sorted(
            [(weight, "normal") for weight in family["weights"]]
            + [(weight, "italic") for weight in family.get("italics", [])]
        )
        for family in selection["family"]
    }
    built = {
        files_of(family)[0]["file"].split("/")[0]: sorted(
            (face["weight"], face["style"]) for face in family["faces"]
        )
        for family in FAMILIES.values()
    }
    assert built == asked


@pytest.mark.parametrize("name", FAMILIES)
def test_each_file_is_woff2_and_holds_every_character_it_claims(name: str) -> None:
    lacking = {}
    for file in files_of(FAMILIES[name]):
        path = FONTS / file["file"]
        assert path.read_bytes()[:4] == b"wOF2"
        with TTFont(path, lazy=True) as font:
            unmapped = codepoints(file["unicodeRange"]) - set(font["cmap"].getBestCmap())
        missing = {point for point in unmapped if not INVISIBLE.match(chr(point))}
        if missing:
            lacking[file["file"]] = missing
    assert lacking == {}


@pytest.mark.parametrize("name", FAMILIES)
def test_each_family_carries_the_open_font_licence(name: str) -> None:
    family = FAMILIES[name]
    folder = FONTS / Path(files_of(family)[0]["file"]).parent
    licence = (folder / "LICENSE").read_text(encoding="utf-8")
    assert family["licence"] == "OFL-1.1"
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Copyright" in licence


def test_each_face_can_set_plain_latin_or_is_a_companion() -> None:
    plain = set(map(ord, "ABCXYZabcxyz0123456789 .,:;-'()&/"))
    companions = {entry["family"] for entry in CATALOGUE["fallbacks"]}
    lacking = [name for name in FAMILIES if plain - held_by(name) and name not in companions]
    assert lacking == []


@pytest.mark.parametrize("script", NAMES)
def test_every_family_can_set_a_name_in_every_script_with_its_companions(script: str) -> None:
    lacking = {}
    for name, family in FAMILIES.items():
        missing = set(map(ord, NAMES[script])).difference(*map(held_by, chain_for(family)))
        if missing:
            lacking[name] = "".join(map(chr, sorted(missing)))
    assert lacking == {}


def test_marks_of_direction_stay_with_the_font_of_their_text() -> None:
    isolates = {0x2066, 0x2067, 0x2068, 0x2069, 0x200E, 0x200F}
    assert [name for name in ("EB Garamond", "Inter", "Amiri") if isolates - held_by(name)] == []


def test_the_font_of_emoji_holds_key_caps_and_no_letters() -> None:
    assert "".join(chr(point) for point in sorted(held_by("Noto Emoji")) if point < 0x100) == "#*0123456789"


def test_languages_that_share_han_characters_have_faces_of_their_own() -> None:
    chosen = {
        language: (entry["family"], entry.get("serifFamily"))
        for entry in CATALOGUE["fallbacks"]
        for language in entry.get("languages", [])
    }
    assert {language: chosen[language] for language in ("ja", "zh-Hans", "zh-Hant", "ko")} == {
        "ja": ("Noto Sans JP", "Noto Serif JP"),
        "zh-Hans": ("Noto Sans SC", "Noto Serif SC"),
        "zh-Hant": ("Noto Sans TC", "Noto Serif TC"),
        "ko": ("Noto Sans KR", "Noto Serif KR"),
    }


def test_companions_are_families_of_the_catalogue() -> None:
    named = {
        entry[key] for entry in CATALOGUE["fallbacks"] for key in ("family", "serifFamily") if key in entry
    }
    assert named - FAMILIES.keys() == set()


def test_the_folder_stays_small_enough_to_clone() -> None:
    size = sum(path.stat().st_size for path in FONTS.rglob("*.woff2"))
    assert size < MOST_BYTES


def test_no_file_is_shipped_twice() -> None:
    seen: dict[str, list[str]] = {}
    for path in FONTS.rglob("*.woff2"):
        seen.setdefault(hashlib.sha256(path.read_bytes()).hexdigest(), []).append(path.name)
    assert [names for names in seen.values() if len(names) > 1] == []
