"""What jobs and certificates hold about a person, as who issues and as who receives: the copy of it, and how it goes."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.db.models import Q, QuerySet

from accounts import personal_data, selectors
from accounts.models import Team, User
from accounts.personal_data import Rows, Source, Stored
from certificates.models import BulkGenerationJob, Certificate, Delivery

UNDER_WAY = (BulkGenerationJob.Status.PROCESSING, BulkGenerationJob.Status.PACKAGING)
ISSUING = [
    "certificates.BulkGenerationJob.creator",
    "certificates.BulkGenerationJob.name",
    "certificates.BulkGenerationJob.input_name",
    "certificates.Certificate.issuer",
    "certificates.JobRow.cells",
    "certificates.JobRow.values",
    "certificates.Delivery.asked_by",
    "certificates.RecipientErasure.by",
    "certificates.ErasureRequest.decided_by",
]
RECEIVED = [
    "certificates.Certificate.recipient_name",
    "certificates.Certificate.recipient_email",
    "certificates.Certificate.data",
    "certificates.Delivery.address",
    "certificates.ErasureRequest.address",
]
EXCUSED = {
    "certificates.Delivery.address_deleted_at": "when the address went, by a rule on retention",
    "certificates.Certificate.issuer_name": "what the issuing team is called on the certificate; it is sealed",
    "certificates.ListReading.asked_by": "gone with the reading of a list, after minutes",
}


def register() -> None:
    """Name what jobs and certificates hold; called at start-up."""
    personal_data.register(
        Source(
            name="issuing",
            label="Lists and jobs",
            holds=ISSUING,
            export=export_issuing,
            erase=erase_issuing,
            in_the_way=in_the_way,
            goes="In teams that close with your account: lists you uploaded, the rows read from them, ZIPs, and the record of "
            "messages; drafts and jobs that issued nothing.",
            stays="Certificates that you issued, with their files: they belong to those who received them, and can be verified. "
            "They bear the name they were issued under, also where that is your own.",
        )
    )
    personal_data.register(
        Source(
            name="certificates",
            label="Certificates issued to you",
            holds=RECEIVED,
            export=export_received,
            erase=lambda user: 0,
            stays="Certificates that others issued to you. You can have your data removed from them, as their issuers allow, before "
            "you erase your account or after.",
        )
    )
    personal_data.excuse(EXCUSED)


def export_issuing(user: User) -> Iterator[Rows | Stored]:
    """The person's jobs and what came of them, without data of recipients; lists of teams of their own as files."""
    made = BulkGenerationJob.objects.filter(creator=user).order_by("created_at")
    yield Rows(
        "jobs",
        made.values(
            "id", "team_id", "name", "status", "input_name", "created_at", "started_at", "completed_at"
        ),
    )
    issued = Certificate.objects.filter(issuer=user).order_by("created_at")
    facts = issued.values("id", "team_id", "number", "title", "issued_on", "status", "revoked_at")
    yield Rows("certificates_issued", facts.iterator(chunk_size=1000), is_table=True)
    own = Team.objects.filter(owner=user)
    for job in made.filter(team__in=own).exclude(input_file="").iterator():
        yield Stored(f"lists/{job.pk}{Path(str(job.input_file)).suffix}", str(job.input_file))


def export_received(user: User) -> Iterator[Rows | Stored]:
    """Certificates that were issued to the person's confirmed addresses, with their files and messages."""
    received = to_addresses(selectors.confirmed_addresses(user)).order_by("created_at")
    yield Rows("certificates", _received(received))
    messages = Delivery.objects.filter(certificate__in=received).order_by("created_at")
    yield Rows("messages", messages.values("certificate_id", "address", "state", "created_at", "sent_at"))
    for certificate in received.exclude(file="").iterator(chunk_size=500):
        yield Stored(f"files/{certificate.code}.pdf", str(certificate.file))


def to_addresses(addresses: Iterable[str]) -> QuerySet[Certificate]:
    """Certificates that were issued to any of the addresses, whatever the case of its letters."""
    wanted = Q(pk__in=[])
    for address in addresses:
        wanted |= Q(recipient_email__iexact=address)
    return Certificate.objects.filter(wanted)


def _received(certificates: QuerySet[Certificate]) -> Iterator[dict[str, Any]]:
    for certificate in certificates.select_related("hash").iterator(chunk_size=500):
        names = (
            "code", "number", "recipient_name", "recipient_email", "title", "issuer_name", "issued_on", "expires_on",
            "status", "revoked_at", "revoked_reason", "data",
        )  # fmt: skip
        yield {name: getattr(certificate, name) for name in names} | {
            "file_sha256": certificate.hash.file_sha256
        }


def in_the_way(user: User) -> list[str]:
    """Jobs that are just being issued in teams that would close."""
    running = BulkGenerationJob.objects.filter(team__in=selectors.teams_alone(user), status__in=UNDER_WAY)
    return [
        f"“{job.name}” is being issued. Wait until it is done, or cancel it."
        for job in running.order_by("created_at")
    ]


def erase_issuing(user: User) -> int:
    """The person's address as the one that recipients' answers go to. What goes with a team that closes:
    `certificates.services.erasure`."""
    own = [user.email, *selectors.confirmed_addresses(user)]
    gone = 0
    for job in BulkGenerationJob.objects.filter(options__reply_to__in=own):
        job.options = job.options | {"reply_to": ""}
        job.save(update_fields=["options", "updated_at"])
        gone += 1
    return gone
