"""Bilingual Arabic and English: two columns that mirror each other, strapwork at both sides. A4 landscape."""

from dataclasses import dataclass

from scripts.starters import patterns
from scripts.starters.parts import Column, Voice, fitted, proof, signature
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 297.0, 210.0
TEAL, INK, QUIET, GOLD, BRONZE = "#0c4b50", "#16282a", "#4a5c5e", "#c9a24d", "#7d5a14"
MIDDLE = WIDTH / 2
TILE = 12.0  # two columns and eighteen rows of tiles fill a band between the cut edges
ROWS = 18


@dataclass(frozen=True, slots=True)
class Wording:
    """What one of the two columns says."""

    language: str
    family: str
    bold: int
    leading: float
    preface: str
    name: str
    clause: str
    course: str
    issued: str
    hours: str


ARABIC = Wording(
    "ar", "Amiri", 700, 1.35,
    "تُمنح هذه الشهادة إلى", "{recipient.name_ar}", "لإتمام البرنامج التدريبي", "{course.title_ar}",
    "صدرت بتاريخ {certificate.issued_on|date:long}", "عدد الساعات: {course.hours}",
)  # fmt: skip
ENGLISH = Wording(
    "en", "EB Garamond", 600, 1.12,
    "This certificate is awarded to", "{recipient.name}", "for completing the course", "{course.title}",
    "Issued on {certificate.issued_on|date:long}", "Hours: {course.hours}",
)  # fmt: skip


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT, "#fffdf8")
    voice = Voice("Amiri", INK, QUIET, "#a8b5b5", size=12, strong=700)
    _band(sheet, "left", -BLEED, 22.2)
    _band(sheet, "right", WIDTH + BLEED - 2 * TILE, WIDTH - 23)
    _head(sheet)
    _column(sheet, 153, ARABIC)
    _column(sheet, 36, ENGLISH)
    signature(sheet, voice, (WIDTH - 36 - 66, 176, 66, 0))
    sheet.qr("qr", (33.5, 159), 27, dark=INK)
    proof(sheet, voice, (63, 165, 80, 15), align="start", size=9, language="en")
    return Design(
        "bilingual-arabic",
        "Bilingual Arabic and English",
        "Arabic and English side by side between bands of eight-pointed stars. For institutes that teach in both.",
        "university",
        ("bilingual", "Arabic", "right-to-left", "landscape", "A4"),
        sheet,
        (
            declare("recipient.name_ar", "Recipient name in Arabic", "أمينة عبد الرحمن", required=True),
            declare("course.title", "Course", "Project Management Essentials", required=True),
            declare("course.title_ar", "Course in Arabic", "أساسيات إدارة المشاريع", required=True),
            declare("course.hours", "Hours", "36", kind="number"),
            *signatory("د. ليلى الخطيب", "المديرة العامة · Director General"),
        ),
        recipient={"sample": "Amina Abdulrahman"},
        language="ar",
        direction="rtl",
    )


def _band(sheet: Sheet, side: str, x: float, edge: float) -> None:
    down = HEIGHT + 2 * BLEED
    at = (x, -BLEED)
    sheet.rect(f"band-{side}", (*at, 2 * TILE, down), fill=TEAL)
    sheet.path(f"stars-{side}", patterns.star_and_cross(2, ROWS, TILE), at, stroke=stroke(GOLD, 0.3))
    sheet.path(f"hearts-{side}", patterns.khatam_field(2, ROWS, TILE, 0.42), at, fill=GOLD, opacity=0.9)
    sheet.rect(f"edge-{side}", (edge, -BLEED, 0.8, down), fill=GOLD)


def _head(sheet: Sheet) -> None:
    arabic = Column(sheet, 60, WIDTH - 120, direction="rtl", language="ar")
    arabic.add("title-ar", "شهادة إتمام", (17, 23), font("Amiri", 700), 42, TEAL, **fitted(1, 24, 1.4))
    english = Column(sheet, 60, WIDTH - 120, direction="ltr", language="en")
    title = {"letterSpacing": 1.2, "verticalAlign": "middle"}
    english.add("title-en", "Certificate of Completion", (41, 9), font("Marcellus"), 19, BRONZE, **title)
    sheet.path("divider", patterns.khatam_field(3, 1, 6, 0.8), (MIDDLE - 9, 53), fill=GOLD)
    Column(sheet, 60, WIDTH - 120).add("issuer", "{issuer.name}", (63.5, 8), font("Amiri", 700), 15, INK)
    sheet.line("axis", (MIDDLE, 78), (MIDDLE, 146), "#d8c9a2", 0.3)


def _column(sheet: Sheet, x: float, words: Wording) -> None:
    direction = "rtl" if words.language == "ar" else "ltr"
    column = Column(sheet, x, 108, direction=direction, language=words.language)
    # Names and courses come from the spreadsheet and may be in another script than their column.
    given = Column(sheet, x, 108, language=words.language)
    plain, bold = font(words.family), font(words.family, words.bold)
    end = words.language
    column.add(f"preface-{end}", words.preface, (76, 8), plain, 13.5, QUIET)
    given.add(f"name-{end}", words.name, (85, 23), bold, 29, INK, **fitted(2, 9, words.leading))
    column.add(f"clause-{end}", words.clause, (109, 8), plain, 13.5, QUIET)
    given.add(
        f"course-{end}", words.course, (117.5, 16), bold, 18, TEAL, **fitted(2, 10, words.leading - 0.05)
    )
    column.add(f"issued-{end}", words.issued, (134, 7), plain, 12, QUIET)
    column.add(f"hours-{end}", words.hours, (140.5, 7), plain, 12, QUIET)
