"""What became of messages: of a job's as a whole, of one certificate's in their order."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet
from django.utils import timezone

from certificates.models import BulkGenerationJob, Certificate, Delivery

State = Delivery.State
# While the next try is that near, whoever looks at the page sees it happen.
SOON = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class MailProgress:
    """How far the messages of a job are; the last of each certificate counts.

    `held`: those that wait for the job's rows. `next_try_at`: when the first of those that wait is due.
    `waits_for`: words for what holds them up, "" when nothing does.
    """

    held: int
    waiting: int
    sent: int
    failed: int
    skipped: int
    next_try_at: datetime | None
    waits_for: str

    @property
    def total(self) -> int:
        """All that somebody has an address for."""
        return self.held + self.waiting + self.sent + self.failed

    @property
    def is_moving(self) -> bool:
        """Whether something will be different in a moment."""
        is_due = self.next_try_at is None or self.next_try_at < timezone.now() + SOON
        return bool(self.waiting) and is_due


def mail_progress(job: BulkGenerationJob) -> MailProgress | None:
    """One query; None for a job without any message."""
    waiting = Q(state__in=[State.WAITING, State.SENDING])
    is_held = Q(state=State.WAITING, next_try_at=None)
    found = job.deliveries.filter(is_current=True).aggregate(
        all=Count("id"),
        held=Count("id", filter=is_held),
        waiting=Count("id", filter=waiting & ~is_held),
        sent=Count("id", filter=Q(state=State.SENT)),
        failed=Count("id", filter=Q(state=State.FAILED)),
        skipped=Count("id", filter=Q(state=State.SKIPPED)),
        next_try_at=Min("next_try_at", filter=waiting),
        waits_for=Max("fault", filter=waiting),
    )
    if not found.pop("all"):
        return None
    return MailProgress(**found | {"waits_for": found["waits_for"] or ""})


def unsent(job: BulkGenerationJob) -> QuerySet[Delivery]:
    """Messages that failed, then those that were left out, with their certificates, in the order of the list."""
    stuck = job.deliveries.filter(is_current=True, state__in=[State.FAILED, State.SKIPPED])
    return (
        stuck.select_related("certificate__row")
        .defer("certificate__data")
        .order_by("state", "certificate__row__line")
    )


def deliveries(certificate: Certificate) -> QuerySet[Delivery]:
    """Every message of a certificate, oldest first, with who asked for it."""
    return certificate.deliveries.select_related("asked_by").order_by("round")
