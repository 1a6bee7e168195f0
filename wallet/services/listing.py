"""Whether search engines may list the page of a certificate: its holder decides, and nobody else."""

from accounts.models import User
from accounts.selectors import owns_address
from certificates.models import Certificate
from iconikcerts.common.errors import NotAllowed
from wallet.models import Listing


def is_holder(*, user: User, certificate: Certificate) -> bool:
    """Whether the certificate was issued to an address that this person has confirmed."""
    return owns_address(user, certificate.recipient_email)


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
        Listing.objects.get_or_create(certificate=certificate, defaults={"holder": by})
    else:
        Listing.objects.filter(certificate=certificate).delete()
