"""Sending a certificate again: a new round, to whom it should go, and not too often."""

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent
from certificates.models import Certificate, Delivery
from certificates.options import JobOptions
from certificates.services import delivery, outbox, resending, revocation
from iconikcerts.common.errors import Conflict, TooManyRequests
from tests.certificates.conftest import MailJob
from tests.certificates.test_delivery import sent_to
from tests.servers import Mailbox

pytestmark = pytest.mark.usefixtures("sending", "_quiet_queue")


@pytest.fixture
def _quiet_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certificates.services.dispatch.send", lambda task, job: None)


def rounds(certificate: Certificate) -> list[tuple[int, str, str, bool]]:
    return list(
        certificate.deliveries.order_by("round").values_list("round", "address", "state", "is_current")
    )


def test_a_corrected_address_gets_a_second_round(mail_job: MailJob, smtp_server: Mailbox) -> None:
    smtp_server.recipients = {"gone@example.org": ["550 no such user"]}
    job = mail_job("gone@example.org")
    delivery.send_batch(job_id=job.pk)
    certificate = job.certificates.get()
    resending.resend(certificate=certificate, by=job.creator, address=" Amina <here@EXAMPLE.org> ")
    delivery.send_batch(job_id=job.pk)
    assert rounds(certificate) == [
        (1, "gone@example.org", "failed", False),
        (2, "here@example.org", "sent", True),
    ]
    [mail] = smtp_server.messages
    assert str(mail["Message-ID"]).split("@")[0].endswith(".2")
    deed = AuditEvent.objects.get(action="certificate.send")
    assert (deed.actor, deed.target_id, deed.data) == (job.creator, str(certificate.pk), {"round": 2})


def test_a_job_that_was_not_to_mail_names_whoever_sends_as_the_one_to_answer(
    mail_job: MailJob, smtp_server: Mailbox
) -> None:
    job = mail_job("amina@example.org")
    Delivery.objects.all().delete()
    job.options = JobOptions(issued_on="2026-11-02").to_json()
    job.save()
    resending.resend(certificate=job.certificates.get(), by=job.creator, address="amina@example.org")
    delivery.send_batch(job_id=job.pk)
    assert smtp_server.messages[0]["Reply-To"] == job.creator.email


def test_a_message_on_its_way_is_not_sent_beside_another(mail_job: MailJob) -> None:
    job = mail_job("amina@example.org")
    with pytest.raises(Conflict, match="A message with this certificate is on its way"):
        resending.resend(certificate=job.certificates.get(), by=job.creator, address="amina@example.org")


def test_a_revoked_certificate_is_not_sent(mail_job: MailJob) -> None:
    job = mail_job("amina@example.org")
    certificate = job.certificates.get()
    revocation.revoke(certificate=certificate, by=None, reason="Mistake")
    certificate.refresh_from_db()
    with pytest.raises(Conflict, match="is revoked, so it is not sent"):
        resending.resend(certificate=certificate, by=job.creator, address="amina@example.org")
    assert resending.sendable(Certificate.objects.all()).count() == 0


@pytest.mark.parametrize("address", ["", "amina", "a@example.org, b@example.org"])
def test_what_is_no_address_is_refused(mail_job: MailJob, address: str) -> None:
    job = mail_job("amina@example.org")
    delivery.send_batch(job_id=job.pk)
    with pytest.raises(resending.InvalidAddress):
        resending.resend(certificate=job.certificates.get(), by=job.creator, address=address)
    assert job.deliveries.count() == 1


def test_nobody_is_sent_the_same_certificate_all_day_long(mail_job: MailJob, settings: Settings) -> None:
    settings.MAIL_RESENDS_PER_DAY = 2
    job = mail_job("amina@example.org")
    certificate = job.certificates.get()
    for _ in range(2):
        delivery.send_batch(job_id=job.pk)
        resending.resend(certificate=certificate, by=job.creator, address="amina@example.org")
    delivery.send_batch(job_id=job.pk)
    with pytest.raises(TooManyRequests, match="sent 2 times within a day") as refused:
        resending.resend(certificate=certificate, by=job.creator, address="amina@example.org")
    assert 86_000 < refused.value.retry_after_s <= 86_400
    assert resending.sendable(Certificate.objects.all()).count() == 0


def test_many_are_sent_each_to_the_address_known_last(mail_job: MailJob, smtp_server: Mailbox) -> None:
    job = mail_job("a@example.org", "b@example.org", "")
    first = job.certificates.get(recipient_email="a@example.org")
    delivery.send_batch(job_id=job.pk)
    resending.resend(certificate=first, by=job.creator, address="a2@example.org")
    delivery.send_batch(job_id=job.pk)
    smtp_server.clear()
    everything = Certificate.objects.filter(job=job)
    assert resending.resend_all(team=job.team, certificates=everything, by=job.creator, expected=2) == 2
    delivery.send_batch(job_id=job.pk)
    assert sent_to(smtp_server) == ["a2@example.org", "b@example.org"]
    assert AuditEvent.objects.filter(action="certificate.send").count() == 3


def test_another_number_than_was_agreed_sends_none(mail_job: MailJob) -> None:
    job = mail_job("a@example.org", "b@example.org")
    delivery.send_batch(job_id=job.pk)
    with pytest.raises(revocation.CountChanged, match="There are 2 messages to send now, not 3"):
        resending.resend_all(
            team=job.team, certificates=Certificate.objects.all(), by=job.creator, expected=3
        )
    assert job.deliveries.count() == 2


def test_only_messages_that_failed_are_sent_again_for_a_job(mail_job: MailJob, smtp_server: Mailbox) -> None:
    smtp_server.recipients = {"b@example.org": ["550 no such user"]}
    job = mail_job("a@example.org", "b@example.org", "")
    delivery.send_batch(job_id=job.pk)
    assert [c.recipient_email for c in resending.unsent(job)] == ["b@example.org"]
    resending.resend_all(team=job.team, certificates=resending.unsent(job), by=job.creator, expected=1)
    delivery.send_batch(job_id=job.pk)
    assert sent_to(smtp_server) == ["a@example.org", "b@example.org"]
    assert resending.unsent(job).count() == 0


def test_a_cancelled_job_keeps_its_messages_until_somebody_sends_them(
    mail_job: MailJob, smtp_server: Mailbox
) -> None:
    job = mail_job("a@example.org")
    job.deliveries.update(next_try_at=None)
    assert outbox.release(job_id=job.pk, was_cancelled=True) == 0
    assert delivery.send_batch(job_id=job.pk) == 0
    assert job.deliveries.get().fault_code == "cancelled"
    resending.resend_all(team=job.team, certificates=resending.unsent(job), by=job.creator, expected=1)
    delivery.send_batch(job_id=job.pk)
    assert sent_to(smtp_server) == ["a@example.org"]


@pytest.mark.parametrize("count", [1, 3])
def test_many_are_asked_for_in_a_constant_number_of_queries(
    mail_job: MailJob, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    job = mail_job(*[f"p{n}@example.org" for n in range(count)])
    delivery.send_batch(job_id=job.pk)
    with django_assert_num_queries(10):
        resending.resend_all(
            team=job.team, certificates=Certificate.objects.all(), by=job.creator, expected=count
        )
