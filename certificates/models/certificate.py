"""Certificates and their seals. Once issued, only the status ever changes; and personal data can be taken out."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Team, User
from certificates.models.job import BulkGenerationJob, JobRow
from iconikcerts.common.models import BaseModel
from templates_app.models import TemplateVersion


class CertificateQuerySet(models.QuerySet["Certificate"]):
    def for_team(self, team: Team) -> "CertificateQuerySet":
        return self.filter(team=team)

    def valid(self, on: date) -> "CertificateQuerySet":
        """Not revoked, and not expired on that day."""
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=on), status=Certificate.Status.VALID)

    def with_replaced(self) -> "CertificateQuerySet":
        """Each with `is_replaced`: revoked by the certificate that took its place, and not before for a reason."""
        successor = Certificate.objects.filter(supersedes=OuterRef("pk"), created_at=OuterRef("revoked_at"))
        return self.annotate(is_replaced=Exists(successor))


class Certificate(BaseModel):
    """One issued certificate: it keeps its template version, its data, its issuer's name and its file."""

    class Status(models.TextChoices):
        VALID = "valid", "Valid"
        REVOKED = "revoked", "Revoked"
        EXPIRED = "expired", "Expired"

    class Erasure(models.TextChoices):
        """Why the personal data left."""

        WISH = "wish", "At the holder’s wish"
        ISSUER = "issuer", "By the issuer"
        RETENTION = "retention", "By the issuer’s rule on how long data is kept"

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="certificates")
    issuer = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    job = models.ForeignKey(BulkGenerationJob, on_delete=models.PROTECT, related_name="certificates")
    # One to one: a task that is delivered twice cannot issue a row twice.
    row = models.OneToOneField(JobRow, on_delete=models.PROTECT, related_name="certificate")
    template_version = models.ForeignKey(
        TemplateVersion, on_delete=models.PROTECT, related_name="certificates"
    )
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors"
    )

    number = models.CharField(max_length=64)
    code = models.CharField(max_length=32, unique=True)
    recipient_name = models.CharField(max_length=500)
    recipient_email = models.EmailField(max_length=254, blank=True)
    title = models.CharField(max_length=500)
    issuer_name = models.CharField(max_length=120)
    # Every value that was drawn, system fields too: what the seal covers.
    data = models.JSONField()
    issued_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    file = models.FileField(max_length=255)

    # Valid or revoked; expiry follows from the date, so that it needs no clockwork (`status_on`).
    status = models.CharField(max_length=10, choices=Status, default=Status.VALID)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_reason = models.CharField(max_length=300, blank=True)

    # From then on `recipient_name`, `recipient_email`, `title`, `data` and `file` are empty (docs/adr/0019). The database
    # fills the reason in for a process of the version before, which knows no such column.
    erased_at = models.DateTimeField(null=True, blank=True)
    erased_for = models.CharField(max_length=10, choices=Erasure, blank=True, default="", db_default="")

    objects = CertificateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "number"], name="certificate_number_once_per_team"),
            models.CheckConstraint(
                condition=Q(status="valid", revoked_at=None) | Q(status="revoked", revoked_at__isnull=False),
                name="certificate_revoked_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(erased_at=None, erased_for="")
                | Q(erased_at__isnull=False, recipient_name="", recipient_email="", title="", file="")
                & ~Q(erased_for=""),
                name="certificate_erased_is_empty",
            ),
        ]
        # The list shows the newest first, under every filter: each index ends in the order of the list.
        indexes = [
            models.Index(fields=["team", "-created_at", "-id"], name="certificate_team_recent"),
            models.Index(fields=["team", "job", "-created_at", "-id"], name="certificate_job_recent"),
            models.Index(fields=["team", "status", "-created_at", "-id"], name="certificate_status_recent"),
            models.Index(
                fields=["team", "template_version", "-created_at", "-id"], name="certificate_design_recent"
            ),
            models.Index(
                fields=["team", "issued_on", "-created_at", "-id"], name="certificate_by_issue_date"
            ),
            models.Index(
                fields=["team", "expires_on", "-created_at", "-id"],
                condition=Q(expires_on__isnull=False),
                name="certificate_by_expiry_date",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def audit_label(self) -> str:
        """What the audit trail calls it."""
        return self.number

    @property
    def recipient_label(self) -> str:
        """The recipient's name, or in lists that there is none any more."""
        return self.recipient_name or "Personal data erased"

    def status_on(self, day: date) -> "Certificate.Status":
        """Revoked beats expired; a certificate is valid through its last day."""
        if self.status == self.Status.REVOKED:
            return self.Status.REVOKED
        if self.expires_on and self.expires_on < day:
            return self.Status.EXPIRED
        return self.Status.VALID


class CertificateHash(BaseModel):
    """The seal: `hash_value` = SHA-256(salt ‖ canonical claim), the claim holding the file's SHA-256.

    Of an erased certificate the claim is what is left of it, `file_sha256` is empty, and `file_mark` recognises the file:
    `certificates.services.file_marks`.
    """

    certificate = models.OneToOneField(Certificate, on_delete=models.CASCADE, related_name="hash")
    hash_algorithm = models.CharField(max_length=16, default="SHA-256")
    hash_value = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)
    file_sha256 = models.CharField(max_length=64, db_index=True)
    file_size = models.PositiveIntegerField()
    file_mark = models.CharField(max_length=64, blank=True, default="", db_default="", db_index=True)
    file_mark_key = models.CharField(max_length=16, blank=True, default="", db_default="")

    def __str__(self) -> str:
        return self.hash_value


class NumberSequence(models.Model):
    """The next certificate number of a team. Only ever goes up: a number is never given twice."""

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="number_sequence")
    next = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return str(self.next)
