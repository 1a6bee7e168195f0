"""The articles, in the order of the contents. Their texts are templates/help/articles/<slug>.html."""

import html
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import strip_tags

from accounts.limits import of_tier
from accounts.models import Team
from billing.plans import TEAM_CERTIFICATES


@dataclass(frozen=True, slots=True)
class Article:
    """`summary` is one line; `related` are slugs of the articles to go on with."""

    slug: str
    title: str
    summary: str
    icon: str
    related: tuple[str, ...]

    @property
    def template(self) -> str:
        return f"help/articles/{self.slug}.html"


ARTICLES = (
    Article(
        "getting-started",
        "From a list to certificates",
        "The six steps, from a design to a ZIP of finished PDFs.",
        "play",
        ("designing", "spreadsheets", "mending-rows"),
    ),
    Article(
        "designing",
        "Designing a certificate",
        "From an empty page, or a copy, to a design that certificates are issued with.",
        "palette",
        ("fields-and-formulas", "colours-and-fonts", "printing"),
    ),
    Article(
        "colours-and-fonts",
        "Colours, ornaments and fonts",
        "Gradients and foils, drawings to adorn a page with, and the brand kit of your team.",
        "flower-2",
        ("designing", "printing"),
    ),
    Article(
        "fields-and-formulas",
        "Fields, conditions and formulas",
        "What differs from certificate to certificate, when it is shown, and what is worked out.",
        "braces",
        ("designing", "mending-rows"),
    ),
    Article(
        "spreadsheets",
        "Spreadsheets and columns",
        "Which files can be read, how a list should look, and what is done about odd ones.",
        "file-spreadsheet",
        ("matching-columns", "mending-rows", "limits"),
    ),
    Article(
        "matching-columns",
        "Matching columns",
        "How columns find their fields, and how to join, change or leave out one.",
        "table-2",
        ("spreadsheets", "dates-and-languages"),
    ),
    Article(
        "mending-rows",
        "Mending rows",
        "What errors and warnings mean, and three ways to mend what is wrong.",
        "list-checks",
        ("spreadsheets", "dates-and-languages"),
    ),
    Article(
        "dates-and-languages",
        "Dates, numbers and languages",
        "How dates and numbers are read, and in which language they are written.",
        "calendar",
        ("matching-columns", "mending-rows"),
    ),
    Article(
        "email",
        "Mailing certificates",
        "What recipients get, when it is sent, and how to write it in your own words.",
        "mail",
        ("getting-started", "privacy"),
    ),
    Article(
        "single-certificates",
        "Issuing one certificate",
        "A form instead of a list, with a preview while you type.",
        "award",
        ("verifying", "getting-started"),
    ),
    Article(
        "verifying",
        "Verifying, revoking and correcting",
        "What a check says, and what to do when a certificate is wrong.",
        "shield-check",
        ("privacy", "single-certificates"),
    ),
    Article(
        "printing",
        "Printing",
        "Paper, scale, and what to tell a print shop.",
        "file-text",
        ("getting-started", "limits"),
    ),
    Article(
        "privacy",
        "What recipients and strangers see",
        "Which data is public, which is not, and how long traces are kept.",
        "eye",
        ("verifying", "email"),
    ),
    Article(
        "programs",
        "Programs and the API",
        "Tokens with which programs ask for your designs and their fields.",
        "key-round",
        ("fields-and-formulas", "limits"),
    ),
    Article(
        "limits",
        "Limits and plans",
        "How much fits into a list and into a month.",
        "gauge",
        ("spreadsheets", "getting-started"),
    ),
)
BY_SLUG = {article.slug: article for article in ARTICLES}


def facts() -> dict[str, Any]:
    """The figures of this installation that articles name."""
    return {
        "upload_max_mb": settings.UPLOAD_MAX_MB,
        "free_upload_mb": of_tier(Team.Tier.FREE).list_mb,
        "free_storage_mb": settings.FREE_STORAGE_MB,
        "team_storage_mb": settings.TEAM_STORAGE_MB,
        "free": settings.FREE_CERTIFICATES_PER_MONTH,
        "team": TEAM_CERTIFICATES,
        "verify_file_max_mb": settings.VERIFY_FILE_MAX_MB,
        "attach_max_mb": settings.MAIL_ATTACH_MAX_MB,
        "log_days": settings.VERIFICATION_LOG_DAYS,
        "report_days": settings.PROBLEM_REPORT_DAYS,
        "sales_email": settings.SALES_EMAIL,
        "site_url": settings.SITE_URL,
    }


@cache
def text_of(article: Article) -> str:
    """The words of an article, without its markup, on one line."""
    plain = strip_tags(render_to_string(article.template, facts()))
    return re.sub(r"\s+", " ", html.unescape(plain)).strip()
