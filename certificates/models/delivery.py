"""The outbox: one row for each message that takes a certificate to its recipient."""

from django.db import models
from django.db.models import Q

from accounts.models import User
from certificates.models.certificate import Certificate
from certificates.models.job import BulkGenerationJob
from iconikcerts.common.models import BaseModel


class Delivery(BaseModel):
    """One message. Sending is decided by its state alone, so that no queue, worker or retry can send it twice.

    A row waits until `next_try_at` (None: until its job's rows are done), is claimed by a worker, and becomes
    `sending` in the moment before it is handed over. What a dead worker leaves as `sending` may have gone out: it
    is never tried again by itself (docs/adr/0008-at-most-one-message.md).
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        SENDING = "sending", "Being sent"
        SENT = "sent", "Sent"
        FAILED = "failed", "Not sent"
        SKIPPED = "skipped", "Left out"

    certificate = models.ForeignKey(Certificate, on_delete=models.CASCADE, related_name="deliveries")
    # The certificate's own job, whose counts come from here while it is looked at.
    job = models.ForeignKey(BulkGenerationJob, on_delete=models.CASCADE, related_name="deliveries")
    # Normalised by `ingest.addresses.read_email`; empty when the list had none, and then the message is left out.
    address = models.EmailField(max_length=254, blank=True)
    # 1 for the message of the job, then one more each time that a person asks for another.
    round = models.PositiveSmallIntegerField(default=1)
    # The last round of its certificate: what counts and lists show.
    is_current = models.BooleanField(default=True)
    asked_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    next_try_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claim = models.UUIDField(null=True, blank=True)
    claimed_by = models.CharField(max_length=128, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    # The last fault: a stable code, and words for the person who sent it. Neither holds an address.
    fault_code = models.CharField(max_length=32, blank=True)
    fault = models.CharField(max_length=300, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    # When a rule on retention took the address away; that a message went out stays.
    address_deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "deliveries"
        constraints = [
            models.UniqueConstraint(
                fields=["certificate", "address", "round"], name="delivery_once_per_round"
            ),
            models.UniqueConstraint(
                fields=["certificate"], condition=Q(is_current=True), name="delivery_one_current"
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                name="delivery_sent_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(claim__isnull=False), name="delivery_sending_is_claimed"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["waiting", "sending", "sent"])
                | ~Q(address="")
                | Q(state="sent", address_deleted_at__isnull=False),
                name="delivery_has_an_address",
            ),
        ]
        indexes = [
            models.Index(fields=["job", "is_current", "state"], name="delivery_job_state"),
            models.Index(
                fields=["job", "next_try_at", "id"], condition=Q(state="waiting"), name="delivery_due"
            ),
            models.Index(fields=["claim"], condition=Q(claim__isnull=False), name="delivery_claim"),
        ]

    def __str__(self) -> str:
        return f"message {self.round} of {self.certificate_id}: {self.state}"
