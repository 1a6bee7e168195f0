"""Every mail about people and teams, as it is really sent, kept for pages that show its HTML and its text."""

from __future__ import annotations

import json

from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.mail import EmailMultiAlternatives
from django.test import override_settings
from django.utils import timezone

from accounts.models import ApprovalRequest, ErasureReceipt, Invitation, SecurityEvent, Team, User
from accounts.services import (
    account_erasure,
    approval_mails,
    data_exports,
    deletion_mails,
    invitations,
    member_mails,
    security_events,
)

FOLDER = "shots/mails"
# Which mails there are, in the order in which `_send_each` sends them.
NAMES = (
    "invitation", "removed", "new-owner", "team-deletion", "approval-asked", "approval-decided", "export-ready", "erased",
    "security-event",
)  # fmt: skip


def keep() -> None:
    """Send each once into memory and keep what arrived: `<name>.json` with subject, text and html."""
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        mail.outbox = []
        _send_each()
        sent = list(mail.outbox)
    for name, message in zip(NAMES, sent, strict=True):
        assert isinstance(message, EmailMultiAlternatives)
        content = {
            "subject": str(message.subject),
            "text": str(message.body),
            "html": str(message.alternatives[0][0]),
        }
        default_storage.save(f"{FOLDER}/{name}.json", ContentFile(json.dumps(content).encode()))


def kept(name: str) -> dict[str, str]:
    """Subject, text and html of one of NAMES."""
    with default_storage.open(f"{FOLDER}/{name}.json") as file:
        found: dict[str, str] = json.load(file)
    return found


def _send_each() -> None:
    team = Team.objects.get(name="Riverside Academy")
    closing = Team.objects.get(name="Old Mill Pottery")
    owner = team.owner
    assert owner is not None
    invitation = Invitation.objects.select_related("team", "invited_by").filter(team=team).first()
    assert invitation is not None
    invitations._mail(invitation, "q3Zk0vX1mJ8nT5rYw7uB2cD4eF6gH9iK0lM1oP2sR3t")
    # Of those who look at pages, somebody who is not in this team.
    member_mails.tell_of_removal(team_id=team.pk, user_id=User.objects.get(email="sofia@example.org").pk)
    heir = team.members.exclude(user=owner)[0].user_id
    member_mails.tell_of_new_owner(team_id=team.pk, new_id=heir, old_id=owner.pk, to_id=owner.pk)
    deletion_mails.tell(member_id=closing.members.get().pk)
    asked = ApprovalRequest.objects.for_team(team)
    request = asked.open().get()
    decider = team.members.get(user=owner)
    approval_mails.tell_of_request(request_id=request.pk, member_id=decider.pk)
    approval_mails.tell_of_decision(request_id=asked.get(state=ApprovalRequest.State.REFUSED).pk)
    data_exports._tell(owner)
    receipt = ErasureReceipt.objects.latest("created_at")
    account_erasure.send_receipt(receipt, "lev@example.org")
    # Beside the services: a worker would send it too.
    event = SecurityEvent.objects.create(
        key="pictures", kind=SecurityEvent.Kind.TOKEN_REUSED, day=timezone.localdate(), person=owner,
        facts={"device": "Iconik/2.1 (Android 16)"}, acknowledged_at=timezone.now(),
    )  # fmt: skip
    security_events.mail(event=event)
