"""Reads about what waits for an answer: invitations, and requests of approval."""

from uuid import UUID

from django.db.models import QuerySet

from accounts.models import ApprovalRequest, Invitation, Team
from iconikcerts.common.errors import NotFound

SHOWN_REQUESTS = 3  # of approval, on the page of what they are about


def open_invitations(team: Team) -> list[Invitation]:
    """Invitations that nobody has answered, the newest first."""
    found = Invitation.objects.for_team(team).open().select_related("invited_by")
    return list(found.order_by("-sent_at"))


def invitation(*, team: Team, invitation_id: UUID) -> Invitation:
    """An invitation of this team. Raises NotFound for those of others."""
    found = Invitation.objects.for_team(team).filter(pk=invitation_id).select_related("team").first()
    if found is None:
        raise NotFound("There is no such invitation.", mend="Look at the list of members again.")
    return found


def approval_requests(team: Team) -> QuerySet[ApprovalRequest]:
    """All requests of a team with their people, the newest first."""
    found = ApprovalRequest.objects.for_team(team).select_related("asked_by", "decided_by")
    return found.order_by("-created_at", "-id")


def approval_request(*, team: Team, request_id: UUID) -> ApprovalRequest:
    """A request of this team. Raises NotFound for those of others."""
    found = approval_requests(team).select_related("team").filter(pk=request_id).first()
    if found is None:
        raise NotFound("There is no such request.", mend="Look at the list of approvals again.")
    return found


def approvals_about(*, team: Team, target_id: UUID, act: str = "") -> list[ApprovalRequest]:
    """The last requests about one thing, the newest first: what its page says of them."""
    found = approval_requests(team).filter(targets__target_id=target_id)
    return list((found.filter(act=act) if act else found)[:SHOWN_REQUESTS])
