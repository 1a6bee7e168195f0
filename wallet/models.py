"""Who looked at which certificate and what they were told; and what somebody finds wrong with one."""

from django.db import models
from django.db.models import Q

from accounts.models import Team, User
from certificates.models import Certificate
from iconikcerts.common.models import BaseModel


class VerificationLog(BaseModel):
    """One attempt, also for codes that do not exist (`certificate` is then empty).

    `network` is the caller's address without its last part (IPv4 /24, IPv6 /48): enough to see abuse,
    not enough to name a person. Rows are deleted after VERIFICATION_LOG_DAYS.
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
        SUPERSEDED = "superseded", "Replaced"
        ALTERED = "altered", "Altered"
        UNKNOWN = "unknown", "Unknown"

    # Found by `verification_recent`, so that each check writes one index less.
    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, null=True, related_name="verifications", db_index=False
    )
    # The certificate's, which never changes: beside it, so that a team's latest are found without its certificates.
    team = models.ForeignKey(Team, on_delete=models.CASCADE, null=True, related_name="+", db_index=False)
    method = models.CharField(max_length=16, choices=Method)
    result = models.CharField(max_length=16, choices=Result)
    network = models.CharField(max_length=64, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["certificate", "-created_at"], name="verification_recent"),
            models.Index(
                fields=["team", "-created_at"],
                condition=Q(team__isnull=False),
                name="verification_team_recent",
            ),
            models.Index(fields=["created_at"], name="verification_by_age"),
        ]

    def __str__(self) -> str:
        return f"{self.result} by {self.method}"


class Listing(BaseModel):
    """The holder lets search engines list the page of a certificate. Without one they are asked to stay away."""

    certificate = models.OneToOneField(Certificate, on_delete=models.CASCADE, related_name="listing")
    # Whoever closes the account takes the consent back.
    holder = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.certificate} may be listed"


class ProblemReport(BaseModel):
    """What somebody finds wrong with a certificate; needs no account. A moderator deals with it in the admin.

    `code` is what was asked for, also when no certificate has it. `contact` is an address that the reporter gave on
    purpose. Reports that were dealt with are deleted after PROBLEM_REPORT_DAYS.
    """

    class Kind(models.TextChoices):
        WRONG = "wrong", "Something on it is wrong"
        MISUSED = "misused", "Somebody else uses it as their own"
        FORGED = "forged", "I was shown a forged or changed one"
        PRIVACY = "privacy", "It is about me, and I do not want it to be public"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        DONE = "done", "Dealt with"
        DISMISSED = "dismissed", "No action needed"

    certificate = models.ForeignKey(
        Certificate, on_delete=models.CASCADE, null=True, blank=True, related_name="problem_reports"
    )
    code = models.CharField(max_length=32, blank=True)
    kind = models.CharField(max_length=16, choices=Kind)
    message = models.TextField(max_length=2000)
    contact = models.EmailField(max_length=254, blank=True)
    network = models.CharField(max_length=64, blank=True)

    state = models.CharField(max_length=16, choices=State, default=State.OPEN)
    note = models.TextField("moderator's note", max_length=2000, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | (~Q(state="open") & Q(closed_at__isnull=False)),
                name="problem_report_closed_has_a_time",
            )
        ]
        indexes = [models.Index(fields=["state", "-created_at"], name="problem_report_queue")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_state_display()})"
