"""Whether search engines may list the page of a certificate: its holder decides, and nobody else."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.selectors import owns_address
from certificates.models import Certificate
from iconikcerts.common.errors import NotAllowed
from wallet.models import Listing


def is_holder(*, user: User, certificate: Certificate) -> bool:
    """Whether the certificate was issued to an address that this person has confirmed."""
    return owns_address(user, certificate.recipient_email)


@transaction.atomic
def decide(*, certificate: Certificate, by: User, is_listed: bool) -> None:
    """Let search engines list the page, or ask them to stay away again. Safe to call twice.

    Raises NotAllowed for anybody but the holder.
    """
    if not is_holder(user=by, certificate=certificate):
        raise NotAllowed(
            "Only the holder of this certificate can decide whether search engines list it.",
            mend="Log in with the address it was issued to, and confirm that address.",
        )
    if is_listed:
        _, is_changed = Listing.objects.get_or_create(certificate=certificate, defaults={"holder": by})
    else:
        is_changed = bool(Listing.objects.filter(certificate=certificate).delete()[0])
    if is_changed:
        # The holder acts for themselves, not for the team that issued it.
        audit.record(
            team=None,
            by=by,
            action="listing.change",
            target=certificate,
            before={"is_listed": not is_listed},
            after={"is_listed": is_listed},
        )
