"""What became of recipients' personal data: that it was taken out of certificates, by whom and why."""

from django.db import models

from accounts.models import ErasureReceipt, Team, User
from certificates.models.certificate import Certificate
from iconikcerts.common.models import BaseModel


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
