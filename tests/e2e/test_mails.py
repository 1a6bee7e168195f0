"""Certificates on their way by e-mail: a real worker, a real SMTP server, and everything that goes wrong between them."""

import hashlib
import os
import signal
from collections import Counter
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from pytest_django.fixtures import Settings

from accounts.models import Team
from certificates.models import BulkGenerationJob, Delivery
from certificates.options import JobOptions
from certificates.services import healing, intake, jobs
from templates_app.models import TemplateVersion
from tests.e2e.conftest import ended, wait_until
from tests.servers import Mailbox, SmtpServer, WorkerProcess

ROWS = 60
Mailing = Callable[..., BulkGenerationJob]


@pytest.fixture
def mailing(team: Team, version: TemplateVersion, smtp_server: Mailbox, settings: Settings) -> Mailing:
    """Starts a job of `rows` rows that mails; the healer, which the tests call, finds what is due at once."""
    settings.JOB_STALE_S = 0

    def start(rows: int = ROWS) -> BulkGenerationJob:
        text = "Name,Course,E-mail\n" + "".join(
            f"Person {n},Chess,p{n}@example.org\n" for n in range(1, rows + 1)
        )
        file = ContentFile(text.encode(), name="people.csv")
        job = intake.create(team=team, by=team.owner, version=version, file=file, filename="people.csv")
        return jobs.start(job=job, by=team.owner, options=JobOptions(send_email=True))

    return start


def all_settled(job: BulkGenerationJob) -> Callable[[], bool]:
    """Whether no message of the job waits any more; lets the healer look each time."""

    def is_so() -> bool:
        healing.heal()
        open_ones = job.deliveries.filter(state__in=["waiting", "sending"])
        return job.deliveries.count() == ROWS and not open_ones.exists()

    return is_so


def received(mailbox: Mailbox) -> Counter[str]:
    return Counter(str(mail["To"]) for mail in mailbox.messages)


def everybody(count: int = ROWS) -> Counter[str]:
    return Counter(f"p{n}@example.org" for n in range(1, count + 1))


def assert_right(job: BulkGenerationJob, mailbox: Mailbox) -> None:
    """Each message brings the PDF and the link of its own recipient's certificate."""
    expected = {
        certificate.recipient_email: (certificate.hash.file_sha256, f"/v/{certificate.code}")
        for certificate in job.certificates.select_related("hash")
    }
    for mail in mailbox.messages:
        [pdf] = mail.iter_attachments()
        digest, link = expected[str(mail["To"])]
        body = mail.get_body(("plain",))
        assert body is not None
        assert hashlib.sha256(pdf.get_content()).hexdigest() == digest
        assert link in body.get_content()


def test_a_job_of_60_brings_each_recipient_the_right_certificate_once(
    celery_worker_process: WorkerProcess, mailing: Mailing, smtp_server: Mailbox
) -> None:
    job = mailing()
    wait_until(ended(job), "the job is complete")
    wait_until(all_settled(job), "all messages are sent")
    assert received(smtp_server) == everybody()
    assert set(job.deliveries.values_list("state", "attempts", "fault_code")) == {("sent", 1, "")}
    assert len({str(mail["Message-ID"]) for mail in smtp_server.messages}) == ROWS
    assert_right(job, smtp_server)


def test_a_worker_killed_in_the_middle_sends_nobody_two_messages_and_names_the_doubtful_one(
    celery_worker_process: WorkerProcess, mailing: Mailing, smtp_server: Mailbox
) -> None:
    smtp_server.delay_s = 0.1
    job = mailing()
    wait_until(lambda: len(smtp_server.messages) >= 10, "some are sent")
    os.killpg(celery_worker_process.pid, signal.SIGKILL)
    celery_worker_process.kill()
    assert len(smtp_server.messages) < ROWS
    celery_worker_process.begin()
    wait_until(all_settled(job), "all messages are settled")
    sent = Counter(job.deliveries.filter(state=Delivery.State.SENT).values_list("address", flat=True))
    doubtful = Counter(
        job.deliveries.filter(state=Delivery.State.FAILED, fault_code="unclear").values_list(
            "address", flat=True
        )
    )
    # At most the message that was under way in that moment; it may have arrived, and was not sent again.
    assert doubtful.total() <= 1
    assert sent + doubtful == everybody()
    assert sent <= received(smtp_server) <= sent + doubtful
    assert_right(job, smtp_server)


def test_a_recipient_who_is_put_off_gets_it_later_and_one_who_is_refused_is_named(
    celery_worker_process: WorkerProcess, mailing: Mailing, smtp_server: Mailbox
) -> None:
    smtp_server.recipients = {
        "p7@example.org": ["451 4.7.1 greylisted"],
        "p9@example.org": ["550 5.1.1 no such user"],
    }
    job = mailing()
    wait_until(all_settled(job), "all messages are settled")
    assert received(smtp_server) == everybody() - Counter(["p9@example.org"])
    assert set(job.deliveries.exclude(state="sent").values_list("address", "state", "fault_code")) == {
        ("p9@example.org", "failed", "refused")
    }
    assert job.deliveries.get(address="p7@example.org").attempts == 2


def test_a_server_that_goes_down_and_comes_back_loses_and_doubles_none(
    celery_worker_process: WorkerProcess, mailing: Mailing, smtp_process: SmtpServer, smtp_server: Mailbox
) -> None:
    smtp_process.stop()
    try:
        job = mailing()
        wait_until(ended(job), "the ZIP is there while nothing can be mailed")
        wait_until(lambda: job.deliveries.filter(fault_code="unreachable").count() == ROWS, "all wait")
        assert (received(smtp_server), job.status) == (Counter(), job.Status.COMPLETED)
    finally:
        smtp_process.start()
    wait_until(all_settled(job), "all messages are sent")
    assert received(smtp_server) == everybody()
    assert set(job.deliveries.values_list("state", "attempts")) == {("sent", 1)}
