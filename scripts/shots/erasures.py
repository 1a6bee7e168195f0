"""Recipients around the team of the pictures who want their data removed, and what became of it."""

from __future__ import annotations

from accounts.models import Team
from certificates.models import Certificate, ErasureRequest
from certificates.selectors import held_by
from certificates.services import erasure_requests, recipient_erasure
from scripts.shots import people
from wallet.services import erasure_links

Facts = dict[str, str]


def wishes(team: Team) -> Facts:
    """One wish that waits, one that was accepted, one refused; and a certificate that the team itself has erased."""
    issued = list(
        Certificate.objects.filter(job__name__startswith="Applied", status=Certificate.Status.VALID)
        .exclude(recipient_email=people.OWNER_ADDRESS)
        .order_by("-number")[:4]
    )
    own, accepted, refused, waits = issued
    owner = team.owner
    assert owner is not None
    mine = Certificate.objects.filter(pk=own.pk)
    recipient_erasure.erase(team=team, certificates=mine, by=owner, reason=Certificate.Erasure.ISSUER)
    made = {}
    for name, certificate in (("accepted", accepted), ("refused", refused), ("open", waits)):
        address = certificate.recipient_email
        erasure_requests.ask(address=address, certificates=held_by([address]).filter(pk=certificate.pk))
        made[name] = ErasureRequest.objects.get(team=team, address=address)
    erasure_requests.accept(request=made["accepted"], by=owner)
    reason = "The diving association asks us to keep the register for ten years."
    erasure_requests.refuse(request=made["refused"], by=owner, answer=reason)
    facts = {f"wish.{name}": str(request.pk) for name, request in made.items()}
    return facts | {
        "certificate.erased": str(own.pk),
        "code.erased": accepted.code,
        "proof": erasure_links.token(waits.recipient_email),
    }
