"""Who looked at which certificate, and what they were told."""

from django.db import models

from certificates.models import Certificate
from iconikcerts.common.models import BaseModel


class VerificationLog(BaseModel):
    """One attempt, also for codes that do not exist (`certificate` is then empty).

    `network` is the caller's address without its last part (IPv4 /24, IPv6 /48): enough to see abuse,
    not enough to name a person.
    """

    class Method(models.TextChoices):
        QR_CODE = "qr_code", "QR code"
        URL = "url", "Address or code"
        API = "api", "API"
        FILE = "file", "File"

    class Result(models.TextChoices):
        VALID = "valid", "Valid"
        REVOKED = "revoked", "Revoked"
        EXPIRED = "expired", "Expired"
        ALTERED = "altered", "Altered"
        UNKNOWN = "unknown", "Unknown"

    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, null=True, related_name="verifications"
    )
    method = models.CharField(max_length=16, choices=Method)
    result = models.CharField(max_length=16, choices=Result)
    network = models.CharField(max_length=64, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [models.Index(fields=["certificate", "-created_at"], name="verification_recent")]

    def __str__(self) -> str:
        return f"{self.result} by {self.method}"
