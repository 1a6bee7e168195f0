"""Mails about the erasure of recipients' data: to those who decide, and the answer to who asked."""

import contextlib
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts import permissions
from accounts.models import Team
from accounts.permissions import Capability
from accounts.services import erasure_receipts, letters
from certificates.models import ErasureRequest, RecipientErasure


def deciders(team: Team) -> permissions.Members:
    """The members who decide, and get a mail."""
    return permissions.members_with(team=team, capability=Capability.CERTIFICATE_ERASE)


def tell_of_request(*, request_id: UUID, member_id: UUID) -> None:
    """Mail one of those who decide. Nothing when it is decided meanwhile, or the member may no longer. Raises NotSent.

    Without the address that asks, which is to be forgotten: the page shows it.
    """
    found = ErasureRequest.objects.select_related("team").filter(pk=request_id).first()
    if found is None or found.state != ErasureRequest.State.OPEN:
        return
    member = deciders(found.team).filter(pk=member_id).select_related("user").first()
    if member is None:
        return
    letters.send(
        to=member.user.email,
        subject=f"A recipient asks {found.team.name} to erase their data",
        template="erasure_asked",
        context={
            "team": found.team,
            "count": found.certificates.count(),
            "answer_by": found.answer_by,
            "url": settings.SITE_URL + reverse("certificates:erasure_request", args=[found.pk]),
        },
    )


def send_receipt(erasure: RecipientErasure, address: str) -> None:
    """To who asked, once. What was erased stays erased when the message cannot go out."""
    code = erasure.receipt.code
    context = {
        "receipt": erasure.receipt,
        "code": erasure_receipts.grouped(code),
        "url": f"{settings.SITE_URL}{reverse('accounts:receipt')}?code={code}",
        "team": erasure.team,
        "count": erasure.certificates,
    }
    with contextlib.suppress(letters.NotSent):
        letters.send(to=address, subject="Your data is erased", template="erased", context=context)


def send_refusal(request: ErasureRequest, address: str) -> None:
    """The team's reason, to who asked. Raises NotSent."""
    context = {"answer": request.answer, "team": request.team, "url": settings.SITE_URL + reverse("privacy")}
    subject = f"{request.team.name} keeps your data"
    letters.send(to=address, subject=subject, template="erasure_refused", context=context)
