"""The mails about one's account: each in plain text and in HTML, which say the same and fetch nothing."""

import html
import re
from email.message import EmailMessage
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client

from tests.factories import make_user
from tests.servers import Mailbox

TEMPLATES = Path(settings.BASE_DIR) / "templates"
MAILS = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_message.txt")
    for folder in ("account", "mfa")
    for path in (TEMPLATES / folder / "email").glob("[!b]*_message.txt")
)
CONTEXT = {
    "current_site": {"domain": "certs.example.org"},
    "code": "BCDF-GHJK",
    "password_reset_url": "https://certs.example.org/accounts/password/reset/",
    "signup_url": "https://certs.example.org/accounts/signup/?next=/jobs/&plan=team",
    "email": "<b>amina</b>@example.org",
    "from_email": "<b>old</b>@example.org",
    "to_email": "new@example.org",
    "deleted_email": "<b>old</b>@example.org",
    "timestamp": "21 November 2026",
    "ip": "203.0.113.7",
    "user_agent": "<script>alert(1)</script>",
}


def rendered(name: str, extension: str) -> str:
    return render_to_string(f"{name}_message.{extension}", CONTEXT)


def text_of(page: str) -> str:
    """What a person reads in the HTML, entities and markup resolved."""
    body = page[page.index("<body") :]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body)))


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content())


def test_there_are_mails_to_look_at() -> None:
    assert len(MAILS) == 16


@pytest.mark.parametrize("name", MAILS)
def test_both_kinds_lead_to_the_same_addresses(name: str) -> None:
    plain = set(re.findall(r"https://\S+", rendered(name, "txt")))
    linked = {html.unescape(link) for link in re.findall(r'href="([^"]+)"', rendered(name, "html"))}

    site = "https://certs.example.org"
    assert plain - linked == set()
    assert linked - plain <= {f"{site}/accounts/password/reset/"}
    assert site in plain


@pytest.mark.parametrize("name", MAILS)
def test_the_html_kind_fetches_nothing_and_runs_nothing(name: str) -> None:
    page = rendered(name, "html")

    assert re.findall(r"<(?:img|script|link|iframe|object)\b|url\(|@import|\bsrc=", page) == []


@pytest.mark.parametrize("name", MAILS)
def test_what_strangers_sent_stays_text_in_the_html_kind(name: str) -> None:
    assert re.findall(r"<b>|<script", rendered(name, "html")) == []


@pytest.mark.parametrize(
    "name", [name for name in MAILS if name.startswith("mfa") or name.endswith(("changed", "deleted"))]
)
def test_notices_say_when_from_where_and_with_what_it_was_done(name: str) -> None:
    facts = ("21 November 2026", "203.0.113.7", "<script>alert(1)</script>")

    assert [fact for fact in facts if fact not in rendered(name, "txt")] == []
    assert [fact for fact in facts if fact not in text_of(rendered(name, "html"))] == []


@pytest.mark.django_db
def test_a_reset_is_mailed_in_both_kinds_with_one_link(client: Client, smtp_server: Mailbox) -> None:
    make_user("amina@example.org")

    client.post("/accounts/password/reset/", {"email": "amina@example.org"})

    [mail] = smtp_server.messages
    [link] = re.findall(r"https?://\S+/password/reset/key/\S+", part(mail, "plain"))
    assert (mail.get_content_type(), mail["Subject"]) == ("multipart/alternative", "Reset your password")
    assert f'href="{link}"' in part(mail, "html")
    assert "Choose a new password" in text_of(part(mail, "html"))
