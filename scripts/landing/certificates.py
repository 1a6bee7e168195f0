"""The certificates that the landing page shows: shipped designs, filled in as a customer would."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Shown:
    """`name` is the picture's; `values` replace samples of the design; `widths` in px, the smallest first."""

    name: str
    design: str
    values: dict[str, str] = field(default_factory=dict)
    widths: tuple[int, ...] = (480, 800)


# The row that the landing page shows beside its certificate.
ROW = {
    "recipient.name": "Kwame Mensah-Boateng",
    "course.title": "Applied Data Analysis",
    "course.hours": "40",
}

CERTIFICATES = (
    Shown("hero", "classic-guilloche", {"recipient.name": "Elena Marchetti"}),
    Shown("hero-second", "bold-geometric", {"issuer.name": "Harbour Design School"}),
    Shown("hero-third", "bilingual-arabic"),
    Shown("row", "classic-guilloche", ROW, (640, 1200)),
    Shown(
        "arabic",
        "bilingual-arabic",
        {"recipient.name_ar": "فاطمة الزهراء بن عيسى", "recipient.name": "Fatima Zahra Benaissa"},
    ),
    Shown(
        "chinese",
        "modern-minimal",
        {
            "recipient.name": "欧阳晓明",
            "course.title": "数据分析基础",
            "signatory.name": "林美玲",
            "signatory.title": "教务主任",
            "certificate.language": "zh",
        },
    ),
    Shown(
        "devanagari",
        "elegant-dark",
        {
            "recipient.name": "अनुष्का श्रीवास्तव",
            "award.title": "उत्कृष्ट नेतृत्व",
            "award.citation": "चार टीमों को शांति और उदारता से आगे बढ़ाने के लिए",
            "signatory.name": "क्षितिज कुलकर्णी",
            "signatory.title": "अध्यक्ष",
            "certificate.language": "hi",
        },
    ),
    Shown(
        "cyrillic",
        "conference-contours",
        {
            "recipient.name": "Олександр Їжакевич",
            "event.title": "Конференція відкритих мап 2026",
            "event.dates": "18–20 листопада 2026",
            "event.place": "Львів",
            "certificate.language": "uk",
        },
    ),
    Shown(
        "thai",
        "playful-stars",
        {
            "recipient.name": "ปิยะนุช ศรีสุวรรณ",
            "award.reason": "อ่านหนังสือครบยี่สิบเล่มในปีนี้",
            "issuer.name": "Willow Lane Primary School",
            "certificate.language": "th",
        },
    ),
    Shown(
        "long",
        "classic-guilloche",
        {"recipient.name": "Maria Francisca Isabel de Albuquerque e Vasconcelos-Carvalho"},
    ),
)

# Of these the landing page shows the picture that the gallery has, small.
DESIGNS = (
    "academic-seal",
    "sports-champion",
    "company-training",
    "skill-badge",
    "school-merit",
    "botanical-thanks",
    "event-lanyard",
    "conference-contours",
)
DESIGN_WIDTH = 400
