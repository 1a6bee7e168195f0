"""A link by mail that proves to whom a certificate was issued: for who wants their data removed and needs no account."""

import json
import time

from django.conf import settings
from django.urls import reverse

from accounts import sealing
from accounts.services import letters
from certificates.models import Certificate
from iconikcerts.common import ratelimit
from iconikcerts.common.errors import NotFound

PURPOSE = "erasure-links/v1"
HOURS = 24
# Messages about one certificate: enough for a mailbox that is slow, and no way to flood one.
PER_CERTIFICATE = ratelimit.Limit("erasure-link", 3, 3600 * HOURS)


def send(*, certificate: Certificate, address: str) -> None:
    """Mail a link when the certificate was issued to that address; else, and when several were sent today, do nothing. The
    caller says the same in each case, so that nobody learns addresses by trying."""
    is_theirs = bool(certificate.recipient_email) and _same(address, certificate.recipient_email)
    if not is_theirs or ratelimit.wait(PER_CERTIFICATE, str(certificate.pk)):
        return
    context = {"url": settings.SITE_URL + reverse("wallet:erasure", args=[token(address)]), "hours": HOURS}
    letters.send(
        to=certificate.recipient_email,
        subject="Have your data removed",
        template="erasure_link",
        context=context,
    )


def token(address: str) -> str:
    """The address and the time, encrypted: an address has no place in the logs of servers between."""
    said = json.dumps({"address": address.strip().lower(), "at": int(time.time())})
    return sealing.seal(said, purpose=PURPOSE)


def address_of(token: str) -> str:
    """Whom the link was sent to. Raises NotFound when it was altered or has run out."""
    try:
        said = json.loads(sealing.unseal(token, purpose=PURPOSE))
    except (sealing.CannotOpen, ValueError):
        raise _nothing() from None
    if time.time() - said["at"] > HOURS * 3600:
        raise _nothing()
    return str(said["address"])


def _same(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def _nothing() -> NotFound:
    return NotFound(
        f"This link does not work. It opens for {HOURS} hours.",
        mend="Open the page of the certificate, and ask for another link there.",
    )
