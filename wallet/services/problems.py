"""Reports of a problem: taken from anybody, closed by a moderator."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from certificates import integrity
from certificates.models import Certificate
from wallet.models import ProblemReport
from wallet.services.verification import shortened


def report(*, code: str, kind: str, message: str, contact: str = "", address: str = "") -> ProblemReport:
    """Put a report into the moderators' queue, also about a code that no certificate has."""
    normalised = integrity.normalise_code(code)
    return ProblemReport.objects.create(
        certificate=Certificate.objects.filter(code=normalised).first() if normalised else None,
        code=normalised or code[:32],
        kind=kind,
        message=message,
        contact=contact,
        network=shortened(address),
    )


@transaction.atomic
def close(*, reports: Iterable[ProblemReport], state: ProblemReport.State, by: User) -> int:
    """Close those that are still open; returns how many they were."""
    still = ProblemReport.objects.filter(
        pk__in=[report.pk for report in reports], state=ProblemReport.State.OPEN
    )
    found = list(still.select_for_update())
    closed = still.update(state=state, closed_at=timezone.now(), closed_by=by)
    for report in found:
        audit.record(
            team=None,
            by=by,
            action="report.close",
            target=report,
            before={"state": "open"},
            after={"state": state},
        )
    return closed
