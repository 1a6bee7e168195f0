"""What happened to one certificate, from the rows that say so."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import AuditEvent
from certificates.models import Certificate, Delivery, JobRow
from certificates.selectors.deliveries import deliveries

State = JobRow.State
UNDER_WAY = (State.READY, State.WORKING)
ON_THEIR_WAY = (Delivery.State.WAITING, Delivery.State.SENDING)


@dataclass(frozen=True, slots=True)
class Deed:
    """One entry of the timeline; `by` is "" when nobody is on record.

    `kind`: issued, revoked, superseded, erased; of a message, which went to `to`: mail-waiting, mail-sent, mail-failed,
    mail-skipped, and then `reason` says why. `other` is the certificate that this one took the place of (issued) or gave its place to (superseded).
    """

    kind: str
    at: datetime
    by: str
    reason: str = ""
    other: Certificate | None = None
    to: str = ""


def deeds(certificate: Certificate) -> list[Deed]:
    """Oldest first, in a few queries whatever happened."""
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
    if certificate.erased_at:
        reason = certificate.get_erased_for_display()
        life.append(Deed("erased", certificate.erased_at, _eraser(certificate), reason))
    life += [_mailed(delivery) for delivery in deliveries(certificate)]
    return sorted(life, key=lambda deed: deed.at)


def _eraser(certificate: Certificate) -> str:
    """Who of the team took the personal data out; "" where its policy or its rule did."""
    trail = AuditEvent.objects.filter(team=certificate.team_id, target_id=str(certificate.pk))
    event = trail.filter(action="certificate.erase").select_related("actor").first()
    return str(event.actor) if event and event.actor else ""


def _mailed(delivery: Delivery) -> Deed:
    at = delivery.sent_at or (delivery.created_at if delivery.state in ON_THEIR_WAY else delivery.updated_at)
    kind = "waiting" if delivery.state in ON_THEIR_WAY else delivery.state
    by = str(delivery.asked_by) if delivery.asked_by else ""
    return Deed(f"mail-{kind}", at, by, delivery.fault, to=delivery.address)


def row_under_way(certificate: Certificate) -> JobRow | None:
    """The row of a correction that is being issued this moment."""
    return certificate.corrections.filter(state__in=UNDER_WAY).select_related("job").first()
