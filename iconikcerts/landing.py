"""What the landing page shows: certificates, figures, questions. Figures are those of docs/performance.md."""

from dataclasses import dataclass

from accounts.limits import of_tier
from accounts.models import Team
from billing.plans import plans

# Pictures of `python -m scripts.build_landing`, by name; shipped designs in the order of the page.
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


@dataclass(frozen=True, slots=True)
class Script:
    """A certificate in one script. `name` is the picture's, `height` is in px at 480 px width."""

    name: str
    label: str
    text: str
    height: int = 339


@dataclass(frozen=True, slots=True)
class Figure:
    value: str
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What the check of a list says of one row; the words are the product's."""

    line: int
    column: str
    message: str
    mend: str
    is_error: bool = True


@dataclass(frozen=True, slots=True)
class Comparison:
    """What happens in a mail merge, and here."""

    what: str
    usually: str
    here: str


@dataclass(frozen=True, slots=True)
class Question:
    """Asked often; the answer is plain text."""

    question: str
    answer: str


SCRIPTS = (
    Script(
        "arabic", "Arabic and Latin", "Right to left beside left to right, letters joined as they must be."
    ),
    Script("chinese", "Chinese", "The date is written as Chinese readers expect it."),
    Script("devanagari", "Devanagari", "Vowel signs and joined consonants in their places."),
    Script("cyrillic", "Cyrillic", "Ukrainian, with the letters that other fonts lack.", 371),
    Script("thai", "Thai", "Marks above and below, and the year of the Thai calendar."),
    Script("long", "60 characters", "A long name gets smaller and wraps. It is never cut off."),
)

FIGURES = (
    Figure("20,000", "certificates in 6 minutes", "from a CSV file to a ZIP of PDFs, on two processor cores"),
    Figure("18.2", "ms for each", "with reading, checking, numbering, sealing, storing and packing"),
    Figure(
        "23.5", "times as fast", "as opening a browser page for each certificate, and every file is read back"
    ),
)

FINDINGS = (
    Finding(3, "Name", "There is no recipient name.", "Fill in 'Name' or remove the row."),
    Finding(
        4, "Valid until", "There is no day '31.02.2028' in the calendar.", "Check it. Write it as 2026-03-31."
    ),
    Finding(5, "Email", "'gmial.com' looks like a typing error.", "Did you mean gmail.com?", is_error=False),
)

COMPARISONS = (
    Comparison(
        "A name of 60 characters",
        "Runs over the line or pushes the rest down",
        "Gets smaller and wraps inside its box",
    ),
    Comparison(
        "A letter that the font lacks",
        "An empty box in the finished file",
        "Another shipped font draws it; if none can, the row comes back and names the letter",
    ),
    Comparison(
        "One bad row among 5,000",
        "Found after printing, if at all",
        "Shown with line, column and what to do; the good rows go on",
    ),
    Comparison(
        "A file that somebody edits later",
        "Nobody can tell",
        "Compared byte for byte with the file that was issued",
    ),
    Comparison(
        "A certificate issued by mistake",
        "Stays in the world",
        "Revoked with a reason; whoever checks it sees that at once",
    ),
)


def questions() -> tuple[Question, ...]:
    """Questions with the figures of this installation."""
    free = plans()[0].certificates_per_month
    return (
        Question(
            "Which files can I use?",
            f"CSV and other separated text, and .xlsx, .xls or .ods workbooks, up to {of_tier(Team.Tier.FREE).list_mb} MB and "
            "100,000 rows on the free plan. Or paste rows, or type them. Columns are matched by their headings, in many languages.",
        ),
        Question(
            "Which scripts can names be written in?",
            "Latin, Cyrillic, Greek, Arabic, Hebrew, Devanagari and the other large scripts of India, Thai, Khmer, Lao, "
            "Burmese, Chinese, Japanese, Korean, Georgian, Armenian and Ethiopic. The fonts come with the product.",
        ),
        Question(
            "What happens to rows with mistakes?",
            "They are held back with what is wrong and what to do. Mend them in the browser or in your own file; the "
            "good rows can go first. Only issued certificates count against your plan.",
        ),
        Question(
            "How does somebody check a certificate?",
            "By its QR code, by typing its code, or by giving the PDF. No account is needed. The answer says whether it is "
            "authentic, whether it was revoked and whether it has expired, each on its own.",
        ),
        Question(
            "Can I change a certificate that was issued?",
            "No, and neither can anybody else. You correct it: a new one is issued, and the old one’s page says that it "
            "was replaced. Or you revoke it with a reason.",
        ),
        Question(
            "What do strangers see?",
            "Whoever has the code sees what the certificate itself says. Email addresses and other columns of your list "
            "are never shown, and search engines are asked to keep out.",
        ),
        Question(
            "What does it cost?",
            f"{free:,} certificates a month are free, with all designs and everything else on this page.",
        ),
    )
