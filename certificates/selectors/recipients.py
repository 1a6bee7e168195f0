"""Certificates of one recipient, as the recipient proves them by an address and as a team knows them."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from accounts.models import Team
from certificates.models import Certificate, ErasurePolicy, ErasureRequest
from certificates.models.certificate import CertificateQuerySet
from iconikcerts.common.errors import NotFound

Mode = ErasurePolicy.Mode


def held_by(addresses: Collection[str]) -> CertificateQuerySet:
    """Certificates with personal data that were issued to any of the addresses, whatever the case of its letters; with
    those that they took the place of, for these are the same person's."""
    wanted = Q(pk__in=[])
    for address in addresses:
        wanted |= Q(recipient_email__iexact=address)
    whole = Certificate.objects.filter(erased_at=None)
    found = set(whole.filter(wanted).values_list("pk", flat=True))
    newest = found
    while newest:
        before = Certificate.objects.filter(successors__in=newest).values_list("pk", flat=True)
        newest = set(before) - found
        found |= newest
    return whole.filter(pk__in=found)


def same_person(certificate: Certificate) -> CertificateQuerySet:
    """What the team knows as this recipient's: issued to the same address; where there is none, under the same name."""
    own = Certificate.objects.for_team(certificate.team).filter(erased_at=None)
    if certificate.recipient_email:
        return own.filter(recipient_email__iexact=certificate.recipient_email)
    return own.filter(recipient_email="", recipient_name=certificate.recipient_name)


def erasure_policy(team: Team) -> ErasurePolicy:
    """What the team does when somebody asks; unsaved where it has said nothing. Of a team that is gone nobody is left to ask."""
    if team.erased_at:
        return ErasurePolicy(team=team, mode=Mode.AT_ONCE)
    return ErasurePolicy.objects.filter(team=team).first() or ErasurePolicy(team=team)


def erasure_request(*, team: Team, request_id: UUID) -> ErasureRequest:
    """Raises NotFound when it is not this team's."""
    found = ErasureRequest.objects.filter(team=team, pk=request_id).select_related(
        "decided_by", "erasure__receipt", "team"
    )
    request = found.first()
    if request is None:
        raise NotFound("There is no such request in this team.", mend="Look in the list of requests.")
    return request
