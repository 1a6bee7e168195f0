"""Taking a certificate back."""

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from certificates.models import Certificate
from iconikcerts.common.errors import Conflict


@transaction.atomic
def revoke(*, certificate: Certificate, by: User | None, reason: str) -> None:
    """Revoked at once and for ever; whoever verifies reads the date and the reason. Raises Conflict when it is already."""
    hit = Certificate.objects.filter(pk=certificate.pk, status=Certificate.Status.VALID).update(
        status=Certificate.Status.REVOKED, revoked_at=timezone.now(), revoked_reason=reason
    )
    if not hit:
        raise Conflict("This certificate was revoked already.", mend="Nothing is left to do.")
    audit.record(team=certificate.team, by=by, action="certificate.revoke", target=certificate)
