"""“Send by email” in the wizard: who gets a message, who cannot, and how it reads."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from tests.certificates.test_launch import CHOICES, HTMX, at

Make = Callable[..., BulkGenerationJob]
LIST = "Name,Course,E-mail\nAna,Chess,ana@example.org\nBen,Chess,\nCy,Chess,cy@example.org\n"
MAILED = CHOICES | {"language": "", "send_email": "on", "reply_to": "office@example.org"}


@pytest.fixture(autouse=True)
def _from(settings: Settings) -> None:
    settings.DEFAULT_FROM_EMAIL = "IconikCerts <no-reply@certs.example.org>"
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def words(response: object) -> str:
    return " ".join(response.content.decode().split())  # type: ignore[attr-defined]


def test_nothing_is_mailed_unless_it_is_ticked(editor: Client, draft: Make) -> None:
    job = draft(LIST)
    editor.post(at("options", job), CHOICES)
    job.refresh_from_db()
    assert JobOptions.from_json(job.options).send_email is False
    assert "No email is sent." in words(editor.get(at("summary", job)))


def test_the_choice_and_its_words_are_kept(editor: Client, draft: Make) -> None:
    job = draft(LIST)
    said = {"mail_subject": "For {recipient.name}", "mail_text": "Well done.\r\n\r\n{issuer.name}"}
    assert editor.post(at("options", job), MAILED | said).status_code == 302
    job.refresh_from_db()
    kept = JobOptions.from_json(job.options)
    assert (kept.send_email, kept.mail_subject, kept.mail_text, kept.reply_to) == (
        True,
        "For {recipient.name}",
        "Well done.\r\n\r\n{issuer.name}",
        "office@example.org",
    )


def test_the_summary_counts_messages_and_rows_without_an_address(editor: Client, draft: Make) -> None:
    job = draft(LIST)
    editor.post(at("options", job), MAILED)
    page = words(editor.get(at("summary", job)))
    assert "2 messages are sent once all rows are through." in page
    assert "1 row has no address: its certificate is issued and not mailed." in page


def test_the_first_message_is_shown_as_it_will_read(editor: Client, draft: Make) -> None:
    job = draft(LIST)
    said = {"mail_subject": "{certificate.title}: {certificate.number}", "mail_text": "Dear {recipient.name}"}
    answer = editor.post(at("options", job), MAILED | said, headers=HTMX)
    shown = words(answer)
    assert '<dt>To</dt><dd><bdi class="break-all">ana@example.org</bdi></dd>' in shown
    assert "<strong><bdi>Chess: C26-0001</bdi></strong>" in shown
    assert '<p dir="auto">Dear Ana</p>' in shown
    assert f"{job.team.name} via IconikCerts" in shown


def test_the_words_and_the_direction_follow_the_language(editor: Client, draft: Make) -> None:
    answer = editor.post(at("options", draft(LIST)), MAILED | {"language": "ar"}, headers=HTMX)
    assert '<section class="stack" lang="ar" dir="rtl">' in answer.content.decode()


@pytest.mark.parametrize(
    ("change", "name", "fault"),
    [
        ({"mail_subject": "Dear {name}"}, "mail_subject", "There is no {name} for messages."),
        ({"mail_text": "Dear {recipient.name"}, "mail_text", "is never closed"),
        ({"reply_to": "office"}, "reply_to", "is not an email address."),
    ],
)
def test_words_that_cannot_be_sent_are_refused_beside_their_field(
    editor: Client, draft: Make, change: dict[str, str], name: str, fault: str
) -> None:
    response = editor.post(at("options", draft(LIST)), MAILED | change)
    assert response.status_code == 422
    assert fault in str(response.context["form"].errors[name])


def test_answers_go_to_whoever_prepares_the_job_until_they_say_otherwise(editor: Client, draft: Make) -> None:
    job = draft(LIST)
    assert editor.get(at("options", job)).context["form"]["reply_to"].value() == job.creator.email
    editor.post(at("options", job), MAILED | {"reply_to": ""})
    assert editor.get(at("options", job)).context["form"]["reply_to"].value() == ""


def test_a_list_without_a_column_of_addresses_is_told(editor: Client, draft: Make) -> None:
    job = draft("Name,Course\nAna,Chess\n")
    answer = words(editor.post(at("options", job), MAILED, headers=HTMX))
    assert "No column holds the addresses" in answer
    assert at("map", job) in answer
    assert "No message can be sent: no row has an address." in words(editor.get(at("summary", job)))


def test_without_a_mail_server_the_pages_say_that_messages_stay(
    editor: Client, draft: Make, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    job = draft(LIST)
    answer = words(editor.post(at("options", job), MAILED, headers=HTMX))
    assert "No mail server is configured" in answer
    assert "they stay in the log of this site" in words(editor.get(at("summary", job)))


def test_the_review_shows_rows_without_an_address_and_takes_one(editor: Client, draft: Make) -> None:
    job = draft(LIST)
    assert "no-address" not in words(editor.get(at("review", job)))
    editor.post(at("options", job), MAILED)
    page = editor.get(at("review", job), {"show": "no-address"})
    assert [entry.row.line for entry in page.context["rows"]] == [3]
    assert 'nobody gets a message. <span class="text-muted-foreground">Add one or untick' in words(page)
    [cell] = page.context["rows"][0].cells
    assert cell.label == "E-mail"
    address = reverse("certificates:job_row", args=[job.pk, 3])
    answer = editor.post(address, {cell.name: "ben@example.org", "show": "no-address"}, headers=HTMX)
    assert answer.context["totals"]["no-address"] == 0
    assert "nobody gets a message" not in words(answer)


def test_rows_without_an_address_are_issued_all_the_same(editor: Client, draft: Make) -> None:
    job = draft(LIST)
    editor.post(at("options", job), MAILED)
    assert editor.get(at("summary", job)).context["totals"]["ready"] == 3
