"""Sending a certificate (again) because a person asks for it: each time a new round, and never in secret."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts import audit
from accounts.models import Team, User
from certificates.ingest.addresses import read_email
from certificates.models import BulkGenerationJob, Certificate, Delivery
from certificates.models.certificate import CertificateQuerySet
from certificates.services import outbox
from certificates.services.revocation import CountChanged
from iconikcerts.common.errors import Conflict, DomainError, TooManyRequests

State = Delivery.State
BATCH = 500
DAY = timedelta(days=1)


class InvalidAddress(DomainError):
    """What was given is no email address."""

    code = "invalid_address"


def normal_address(text: str) -> str:
    """The address as it is kept. Raises InvalidAddress."""
    address, problems = read_email(text.strip())
    fault = next((problem for problem in problems if problem.is_error), None)
    if fault:
        raise InvalidAddress(fault.message, mend=fault.mend)
    return address


@transaction.atomic
def resend(*, certificate: Certificate, by: User, address: str) -> Delivery:
    """Send a certificate to `address`, whether it was sent before or not.

    Raises Conflict (revoked, or a message is on its way), TooManyRequests, InvalidAddress.
    """
    address = normal_address(address)
    require_sendable(Certificate.objects.select_for_update().get(pk=certificate.pk))
    last = current(certificate)
    if last:
        Delivery.objects.filter(pk=last.pk).update(is_current=False)
    delivery = _next(certificate, last, address, by)
    delivery.save()
    # Without the address: whoever may read the trail finds it with the certificate, where it can be erased.
    audit.record(
        team=certificate.team, by=by, action="certificate.send", target=certificate, round=delivery.round
    )
    outbox.send(BulkGenerationJob(pk=certificate.job_id))
    return delivery


def require_sendable(certificate: Certificate) -> None:
    """Raises Conflict or TooManyRequests when no message may be asked for now."""
    if certificate.erased_at:
        raise Conflict(
            "The personal data of this certificate is erased, and its file with it: there is nothing to send.",
            mend="Issue a new one to the same person instead, if they want it.",
        )
    if certificate.status == Certificate.Status.REVOKED:
        raise Conflict(
            "This certificate is revoked, so it is not sent.", mend="Send the one that took its place."
        )
    last = current(certificate)
    if last and last.state in (State.WAITING, State.SENDING):
        raise Conflict("A message with this certificate is on its way.", mend="Wait until it is sent.")
    times = settings.MAIL_RESENDS_PER_DAY
    asked = _asked_lately().filter(certificate=certificate).order_by("created_at")
    if times and asked.count() >= times:
        wait = asked[0].created_at + DAY - timezone.now()
        raise TooManyRequests(
            f"This certificate was sent {times} times within a day.",
            mend="Try again tomorrow.",
            retry_after_s=max(1, round(wait.total_seconds())),
        )


def current(certificate: Certificate) -> Delivery | None:
    """The last round of a certificate."""
    return certificate.deliveries.filter(is_current=True).first()


def _asked_lately() -> QuerySet[Delivery]:
    return Delivery.objects.filter(asked_by__isnull=False, created_at__gt=timezone.now() - DAY)


def _next(certificate: Certificate, last: Delivery | None, address: str, by: User) -> Delivery:
    return Delivery(
        certificate=certificate,
        job_id=certificate.job_id,
        address=address,
        round=last.round + 1 if last else 1,
        asked_by=by,
        next_try_at=timezone.now(),
    )


def addressed(certificates: CertificateQuerySet) -> CertificateQuerySet:
    """Those that count and have an address: of their last message, or of the list."""
    last = Delivery.objects.filter(certificate=OuterRef("pk"), is_current=True)
    valid = certificates.filter(status=Certificate.Status.VALID, erased_at=None)
    return valid.filter(~Q(recipient_email="") | Exists(last.exclude(address="")))


def sendable(certificates: CertificateQuerySet) -> CertificateQuerySet:
    """Those that a message may be asked for now."""
    on_its_way = Delivery.objects.filter(
        certificate=OuterRef("pk"), is_current=True, state__in=[State.WAITING, State.SENDING]
    )
    found = addressed(certificates).exclude(Exists(on_its_way))
    times = settings.MAIL_RESENDS_PER_DAY
    if not times:
        return found
    asked = _asked_lately().filter(certificate=OuterRef("pk")).order_by("created_at")
    return found.exclude(Exists(asked[times - 1 : times]))


@transaction.atomic
def resend_all(*, team: Team, certificates: CertificateQuerySet, by: User, expected: int) -> int:
    """Send every one of `certificates` that can be, each to its last known address. Returns how many.

    Raises CountChanged when there are more or fewer than the `expected` ones that the person agreed to.
    """
    ids = list(
        sendable(certificates).for_team(team).select_for_update(of=("self",)).values_list("pk", flat=True)
    )
    if len(ids) != expected:
        raise CountChanged(
            f"There are {len(ids):,} messages to send now, not {expected:,}.",
            mend="Look at the list again, and confirm the new number.",
        )
    jobs = set()
    for start in range(0, len(ids), BATCH):
        batch = list(Certificate.objects.filter(pk__in=ids[start : start + BATCH]).defer("data"))
        _resend_batch(batch, by)
        audit.record_each(team=team, by=by, action="certificate.send", targets=batch)
        jobs |= {certificate.job_id for certificate in batch}
    for job_id in jobs:
        outbox.send(BulkGenerationJob(pk=job_id))
    return len(ids)


def _resend_batch(batch: Iterable[Certificate], by: User) -> None:
    known = Delivery.objects.filter(certificate__in=batch, is_current=True)
    last = {delivery.certificate_id: delivery for delivery in known}
    known.update(is_current=False)
    made = []
    for certificate in batch:
        before = last.get(certificate.pk)
        address = (before.address if before else "") or certificate.recipient_email
        made.append(_next(certificate, before, address, by))
    Delivery.objects.bulk_create(made)


def unsent(job: BulkGenerationJob) -> CertificateQuerySet:
    """Certificates of a job whose last message failed, or was left out because the job was cancelled."""
    failed = Q(deliveries__state=State.FAILED) | Q(
        deliveries__state=State.SKIPPED, deliveries__fault_code=outbox.CANCELLED[0]
    )
    return Certificate.objects.filter(failed, job=job, deliveries__is_current=True)
