"""What a recipient chooses from: their certificates by issuer, and what each issuer does when they are asked."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from accounts.models import ErasureReceipt
from accounts.services import erasure_receipts
from certificates import selectors
from certificates.models import Certificate, ErasurePolicy, ErasureRequest
from certificates.models.certificate import CertificateQuerySet


@dataclass(slots=True)
class Issuer:
    """`asked_at`: since when a wish waits there. `asked`: ids of the certificates that it is about."""

    name: str
    policy: ErasurePolicy
    certificates: list[Certificate] = field(default_factory=list)
    asked_at: datetime | None = None
    asked: set[UUID] = field(default_factory=set)

    @property
    def left(self) -> bool:
        """Whether there is something to ask for."""
        return self.policy.mode != ErasurePolicy.Mode.KEEP and len(self.asked) < len(self.certificates)


def issuers(addresses: Collection[str]) -> list[Issuer]:
    """Those who hold personal data of whoever reads mail at these addresses."""
    by_team: dict[UUID, Issuer] = {}
    found = selectors.held_by(addresses).with_replaced().select_related("team").defer("data")
    for certificate in found.order_by("issuer_name", "-created_at", "-id"):
        if certificate.team_id not in by_team:
            policy = selectors.erasure_policy(certificate.team)
            by_team[certificate.team_id] = Issuer(certificate.issuer_name, policy)
        by_team[certificate.team_id].certificates.append(certificate)
    wanted = Q(pk__in=[])
    for address in addresses:
        wanted |= Q(address__iexact=address)
    open_ones = ErasureRequest.objects.filter(wanted, state=ErasureRequest.State.OPEN)
    for wish in open_ones.prefetch_related("certificates"):
        if wish.team_id in by_team:
            by_team[wish.team_id].asked_at = wish.created_at
            by_team[wish.team_id].asked |= {each.pk for each in wish.certificates.all()}
    return list(by_team.values())


def chosen(addresses: Collection[str], ids: Collection[str]) -> CertificateQuerySet:
    """Of these people's certificates those that were ticked; other ids, and what is no id, name none."""
    return selectors.held_by(addresses).filter(pk__in=[key for text in ids if (key := _uuid(text))])


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def receipts(codes: Collection[str]) -> list[tuple[ErasureReceipt, str]]:
    """Receipts that an address names, each with its code in groups; at most as many as there can be issuers."""
    found = [erasure_receipts.find(code=code) for code in list(codes)[:20]]
    return [(receipt, erasure_receipts.grouped(receipt.code)) for receipt in found if receipt]


def page_context(addresses: Collection[str], *, codes: Collection[str], fault: str = "") -> dict[str, Any]:
    """What the page of the choice shows."""
    listed = issuers(addresses)
    return {
        "issuers": listed,
        "receipts": receipts(codes),
        "address": next(iter(addresses), ""),
        "can_ask": any(issuer.left for issuer in listed),
        "fault": fault,
    }
