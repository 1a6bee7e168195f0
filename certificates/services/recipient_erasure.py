"""Taking the personal data out of certificates: what is left says that they were issued and whether they count.

`certificates.services.erasure` is another thing: what goes with a team.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from accounts import audit
from accounts.models import ApprovalRequest, ErasureReceipt, Team, User
from accounts.services import erasure_receipts
from certificates import forgetting, search
from certificates.models import (
    BulkGenerationJob,
    Certificate,
    CertificateHash,
    Delivery,
    JobRow,
    RecipientErasure,
    SearchWord,
)
from certificates.models.certificate import CertificateQuerySet
from certificates.services import finding, list_erasure, photo_erasure, sealing
from iconikcerts.common import origin
from iconikcerts.common.errors import Conflict

Reason = Certificate.Erasure
State = JobRow.State
BATCH = 500
UNDER_WAY = (BulkGenerationJob.Status.PROCESSING, BulkGenerationJob.Status.PACKAGING)
BEING_CORRECTED = (State.READY, State.WORKING)
EMPTIED = (
    "recipient_name", "recipient_email", "title", "data", "file", "revoked_reason", "erased_at", "erased_for",
    "updated_at",
)  # fmt: skip
SEALED = ("hash_value", "salt", "file_sha256", "file_size", "file_mark", "file_mark_key", "updated_at")


class StillIssuing(Conflict):
    """Work on the certificates is under way that would bring their data back."""

    code = "still_issuing"


def erasable(certificates: CertificateQuerySet) -> CertificateQuerySet:
    """Those that hold personal data, and that nothing stands in the way of: see StillIssuing."""
    corrected = JobRow.objects.filter(corrects=OuterRef("pk"), state__in=BEING_CORRECTED)
    idle = certificates.filter(erased_at=None).exclude(job__status__in=UNDER_WAY)
    return idle.exclude(Exists(corrected))


@transaction.atomic
def erase(
    *, team: Team, certificates: CertificateQuerySet, by: User | None, reason: Certificate.Erasure
) -> RecipientErasure:
    """Take the personal data out of these certificates of a team, everywhere it is kept; for ever. Those that were erased
    before are passed over. `by` None: the team's policy or rule did it. The answer carries the receipt.

    Number, code, design, dates, issuer and whether it was revoked stay. Uploaded lists and ZIPs go for the whole of a job;
    the ZIP is packed anew from the others. Raises StillIssuing, and Conflict when there is nothing to erase.
    """
    locked = certificates.for_team(team).filter(erased_at=None).select_for_update(of=("self",))
    ids = list(locked.values_list("pk", flat=True))
    if not ids:
        raise Conflict(
            "The personal data of these certificates is erased already.", mend="Nothing is left to do."
        )
    jobs = _held_jobs(ids)
    counts: Counter[str] = Counter()
    now = timezone.now()
    # What nobody of the team did must not tell from where the holder asked for it.
    with nullcontext() if by else origin.acting(origin.Origin(channel=origin.current().channel)):
        for start in range(0, len(ids), BATCH):
            found = Certificate.objects.filter(pk__in=ids[start : start + BATCH]).select_related("hash")
            batch = list(found)
            counts.update(_erase_batch(batch, reason, now))
            audit.record_each(
                team=team, by=by, action="certificate.erase", targets=batch, reason=reason.value
            )
    counts.update(list_erasure.erase(jobs=jobs))
    receipt = erasure_receipts.write(kind=ErasureReceipt.Kind.RECIPIENT, counts=counts)
    return RecipientErasure.objects.create(
        team=team, by=by, reason=reason, certificates=len(ids), receipt=receipt
    )


def _held_jobs(ids: Sequence[UUID]) -> list[BulkGenerationJob]:
    """The jobs of the certificates, locked so that none begins to issue or to pack meanwhile."""
    jobs: dict[UUID, BulkGenerationJob] = {}
    is_corrected = False
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        of_batch = Certificate.objects.filter(pk__in=batch).values("job")
        held = BulkGenerationJob.objects.filter(pk__in=of_batch).order_by("pk")
        found = held.select_for_update(of=("self",)).select_related("template_version__template")
        jobs |= {job.pk: job for job in found}
        is_corrected |= JobRow.objects.filter(corrects__in=batch, state__in=BEING_CORRECTED).exists()
    if is_corrected or any(job.status in UNDER_WAY for job in jobs.values()):
        raise StillIssuing(
            "Some of these certificates are still being issued or corrected.",
            mend="Try again in a few minutes, when that is done.",
        )
    return list(jobs.values())


def _erase_batch(
    batch: Collection[Certificate], reason: Certificate.Erasure, now: datetime
) -> dict[str, int]:
    ids = [certificate.pk for certificate in batch]
    counts = {"certificates": len(batch), "files": sum(1 for each in batch if each.file)}
    counts |= forgetting.forget_all(batch)
    counts["photos"] = photo_erasure.erase(batch)
    counts["rows"] = list_erasure.empty_rows(batch)
    counts["messages"] = Delivery.objects.filter(certificate__in=ids).delete()[0]
    counts["words of the search"] = SearchWord.objects.filter(certificate__in=ids).delete()[0]
    # Requests for a second person are labelled by the first recipient.
    ApprovalRequest.objects.filter(targets__target_id__in=ids).update(label="Certificates")
    for certificate in batch:
        _empty(certificate, reason, now)
    Certificate.objects.bulk_update(batch, EMPTIED)
    CertificateHash.objects.bulk_update([each.hash for each in batch], SEALED)
    finding.index(batch)  # by number and code
    return counts


def _empty(certificate: Certificate, reason: Certificate.Erasure, now: datetime) -> None:
    """Leave what is no personal data, under a new seal; the file goes after the commit. Unsaved."""
    held = sealing.holds(certificate)
    if certificate.file:
        transaction.on_commit(partial(default_storage.delete, str(certificate.file)), robust=True)
    if _is_named(certificate.revoked_reason, certificate):
        certificate.revoked_reason = ""
    certificate.recipient_name = certificate.recipient_email = certificate.title = ""
    certificate.data, certificate.file = {}, ""
    certificate.erased_at, certificate.erased_for = now, reason
    certificate.updated_at = certificate.hash.updated_at = now
    sealing.reseal(certificate, held=held)


def _is_named(text: str, certificate: Certificate) -> bool:
    """Whether a text that the public reads names the recipient: any word of the name, or the address."""
    said = set(search.fold(text).replace(",", " ").replace(".", " ").split())
    names = set(search.fold(certificate.recipient_name).split())
    address = search.fold(certificate.recipient_email)
    return bool(said & names) or bool(address and address in search.fold(text))
