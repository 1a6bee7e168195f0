"""Personal data of recipients: what a team does when they ask that it goes, who has asked, and what was taken out."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models import ErasureReceipt, Team, User
from certificates.models.certificate import Certificate
from iconikcerts.common.models import BaseModel


class ErasurePolicy(BaseModel):
    """What a team does when a recipient wants their personal data out of its certificates. A team without one decides each time."""

    class Mode(models.TextChoices):
        ASK = "ask", "Decide on each request"
        AT_ONCE = "at_once", "Erase at once"
        KEEP = "keep", "Keep the data"

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="erasure_policy")
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.ASK)
    # Why it is kept, for those who ask to read.
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name_plural = "erasure policies"
        constraints = [
            models.CheckConstraint(
                condition=~Q(mode="keep") | ~Q(reason=""), name="erasure_kept_has_a_reason"
            )
        ]

    def __str__(self) -> str:
        return f"{self.team_id}: {self.mode}"


class RecipientErasure(BaseModel):
    """One act of erasure in one team, for the team to see. It names no recipient; the certificates say that they were erased."""

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="recipient_erasures")
    # Null: nobody of the team did it, but its policy or its rule on how long data is kept.
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    reason = models.CharField(max_length=10, choices=Certificate.Erasure)
    certificates = models.PositiveIntegerField()
    receipt = models.OneToOneField(ErasureReceipt, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["team", "-created_at"], name="recipient_erasure_recent")]

    def __str__(self) -> str:
        return f"{self.certificates} certificates, {self.created_at:%Y-%m-%d}"


class ErasureRequest(BaseModel):
    """A recipient's wish that a team has to decide on. The address goes with the decision."""

    class State(models.TextChoices):
        OPEN = "open", "Waiting"
        ACCEPTED = "accepted", "Erased"
        REFUSED = "refused", "Refused"

    # GDPR, Art. 12(3): an answer within one month.
    ANSWER_WITHIN = timedelta(days=30)

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="erasure_requests")
    # Proven: whoever asked can read what is sent there.
    address = models.EmailField(max_length=254, blank=True)
    certificates = models.ManyToManyField(Certificate, related_name="erasure_requests")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    # Why it was refused, as the person who asked reads it.
    answer = models.CharField(max_length=500, blank=True)
    erasure = models.OneToOneField(
        RecipientErasure, on_delete=models.PROTECT, null=True, blank=True, related_name="request"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) & ~Q(address="")
                | ~Q(state="open") & Q(decided_at__isnull=False, address=""),
                name="erasure_request_forgets_who_asked",
            ),
            models.UniqueConstraint(
                "team", Lower("address"), condition=Q(state="open"), name="erasure_request_one_open"
            ),
        ]
        indexes = [models.Index(fields=["team", "state", "-created_at"], name="erasure_request_recent")]

    def __str__(self) -> str:
        return f"request of {self.created_at:%Y-%m-%d}: {self.state}"

    @property
    def answer_by(self) -> datetime:
        """The last day for an answer."""
        return self.created_at + self.ANSWER_WITHIN
