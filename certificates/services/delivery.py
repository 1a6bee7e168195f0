"""Sends the messages of the outbox, a batch at a time over one connection."""

import logging
import random
import time
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from certificates.models import BulkGenerationJob, Delivery
from certificates.services import letters, mail_claims, mail_faults
from certificates.services.mail_faults import Course, MailFault
from certificates.services.post import Post
from iconikcerts.common import ratelimit

log = logging.getLogger(__name__)
State = Delivery.State
# A batch ends after this time, so that no job keeps a worker from the others.
BATCH_S = 5
LONGEST_PAUSE_S = 3600


def send_batch(*, job_id: UUID) -> int:
    """Send the next messages of a job that are due. Returns how many it took; 0 when there is nothing to do now.

    A message that is refused fails alone. While the server takes none, all of the job's wait, and none is lost.
    """
    batch = mail_claims.claim(job_id=job_id, limit=settings.MAIL_BATCH)
    if not batch:
        return 0
    BulkGenerationJob.objects.filter(pk=job_id).update(mailed_at=timezone.now())
    job = BulkGenerationJob.objects.select_related("template_version").get(pk=job_id)
    ends = time.monotonic() + BATCH_S
    try:
        with Post() as post:
            for delivery in batch:
                if time.monotonic() > ends or not _send(post, delivery, job):
                    break
    finally:
        mail_claims.release(batch[0])
    return len(batch)


def _send(post: Post, delivery: Delivery, job: BulkGenerationJob) -> bool:
    """One message. False when no other can be sent now either."""
    message = _written(delivery, job)
    if message is None:
        _fail(delivery, *mail_faults.UNWRITTEN)
        return True
    _keep_pace()
    try:
        if post.hand_over(message, is_mine=lambda: mail_claims.begin(delivery)):
            _settle(delivery, state=State.SENT, sent_at=timezone.now(), fault_code="", fault="")
    except MailFault as fault:
        return _answer(delivery, fault)
    return True


def _written(delivery: Delivery, job: BulkGenerationJob) -> EmailMessage | None:
    """The message, or None when it cannot be made: a missing file or a bug holds no other message up."""
    try:
        message = letters.letter(delivery=delivery, job=job)
        message.message()
    except Exception:
        log.exception("message %s cannot be put together", delivery.pk)
        return None
    return message


def _settle(delivery: Delivery, **fields: Any) -> None:
    """Write the end of a try, unless the claim was lost meanwhile."""
    mine = Delivery.objects.filter(pk=delivery.pk, claim=delivery.claim)
    mine.update(**{"next_try_at": None, "updated_at": timezone.now(), **mail_claims.FREE, **fields})


def _keep_pace() -> None:
    """Wait until one more message may go out this second, of all that the workers send."""
    limit = ratelimit.Limit("mail", settings.MAIL_PER_SECOND, 1)
    while ratelimit.wait(limit, "all"):
        time.sleep(1 - time.time() % 1)


def _answer(delivery: Delivery, fault: MailFault) -> bool:
    """Write down what the server said. False when it takes nothing at all just now."""
    if fault.course in (Course.PAUSE, Course.OPERATOR):
        _pause(delivery, fault)
        return False
    if fault.course == Course.LATER:
        _put_off(delivery, fault)
    else:
        _fail(delivery, fault.code, fault.words)
    return True


def _put_off(delivery: Delivery, fault: MailFault) -> None:
    tries = delivery.attempts + 1
    if tries >= settings.MAIL_TRIES:
        _fail(delivery, *mail_faults.GIVEN_UP)
        return
    pause = min(LONGEST_PAUSE_S, settings.MAIL_RETRY_S * 2 ** (tries - 1))
    said = {"fault_code": fault.code, "fault": fault.words}
    _settle(delivery, state=State.WAITING, attempts=tries, next_try_at=_in_about(pause), **said)


def _fail(delivery: Delivery, code: str, words: str) -> None:
    _settle(delivery, state=State.FAILED, attempts=delivery.attempts + 1, fault_code=code, fault=words)


def _pause(delivery: Delivery, fault: MailFault) -> None:
    """Everything of this job that is due waits. No try is counted: the fault is not the message's."""
    level = logging.ERROR if fault.course == Course.OPERATOR else logging.WARNING
    log.log(level, "mails wait: %s", fault.words, extra={"code": fault.code})
    _settle(delivery, state=State.WAITING, attempts=delivery.attempts, next_try_at=timezone.now())
    mail_claims.release(delivery)
    due = Delivery.objects.filter(
        job=delivery.job_id, state=State.WAITING, claim=None, next_try_at__lte=timezone.now()
    )
    due.update(next_try_at=_in_about(settings.MAIL_RETRY_S), fault_code=fault.code, fault=fault.words)


def _in_about(seconds: float) -> datetime:
    """That time from now, a fifth more or less, so that what failed together is not tried together."""
    return timezone.now() + timedelta(seconds=seconds * random.uniform(0.8, 1.2))  # noqa: S311 - no secret
