"""Taking certificates back: by hand, or because a corrected one takes their place."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import ApprovalRequest, Team, User
from accounts.services import approvals
from certificates.models import Certificate
from certificates.models.certificate import CertificateQuerySet
from iconikcerts.common.errors import Conflict

Status = Certificate.Status
REVOKE = "certificate.revoke"  # the act that a team can want a second person for
BATCH = 500
MAX_REASON = 300


class CountChanged(Conflict):
    """Not the certificates, or not as many, as the person agreed to."""

    code = "count_changed"


@transaction.atomic
def revoke(*, certificate: Certificate, by: User | None, reason: str) -> None:
    """Revoked at once and for ever; whoever verifies reads the date and the reason. Raises Conflict when it is already."""
    hit = Certificate.objects.filter(pk=certificate.pk, status=Status.VALID).update(
        status=Status.REVOKED, revoked_at=timezone.now(), revoked_reason=reason
    )
    if not hit:
        raise Conflict("This certificate was revoked already.", mend="Nothing is left to do.")
    audit.record(team=certificate.team, by=by, action="certificate.revoke", target=certificate)


def revocable(certificates: CertificateQuerySet) -> CertificateQuerySet:
    """Those that are not revoked yet; expired ones can be."""
    return certificates.filter(status=Status.VALID)


@transaction.atomic
def revoke_all(
    *,
    team: Team,
    certificates: CertificateQuerySet,
    by: User | None,
    reason: str,
    expected: int,
    approved: ApprovalRequest | None = None,
) -> int:
    """Revoke every one of `certificates` that is not revoked yet, or none. Returns how many. `approved`: the request that
    a second person has just approved.

    Raises CountChanged when there are more or fewer than the `expected` ones that the person agreed to, ApprovalNeeded.
    """
    ids = list(
        revocable(certificates).for_team(team).select_for_update(of=("self",)).values_list("pk", flat=True)
    )
    require_count(len(ids), expected)
    approvals.require(team=team, act=REVOKE, count=len(ids), approved=approved)
    now = timezone.now()
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        Certificate.objects.filter(pk__in=batch).update(
            status=Status.REVOKED, revoked_at=now, revoked_reason=reason
        )
        audit.record_each(
            team=team, by=by, action="certificate.revoke", targets=_named(batch), **approvals.trace(approved)
        )
    return len(ids)


def require_count(count: int, expected: int) -> None:
    """Raise CountChanged when there are more or fewer to revoke than somebody agreed to."""
    if count != expected:
        raise CountChanged(
            f"There are {count:,} certificates to revoke now, not {expected:,}.",
            mend="Look at the list again, and confirm the new number.",
        )


def supersede(successors: Iterable[Certificate]) -> None:
    """Revoke what new certificates take the place of; call it in the transaction that saves them.

    One that was revoked by hand meanwhile keeps the reason it was given. The time is the successor's own.
    """
    for successor in successors:
        if not successor.supersedes_id:
            continue
        old = Certificate(pk=successor.supersedes_id)
        hit = Certificate.objects.filter(pk=old.pk, status=Status.VALID).update(
            status=Status.REVOKED,
            revoked_at=successor.created_at,
            revoked_reason=f"Superseded by {successor.number}.",
        )
        if hit:
            audit.record(
                team=successor.team,
                by=successor.issuer,
                action="certificate.revoke",
                target=old,
                successor=str(successor.pk),
            )


def _named(ids: Iterable[UUID]) -> list[Certificate]:
    return [Certificate(pk=pk) for pk in ids]
