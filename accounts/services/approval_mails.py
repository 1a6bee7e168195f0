"""Mails about approvals: to those who may decide, and the answer to whoever asked."""

from uuid import UUID

from django.conf import settings
from django.urls import reverse

from accounts import approvals
from accounts.models import ApprovalRequest
from accounts.services import letters
from accounts.services.approvals import deciders

State = ApprovalRequest.State


def tell_of_request(*, request_id: UUID, member_id: UUID) -> None:
    """Mail one of those who may decide. Nothing when it is decided meanwhile, or the member may no longer."""
    found = _found(request_id)
    if found is None or found.state != State.OPEN:
        return
    member = deciders(found.team).filter(pk=member_id).select_related("user").first()
    if member is None:
        return
    asker = found.asked_by.get_full_name() if found.asked_by else "Somebody"
    letters.send(
        to=member.user.email,
        subject=f"{asker} asks for your approval in {found.team.name}",
        template="approval_asked",
        context=_context(found),
    )


def tell_of_decision(*, request_id: UUID) -> None:
    """Mail the answer to whoever asked; not for what one withdrew oneself."""
    found = _found(request_id)
    if found is None or found.asked_by is None or found.state in (State.OPEN, State.WITHDRAWN):
        return
    letters.send(
        to=found.asked_by.email,
        subject=f"{found.get_state_display()}: {found.label}",
        template="approval_decided",
        context=_context(found),
    )


def _found(request_id: UUID) -> ApprovalRequest | None:
    found = ApprovalRequest.objects.select_related("team", "asked_by", "decided_by")
    return found.filter(pk=request_id).first()


def _context(request: ApprovalRequest) -> dict[str, object]:
    return {
        "request": request,
        "act": approvals.act(request.act),
        "team": request.team,
        "url": settings.SITE_URL + reverse("accounts:approval", args=[request.pk]),
    }
