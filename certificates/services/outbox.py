"""Which certificates are to be mailed: rows of the outbox, written with the certificates or asked for by a person."""

from collections.abc import Sequence
from uuid import UUID

from django.utils import timezone

from certificates import tasks
from certificates.models import BulkGenerationJob, Certificate, Delivery
from certificates.options import JobOptions
from certificates.services import dispatch

State = Delivery.State
NO_ADDRESS = ("no_address", "The list had no email address in this row.")
CANCELLED = ("cancelled", "The job was cancelled before its messages were sent.")


def add(*, job: BulkGenerationJob, certificates: Sequence[Certificate]) -> None:
    """Write a message for each new certificate of a job that mails; call it in the transaction that saves them.

    They wait until the job's rows are done (`release`): who cancels a job has sent nothing. One query for any number.
    """
    if not JobOptions.from_json(job.options).send_email:
        return
    Delivery.objects.bulk_create(_first(certificate) for certificate in certificates)


def _first(certificate: Certificate) -> Delivery:
    delivery = Delivery(
        certificate=certificate, job_id=certificate.job_id, address=certificate.recipient_email
    )
    if not delivery.address:
        delivery.state = State.SKIPPED
        delivery.fault_code, delivery.fault = NO_ADDRESS
    return delivery


def release(*, job_id: UUID, was_cancelled: bool) -> int:
    """Let the messages of a job go, whose rows are done; those of a cancelled one stay. Returns how many go."""
    held = Delivery.objects.filter(job=job_id, state=State.WAITING, next_try_at=None)
    if was_cancelled:
        code, words = CANCELLED
        held.update(state=State.SKIPPED, fault_code=code, fault=words)
        return 0
    return held.update(next_try_at=timezone.now())


def send(job: BulkGenerationJob) -> None:
    """Put the sending of a job's messages on the queue after the commit."""
    BulkGenerationJob.objects.filter(pk=job.pk).update(mailed_at=timezone.now())
    dispatch.send(tasks.send_mails, job)
