"""Whether search engines may list the page of a certificate: its holder decides, and nobody else."""

from collections.abc import Iterable

from django.db import transaction
from django.urls import reverse

from accounts import audit, purposes
from accounts.legal import documents
from accounts.models import Consent, User
from accounts.purposes import Basis, Purpose, Thing
from accounts.selectors import owns_address
from accounts.services import consents
from certificates.models import Certificate
from iconikcerts.common.errors import NotAllowed
from wallet.models import Listing


def is_holder(*, user: User, certificate: Certificate) -> bool:
    """Whether the certificate was issued to an address that this person has confirmed."""
    return owns_address(user, certificate.recipient_email)


@transaction.atomic
def decide(
    *,
    certificate: Certificate,
    by: User,
    is_listed: bool,
    seen: str = "",
    way: Consent.Way = Consent.Way.CERTIFICATE,
) -> None:
    """Let search engines list the page, or ask them to stay away again. Safe to call twice.

    Raises NotAllowed for anybody but the holder, TextChanged when what was read (`seen`) is not what is agreed to.
    """
    if not is_holder(user=by, certificate=certificate):
        raise NotAllowed(
            "Only the holder of this certificate can decide whether search engines list it.",
            mend="Log in with the address it was issued to, and confirm that address.",
        )
    if is_listed:
        consents.give(user=by, purpose=PURPOSE, way=way, seen=seen, about=str(certificate.pk))
        _, is_changed = Listing.objects.get_or_create(certificate=certificate, defaults={"holder": by})
    else:
        is_changed = _end(certificate, way)
    if is_changed:
        _record(certificate, by, is_listed=is_listed)


def _record(certificate: Certificate, by: User, *, is_listed: bool) -> None:
    """The holder acts for themselves, not for the team that issued it."""
    audit.record(
        team=None,
        by=by,
        action="listing.change",
        target=certificate,
        before={"is_listed": not is_listed},
        after={"is_listed": is_listed},
    )


def _end(certificate: Certificate, way: Consent.Way) -> bool:
    """Whether there was anything to end. The consent is that of who gave it, also when the address has changed hands."""
    found = Listing.objects.select_related("holder").filter(certificate=certificate).first()
    if found is None:
        return False
    consents.withdraw(user=found.holder, purpose=PURPOSE, way=way, about=str(certificate.pk))
    found.delete()
    return True


def listed(user: User) -> Iterable[Thing]:
    """The pages that this person lets search engines list."""
    for each in Listing.objects.filter(holder=user).select_related("certificate").order_by("created_at"):
        found = each.certificate
        yield Thing(
            str(found.pk), found.title or found.number, reverse("wallet:certificate", args=[found.code])
        )


@transaction.atomic
def take_all_back(user: User) -> None:
    """Ask search engines to stay away from every page that this person had them list."""
    for each in Listing.objects.filter(holder=user).select_related("certificate"):
        _end(each.certificate, Consent.Way.PAGE)
        _record(each.certificate, user, is_listed=False)


PURPOSE = purposes.register(
    Purpose(
        key="listing",
        label="Search engines",
        basis=Basis.CONSENT,
        document=documents.register(
            documents.Document(
                "listing", "Listing by search engines", "What a holder agrees to who lets search engines in."
            )
        ),
        on="Search engines may list these pages. Each can also be taken back on its own page.",
        off="Search engines are asked not to list the pages of your certificates. You choose on the page of each.",
        things=listed,
        withdraw=take_all_back,
    )
)
