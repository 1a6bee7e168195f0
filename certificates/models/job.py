"""A job: one recipient list on its way to certificates. State lives in the rows."""

from typing import Any

from django.db import models
from django.db.models import Q

from accounts.models import Team, User
from iconikcerts.common.models import BaseModel
from templates_app.models import TemplateVersion


class JobQuerySet(models.QuerySet["BulkGenerationJob"]):
    def for_team(self, team: Team) -> "JobQuerySet":
        return self.filter(team=team)


class BulkGenerationJob(BaseModel):
    """One upload and what became of it. Counts are never stored: they come from the rows (`selectors.counts`)."""

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"  # uploaded and checked, not started
        PROCESSING = "processing", "Issuing"
        PACKAGING = "packaging", "Packing"
        COMPLETED = "completed", "Complete"
        FAILED = "failed", "Stopped"  # a fault of the whole job; `failure` says which; retry goes on
        CANCELLED = "cancelled", "Cancelled"

    ENDED = (Status.COMPLETED, Status.FAILED, Status.CANCELLED)

    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="jobs")
    creator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    template_version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="jobs")
    name = models.CharField(max_length=200)
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    failure = models.TextField(blank=True)

    input_file = models.FileField(upload_to="jobs/", max_length=255, blank=True)
    input_name = models.CharField(max_length=255, blank=True)
    # How the file is read (encoding, delimiter, sheet, header) and which column feeds which field.
    source = models.JSONField(default=dict, blank=True)
    mapping = models.JSONField(default=dict, blank=True)
    # Choices of the run: `certificates.options.JobOptions`.
    options = models.JSONField(default=dict, blank=True)

    output_file = models.FileField(max_length=255, blank=True)

    started_at = models.DateTimeField(null=True, blank=True)
    # Last time that tasks were sent, that a chunk ended, that the job ended: what the healer looks at.
    dispatched_at = models.DateTimeField(null=True, blank=True)
    progressed_at = models.DateTimeField(null=True, blank=True)
    # Last time that its messages were given to the workers, or that one of them took some.
    mailed_at = models.DateTimeField(null=True, blank=True)
    # Asked to be cancelled; the job ends as CANCELLED when the rows under way are done.
    cancelled_at = models.DateTimeField(null=True, blank=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    # When a rule on retention emptied the list with its rows, and deleted the ZIP (`certificates.services.retention`).
    list_deleted_at = models.DateTimeField(null=True, blank=True)
    package_deleted_at = models.DateTimeField(null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["team", "-created_at"], name="job_team_recent"),
            models.Index(
                fields=["status"],
                condition=Q(status__in=["processing", "packaging"]),
                name="job_under_way",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def audit_label(self) -> str:
        """What the audit trail calls it: its name, but not that of a single certificate, which is its recipient's."""
        return self.name if self.input_name else ""

    @property
    def has_ended(self) -> bool:
        return self.status in self.ENDED

    @property
    def usage_reference(self) -> str:
        """What the quota's ledger knows this job by."""
        return f"job:{self.pk}"


class JobRow(models.Model):
    """One recipient of a job. Internal: never named in an address, so a plain number as key."""

    class State(models.TextChoices):
        INVALID = "invalid", "Needs mending"
        READY = "ready", "Ready"
        WORKING = "working", "Being issued"
        ISSUED = "issued", "Issued"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    job = models.ForeignKey(BulkGenerationJob, on_delete=models.CASCADE, related_name="rows")
    # Where the record starts in the user's file: line of the CSV, row of the sheet.
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    # [{"severity", "code", "message", "mend", "column"}] from the checks, or from a failed rendering.
    problems = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State, default=State.READY)
    # Number and code are given at the first claim and kept by every later try.
    number = models.CharField(max_length=64, blank=True)
    code = models.CharField(max_length=32, blank=True)
    # The certificate that this row's is to take the place of; its index is `row_one_correction`.
    corrects = models.ForeignKey(
        "certificates.Certificate",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        db_index=False,
    )
    claim = models.UUIDField(null=True, blank=True)
    claimed_by = models.CharField(max_length=128, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["job", "line"], name="row_once_per_line"),
            models.CheckConstraint(
                condition=~Q(state="working") | Q(claim__isnull=False), name="row_working_is_claimed"
            ),
            # Of two corrections of one certificate that start at once, one is refused.
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(corrects__isnull=False, state__in=["ready", "working", "issued"]),
                name="row_one_correction",
            ),
        ]
        indexes = [
            models.Index(fields=["job", "state", "id"], name="row_job_state"),
            models.Index(fields=["claim"], condition=Q(claim__isnull=False), name="row_claim"),
        ]

    def __str__(self) -> str:
        return f"line {self.line}: {self.state}"

    @property
    def recipient_name(self) -> str:
        name: Any = self.values.get("recipient.name", "")
        return str(name)
