"""Who sends which messages: claims, dead workers, and what the healer finds."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from certificates.services import delivery, healing, mail_claims, outbox
from tests.certificates.conftest import MailJob
from tests.certificates.test_delivery import sent_to, states
from tests.servers import Mailbox

pytestmark = pytest.mark.usefixtures("sending")


def test_two_workers_never_take_the_same_message(mail_job: MailJob) -> None:
    job = mail_job(*[f"p{n}@example.org" for n in range(4)])
    first, second = (mail_claims.claim(job_id=job.pk, limit=3) for _ in range(2))
    assert (len(first), len(second)) == (3, 1)
    assert {d.pk for d in first} & {d.pk for d in second} == set()


def test_what_a_dead_worker_was_sending_is_left_to_a_person_and_the_rest_goes_on(
    mail_job: MailJob, smtp_server: Mailbox
) -> None:
    job = mail_job("a@example.org", "b@example.org")
    batch = mail_claims.claim(job_id=job.pk, limit=9)
    assert mail_claims.begin(batch[0])
    # The worker dies here; its lease ends.
    job.deliveries.update(claimed_until=timezone.now() - timedelta(seconds=1))
    delivery.send_batch(job_id=job.pk)
    assert states(job) == {
        batch[0].address: ("failed", "unclear", 1),
        batch[1].address: ("sent", "", 1),
    }
    assert sent_to(smtp_server) == [batch[1].address]


def test_a_worker_that_lost_its_claim_sends_nothing(mail_job: MailJob) -> None:
    job = mail_job("a@example.org")
    [slow] = mail_claims.claim(job_id=job.pk, limit=1)
    job.deliveries.update(claimed_until=timezone.now() - timedelta(seconds=1))
    [quick] = mail_claims.claim(job_id=job.pk, limit=1)
    assert (mail_claims.begin(slow), mail_claims.begin(quick)) == (False, True)


@pytest.fixture
def queued(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ids of the jobs whose messages were put on the queue."""
    ids: list[str] = []
    monkeypatch.setattr("certificates.services.dispatch.send", lambda task, job: ids.append(str(job.pk)))
    return ids


def test_due_messages_that_nobody_sends_are_found_once(mail_job: MailJob, queued: list[str]) -> None:
    job = mail_job("a@example.org")
    assert (healing.heal(), healing.heal(), queued) == (1, 0, [str(job.pk)])


def test_messages_in_a_pause_are_left_alone(mail_job: MailJob, queued: list[str]) -> None:
    job = mail_job("a@example.org")
    job.deliveries.update(next_try_at=timezone.now() + timedelta(minutes=1))
    assert (healing.heal(), queued) == (0, [])


def test_messages_of_a_dead_process_are_freed_and_sent_on_at_once(
    mail_job: MailJob, queued: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = mail_job("a@example.org")
    outbox.send(job)
    mail_claims.claim(job_id=job.pk, limit=1)
    monkeypatch.setattr("certificates.services.claims._is_alive", lambda pid: False)
    assert healing.heal() == 1
    assert job.deliveries.get().claim is None


@pytest.mark.parametrize("count", [1, 3])
def test_messages_are_claimed_in_a_constant_number_of_queries(
    mail_job: MailJob, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    job = mail_job(*[f"p{n}@example.org" for n in range(count)])
    with django_assert_num_queries(7):
        mail_claims.claim(job_id=job.pk, limit=50)
