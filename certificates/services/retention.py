"""The kinds of things that jobs and certificates keep about recipients and that time deletes."""

from collections.abc import Collection
from uuid import UUID

from django.core.files.storage import default_storage
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts import retention
from accounts.models import ApprovalRequest, ApprovalTarget, Team
from accounts.retention import Kind
from certificates.models import BulkGenerationJob, Certificate, Delivery, JobRow, ListReading
from certificates.models.certificate import CertificateQuerySet
from certificates.services import drafts, recipient_erasure

Status = BulkGenerationJob.Status
State = Delivery.State


def register() -> None:
    """Name what jobs keep; called at start-up."""
    for kind in (MESSAGES, PACKAGES, DRAFTS, LISTS, CERTIFICATES):
        retention.register(kind)


def _ended() -> QuerySet[BulkGenerationJob]:
    ended = BulkGenerationJob.objects.filter(status__in=BulkGenerationJob.ENDED)
    return ended.annotate(over_since=Coalesce("completed_at", "progressed_at", "updated_at"))


def _lists() -> QuerySet[BulkGenerationJob]:
    return _ended().filter(list_deleted_at=None)


def _forget_lists(ids: Collection[UUID]) -> int:
    """The rows stay as numbers: which line became which certificate, and how many failed."""
    jobs = list(_lists().select_for_update(of=("self",)).filter(pk__in=ids))
    for job in jobs:
        if job.input_file:
            default_storage.delete(str(job.input_file))
    JobRow.objects.filter(job__in=jobs).update(cells=[], values={}, problems=[])
    now = timezone.now()
    return BulkGenerationJob.objects.filter(pk__in=[job.pk for job in jobs]).update(
        input_file="", source={}, mapping={}, list_deleted_at=now, updated_at=now
    )


LISTS = Kind(
    key="lists",
    label="Lists of recipients",
    unit=("list", "lists"),
    kept=_lists,
    since={"": "over_since"},
    of_team=lambda team: Q(team=team),
    forget=_forget_lists,
    batch=50,
    goes="The uploaded file and every row read from it, counted from the end of the job. Rows that failed cannot be tried again "
    "then.",
    stays="The certificates that were issued from it, the job’s name, and how many rows it had.",
)


def _drafts() -> QuerySet[BulkGenerationJob]:
    """Drafts that nobody is waiting for: neither a worker who reads the list nor a second person."""
    read = ListReading.objects.filter(job=OuterRef("pk"), state__in=ListReading.UNDER_WAY)
    asked = ApprovalTarget.objects.filter(
        target_id=OuterRef("pk"),
        request__state=ApprovalRequest.State.OPEN,
        request__expires_at__gt=timezone.now(),
    )
    return BulkGenerationJob.objects.filter(~Exists(read), ~Exists(asked), status=Status.DRAFT)


def _forget_drafts(ids: Collection[UUID]) -> int:
    found = list(_drafts().select_for_update(of=("self",)).select_related("team").filter(pk__in=ids))
    for job in found:
        drafts.discard(job=job, by=None)
    return len(found)


DRAFTS = Kind(
    key="drafts",
    label="Jobs that were never started",
    unit=("draft", "drafts"),
    kept=_drafts,
    since={"": "updated_at"},
    of_team=lambda team: Q(team=team),
    forget=_forget_drafts,
    batch=50,
    goes="Drafts with their list, counted from the last change.",
    stays="Drafts that wait for somebody’s approval.",
)


def _packages() -> QuerySet[BulkGenerationJob]:
    return _ended().exclude(output_file="")


def _forget_packages(ids: Collection[UUID]) -> int:
    jobs = list(_packages().select_for_update(of=("self",)).filter(pk__in=ids))
    for job in jobs:
        default_storage.delete(str(job.output_file))
    now = timezone.now()
    return BulkGenerationJob.objects.filter(pk__in=[job.pk for job in jobs]).update(
        output_file="", package_deleted_at=now, updated_at=now
    )


PACKAGES = Kind(
    key="packages",
    label="ZIPs of finished jobs",
    unit=("ZIP", "ZIPs"),
    kept=_packages,
    since={"": "over_since"},
    of_team=lambda team: Q(team=team),
    forget=_forget_packages,
    goes="The ZIP with all certificates of a job, its manifest and its report of faults.",
    stays="Each certificate, which can be downloaded by itself or in a ZIP made anew from the list of certificates.",
)


def _messages() -> QuerySet[Delivery]:
    over = Delivery.objects.filter(state__in=[State.SENT, State.FAILED, State.SKIPPED]).exclude(address="")
    return over.annotate(over_since=Coalesce("sent_at", "updated_at"))


def _forget_messages(ids: Collection[UUID]) -> int:
    now = timezone.now()
    return _messages().filter(pk__in=ids).update(address="", address_deleted_at=now, updated_at=now)


MESSAGES = Kind(
    key="messages",
    label="Addresses that certificates were mailed to",
    unit=("address", "addresses"),
    kept=_messages,
    since={"": "over_since"},
    of_team=lambda team: Q(job__team=team),
    forget=_forget_messages,
    batch=2000,
    goes="The address in the record of each message, counted from when it was sent or given up.",
    stays="That a message went out, when, or why not; and the address in the certificate itself.",
)


def _certificates() -> CertificateQuerySet:
    return recipient_erasure.erasable(Certificate.objects.all())


def _erase_certificates(ids: Collection[UUID]) -> int:
    """By the one way in which personal data leaves certificates, team by team."""
    gone = 0
    for team in Team.objects.filter(certificates__in=_certificates().filter(pk__in=ids)).distinct():
        erased = recipient_erasure.erase(
            team=team,
            certificates=_certificates().filter(pk__in=ids),
            by=None,
            reason=Certificate.Erasure.RETENTION,
        )
        gone += erased.certificates
    return gone


CERTIFICATES = Kind(
    key="certificates",
    label="Personal data in certificates",
    unit=("certificate", "certificates"),
    kept=_certificates,
    since={"issue": "issued_on", "expiry": "expires_on"},
    bases={"issue": "after issue", "expiry": "after expiry"},
    of_team=lambda team: Q(team=team),
    forget=_erase_certificates,
    least_days=30,
    goes="Name, address, values and PDF, with the row, list and messages that they came from. Nobody can download, correct or send such a "
    "certificate any more.",
    stays="Number, dates, issuer and seal: it can still be verified and revoked. Certificates without an expiry date stay as they "
    "are where the time counts from expiry.",
)
