"""The outbox and a real SMTP server: each message goes out once, and what the server answers decides what follows."""

import io
from email.message import EmailMessage

import pytest
from django.utils import timezone
from PIL import Image
from pytest_django.fixtures import Settings

from certificates.models import BulkGenerationJob, Delivery
from certificates.services import delivery, post, revocation
from tests.certificates.conftest import MailJob
from tests.servers import Mailbox, SmtpServer

State = Delivery.State
pytestmark = pytest.mark.usefixtures("sending")


def sent_to(mailbox: Mailbox) -> list[str]:
    return sorted(str(mail["To"]) for mail in mailbox.messages)


def states(job: BulkGenerationJob) -> dict[str, tuple[str, str, int]]:
    """State, fault and tries by address."""
    return {d.address: (d.state, d.fault_code, d.attempts) for d in job.deliveries.all()}


def later(job: BulkGenerationJob) -> None:
    """As if the pauses were over."""
    Delivery.objects.filter(job=job, state=State.WAITING).update(next_try_at=timezone.now())


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    body = mail.get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_message_carries_the_words_the_link_and_the_pdf(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job("amina@example.org", reply_to="office@school.example.org")
    assert delivery.send_batch(job_id=job.pk) == 1
    [mail], certificate = smtp_server.messages, job.certificates.get()
    row = job.deliveries.get()
    assert {
        name: str(mail[name])
        for name in ("To", "From", "Reply-To", "Subject", "Auto-Submitted", "Message-ID")
    } == {
        "To": "amina@example.org",
        "From": f'"{job.team.name} via IconikCerts" <no-reply@certs.example.org>'.replace('"', ""),
        "Reply-To": "office@school.example.org",
        "Subject": "Your certificate: Applied Data Analysis",
        "Auto-Submitted": "auto-generated",
        "Message-ID": f"<{row.pk.hex}.1@certs.example.org>",
    }
    assert mail["Date"].datetime is not None
    link = f"https://certs.example.org/v/{certificate.code}"
    assert link in text_of(mail)
    assert f'href="{link}"' in text_of(mail, "html")
    assert f"Hello Person 0,\n\n{job.team.name} has issued a certificate to you.\n" in text_of(mail)
    [picture] = [part for part in mail.walk() if part.get_content_type() == "image/jpeg"]
    assert (picture["Content-ID"], picture.get_content_disposition()) == (
        "<certificate@iconikcerts>",
        "inline",
    )
    assert '<img src="cid:certificate@iconikcerts"' in text_of(mail, "html")
    assert Image.open(io.BytesIO(picture.get_content())).width == 1000
    [pdf] = mail.iter_attachments()
    with certificate.file.open("rb") as file:
        assert (pdf.get_content_type(), pdf.get_content()) == ("application/pdf", file.read())
    assert pdf.get_filename() == f"{certificate.number} Person 0.pdf"


def test_words_of_the_sender_stand_for_the_usual_ones(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job(
        "amina@example.org",
        mail_subject="{recipient.name}: {certificate.number}",
        mail_text="شكرًا {recipient.name}\n<b>{certificate.issued_on}</b>",
    )
    delivery.send_batch(job_id=job.pk)
    [mail] = smtp_server.messages
    assert mail["Subject"] == f"Person 0: {job.certificates.get().number}"
    assert "شكرًا Person 0\n<b>November 2, 2026</b>\n" in text_of(mail)
    page = text_of(mail, "html")
    assert '<p dir="auto">شكرًا Person 0<br>&lt;b&gt;November 2, 2026&lt;/b&gt;</p>' in page


def test_the_message_speaks_the_language_of_the_certificate(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job("a@example.org", language="ar")
    delivery.send_batch(job_id=job.pk)
    [mail] = smtp_server.messages
    assert mail["Subject"] == "شهادتك: Applied Data Analysis"
    assert mail["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl">' in text_of(mail, "html")
    assert "عرض الشهادة" in text_of(mail)


def test_a_large_pdf_is_linked_and_not_attached(
    mail_job: MailJob, smtp_server: Mailbox, settings: Settings
) -> None:
    settings.MAIL_ATTACH_MAX_MB = 0
    job = mail_job("amina@example.org")
    delivery.send_batch(job_id=job.pk)
    [mail] = smtp_server.messages
    assert list(mail.iter_attachments()) == []
    assert "You can download the PDF there." in text_of(mail)


def test_many_go_out_over_one_connection_and_each_once(mail_job: MailJob, smtp_server: Mailbox) -> None:
    addresses = [f"p{n}@example.org" for n in range(12)]
    job = mail_job(*addresses)
    taken = [delivery.send_batch(job_id=job.pk), delivery.send_batch(job_id=job.pk)]
    assert (taken, smtp_server.connections) == ([12, 0], 1)
    assert sent_to(smtp_server) == sorted(addresses)
    assert set(states(job).values()) == {("sent", "", 1)}


def test_a_row_without_an_address_is_left_out_and_says_why(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job("amina@example.org", "")
    delivery.send_batch(job_id=job.pk)
    assert states(job) == {"amina@example.org": ("sent", "", 1), "": ("skipped", "no_address", 0)}
    assert sent_to(smtp_server) == ["amina@example.org"]


def test_an_address_that_is_put_off_gets_its_message_later(
    mail_job: MailJob, smtp_server: Mailbox, settings: Settings
) -> None:
    smtp_server.recipients = {"slow@example.org": ["451 try again later"]}
    job = mail_job("slow@example.org", "quick@example.org")
    delivery.send_batch(job_id=job.pk)
    assert states(job) == {
        "slow@example.org": ("waiting", "put_off", 1),
        "quick@example.org": ("sent", "", 1),
    }
    pause = (job.deliveries.get(address="slow@example.org").next_try_at - timezone.now()).total_seconds()
    assert 0.8 * settings.MAIL_RETRY_S - 5 < pause < 1.2 * settings.MAIL_RETRY_S
    assert delivery.send_batch(job_id=job.pk) == 0
    later(job)
    delivery.send_batch(job_id=job.pk)
    assert states(job)["slow@example.org"] == ("sent", "", 2)
    assert sent_to(smtp_server) == ["quick@example.org", "slow@example.org"]


def test_a_message_that_is_put_off_each_time_is_given_up(
    mail_job: MailJob, smtp_server: Mailbox, settings: Settings
) -> None:
    settings.MAIL_TRIES = 3
    smtp_server.reply = "452 mailbox full"
    job = mail_job("full@example.org")
    seen = []
    for _ in range(4):
        seen.append((delivery.send_batch(job_id=job.pk), *states(job)["full@example.org"]))
        later(job)
    assert seen == [
        (1, "waiting", "put_off", 1),
        (1, "waiting", "put_off", 2),
        (1, "failed", "given_up", 3),
        (0, "failed", "given_up", 3),
    ]


def test_a_refused_address_fails_alone(mail_job: MailJob, smtp_server: Mailbox) -> None:
    smtp_server.recipients = {"gone@example.org": ["550 no such user"]}
    job = mail_job("gone@example.org", "here@example.org")
    delivery.send_batch(job_id=job.pk)
    assert states(job) == {"gone@example.org": ("failed", "refused", 1), "here@example.org": ("sent", "", 1)}


def test_a_server_that_is_down_holds_all_up_and_loses_none(mail_job: MailJob, settings: Settings) -> None:
    server = SmtpServer()
    settings.EMAIL_PORT = server.mailbox.port
    job = mail_job("a@example.org", "b@example.org")
    delivery.send_batch(job_id=job.pk)
    assert set(states(job).values()) == {("waiting", "unreachable", 0)}
    assert delivery.send_batch(job_id=job.pk) == 0  # until the pause is over
    mailbox = server.start()
    try:
        later(job)
        delivery.send_batch(job_id=job.pk)
    finally:
        server.stop()
    assert sent_to(mailbox) == ["a@example.org", "b@example.org"]
    assert set(states(job).values()) == {("sent", "", 1)}


def test_a_log_in_that_is_refused_stops_the_batch_and_tells_the_operator(
    mail_job: MailJob, smtp_server: Mailbox, caplog: pytest.LogCaptureFixture
) -> None:
    smtp_server.recipients = {f"{name}@example.org": ["530 5.7.0 Authentication required"] for name in "ab"}
    job = mail_job("a@example.org", "b@example.org")
    delivery.send_batch(job_id=job.pk)
    assert set(states(job).values()) == {("waiting", "log_in", 0)}
    [line] = [record for record in caplog.records if record.name.startswith("certificates")]
    assert (line.levelname, "The operator must mend EMAIL_URL" in line.getMessage()) == ("ERROR", True)
    assert "example.org" not in line.getMessage()


def test_a_connection_that_ends_between_messages_is_made_again(
    mail_job: MailJob, smtp_server: Mailbox
) -> None:
    smtp_server.recipients = {"b@example.org": ["drop"]}
    job = mail_job("a@example.org", "b@example.org", "c@example.org")
    delivery.send_batch(job_id=job.pk)
    assert sent_to(smtp_server) == ["a@example.org", "b@example.org", "c@example.org"]
    assert smtp_server.connections == 2


def test_a_connection_that_ends_after_the_text_is_unclear_and_never_tried_again_by_itself(
    mail_job: MailJob, smtp_server: Mailbox
) -> None:
    smtp_server.replies = ["drop"]
    job = mail_job("a@example.org")
    delivery.send_batch(job_id=job.pk)
    later(job)
    delivery.send_batch(job_id=job.pk)
    assert (states(job), smtp_server.messages) == ({"a@example.org": ("failed", "unclear", 1)}, [])


def test_a_certificate_revoked_meanwhile_is_not_sent(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job("a@example.org", "b@example.org")
    revoked = job.certificates.get(recipient_email="a@example.org")
    revocation.revoke(certificate=revoked, by=None, reason="Mistake")
    delivery.send_batch(job_id=job.pk)
    assert states(job) == {"a@example.org": ("skipped", "revoked", 0), "b@example.org": ("sent", "", 1)}
    assert sent_to(smtp_server) == ["b@example.org"]


def test_a_pdf_that_is_gone_fails_alone(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job("a@example.org", "b@example.org")
    lost = job.certificates.get(recipient_email="a@example.org")
    lost.file.storage.delete(lost.file.name)
    delivery.send_batch(job_id=job.pk)
    assert states(job) == {"a@example.org": ("failed", "unwritten", 1), "b@example.org": ("sent", "", 1)}


def test_letters_before_the_at_sign_go_as_rfc_6531_has_them(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job("jörg@bücher.example")
    delivery.send_batch(job_id=job.pk)
    assert states(job) == {"jörg@bücher.example": ("sent", "", 1)}


def test_the_pace_is_kept(mail_job: MailJob, smtp_server: Mailbox, settings: Settings) -> None:
    settings.MAIL_PER_SECOND = 2
    job = mail_job(*[f"p{n}@example.org" for n in range(5)])
    began = timezone.now()
    delivery.send_batch(job_id=job.pk)
    # Two in the second of the start, two in the next, one in the third: more than one second lies between.
    assert 1.0 < (timezone.now() - began).total_seconds() < 4.0
    assert len(smtp_server.messages) == 5


def test_without_a_server_where_the_mails_are_is_said(settings: Settings) -> None:
    settings.EMAIL_FILE_PATH = "/srv/mail"
    words = {}
    for name in ("smtp", "filebased", "console", "dummy"):
        settings.EMAIL_BACKEND = f"django.core.mail.backends.{name}.EmailBackend"
        words[name] = post.kept_in()
    assert words == {
        "smtp": "",
        "filebased": "in files in the folder /srv/mail",
        "console": "in the log of this site",
        "dummy": "nowhere: they are thrown away",
    }


def test_in_a_log_stands_what_a_person_reads_and_no_file(
    mail_job: MailJob, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    job = mail_job("amina@example.org")
    delivery.send_batch(job_id=job.pk)
    printed = capsys.readouterr().out
    assert f"https://certs.example.org/v/{job.certificates.get().code}" in printed
    assert [word for word in ("application/pdf", "image/jpeg", "base64") if word in printed] == []
    assert set(states(job).values()) == {("sent", "", 1)}
