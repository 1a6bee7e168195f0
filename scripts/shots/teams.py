"""People around the team of the pictures: who is invited."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import Invitation, Team, TeamMember
from accounts.services import approvals, invitations, users
from scripts.shots import keeping

Facts = dict[str, str]


def people(team: Team) -> Facts:
    """One invitation that waits and one whose time is over, and the member whom the pages name."""
    now, state = timezone.now(), Invitation.State
    made = {
        "token.open": ("lev@example.org", 12, state.OPEN),
        "token.over": ("zoe.fernandez-martin@example.org", -1, state.OPEN),
        "token.used": ("mei@example.org", 12, state.ACCEPTED),
        "token.withdrawn": ("chidi@example.org", 12, state.WITHDRAWN),
    }
    for token, (email, days, stands) in made.items():
        Invitation.objects.create(
            team=team,
            email=email,
            role=TeamMember.Role.EDITOR,
            state=stands,
            token_sha256=invitations.hash_of(token),
            invited_by=team.owner,
            sent_at=now - timedelta(days=2),
            expires_at=now + timedelta(days=days),
            closed_at=None if stands == state.OPEN else now,
        )
    keeping.rules(team)
    viewer = TeamMember.objects.get(team=team, role=TeamMember.Role.VIEWER)
    return {token: token for token in made} | {"member": str(viewer.pk)} | _approvals(team)


def _approvals(team: Team) -> Facts:
    """Two rules; a request that waits and one that was refused, by an editor of the team."""
    editor = users.register(email="boris@example.org", name="Boris Ivanov", password=None)
    TeamMember.objects.create(team=team, user=editor, role=TeamMember.Role.ADMIN)
    owner = team.owner
    assert owner is not None
    approvals.set_rules(team=team, thresholds={"job.run": 500, "certificate.revoke": 25}, by=owner)
    made = {}
    for state, label, count in (("open", "Graduation, both campuses", 1240), ("refused", "Open day", 2600)):
        made[state] = approvals.ask(
            team=team,
            act="job.run",
            label=label,
            targets=[uuid4()],
            fingerprint="0" * 64,
            by=editor,
            count=count,
            payload={"job": str(uuid4())},
            note="The ceremony is on Friday.",
        )
    approvals.refuse(request=made["refused"], by=owner, answer="The dates are last year's.")
    return {f"approval.{state}": str(request.pk) for state, request in made.items()}
