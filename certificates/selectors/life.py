"""What happened to one certificate, from the rows that say so."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import AuditEvent
from certificates.models import Certificate, JobRow

State = JobRow.State
UNDER_WAY = (State.READY, State.WORKING)


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry of the timeline. `kind`: issued, revoked or superseded; `by` is "" when nobody is on record.

    `other` is the certificate that this one took the place of (issued) or gave its place to (superseded).
    """

    kind: str
    at: datetime
    by: str
    reason: str = ""
    other: Certificate | None = None


def deeds(certificate: Certificate) -> list[Deed]:
    """Oldest first, in two queries whatever happened."""
    issuer = str(certificate.issuer or "")
    life = [Deed("issued", certificate.created_at, issuer, other=certificate.supersedes)]
    successor = certificate.successors.select_related("issuer").order_by("created_at").first()
    if certificate.revoked_at:
        event = (
            AuditEvent.objects.filter(
                team=certificate.team_id, target_id=str(certificate.pk), action="certificate.revoke"
            )
            .select_related("actor")
            .first()
        )
        by = str(event.actor) if event and event.actor else ""
        kind = "superseded" if successor and certificate.revoked_at == successor.created_at else "revoked"
        reason = certificate.revoked_reason if kind == "revoked" else ""
        life.append(Deed(kind, certificate.revoked_at, by, reason, successor))
    return life


def row_under_way(certificate: Certificate) -> JobRow | None:
    """The row of a correction that is being issued this moment."""
    return certificate.corrections.filter(state__in=UNDER_WAY).select_related("job").first()
