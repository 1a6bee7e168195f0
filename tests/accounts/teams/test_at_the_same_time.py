"""Two acts upon the same thing at the same moment: the second sees what the first one left, and is refused in words."""

from collections.abc import Callable
from functools import partial

import pytest
from django.core import mail

from accounts.models import ApprovalRequest, AuditEvent, Invitation, Team, TeamMember, User
from accounts.services import approvals, invitations, members, ownership
from accounts.services.approvals import RequestOver
from accounts.services.invitations import InvitationOver
from certificates.services import approving
from iconikcerts.common.errors import Conflict, NotAllowed
from tests.accounts.teams.things import draft, status
from tests.factories import make_member, make_user
from tests.simultaneous import overlapping

Role = TeamMember.Role
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("postgresql", "media_root")]


def place(team: Team, user: User) -> TeamMember:
    return TeamMember.objects.get(team=team, user=user)


def roles(team: Team) -> list[str]:
    return sorted(team.members.values_list("role", flat=True))


def hand_over(team: Team, to: User, by: User) -> Callable[[], None]:
    return partial(ownership.hand_over, team=team, to=place(team, to), by=by)


def accepting(team: Team, email: str) -> tuple[Invitation, User]:
    assert team.owner is not None
    invitation = invitations.invite(team=team, email=email, role=Role.EDITOR, by=team.owner)
    return invitation, make_user(email)


def test_an_invitation_is_accepted_once(team: Team) -> None:
    invitation, ana = accepting(team, "ana@example.org")
    accept = partial(invitations.accept, invitation=invitation, by=ana)

    _, second = overlapping(accept, accept)

    assert isinstance(second.error, InvitationOver)
    assert roles(team) == ["editor", "owner"]
    assert AuditEvent.objects.filter(action="member.join").count() == 1
    assert len(mail.outbox) == 1


def test_an_invitation_that_is_withdrawn_meanwhile_lets_nobody_in(team: Team) -> None:
    invitation, ana = accepting(team, "ana@example.org")
    withdraw = partial(invitations.withdraw, invitation=invitation, by=team.owner)

    _, second = overlapping(withdraw, partial(invitations.accept, invitation=invitation, by=ana))

    assert isinstance(second.error, InvitationOver)
    assert roles(team) == ["owner"]


def test_a_team_is_handed_over_once(team: Team) -> None:
    one, other, former = make_member(team, Role.ADMIN), make_member(team, Role.EDITOR), team.owner
    assert former is not None

    _, second = overlapping(hand_over(team, one, former), hand_over(team, other, former))

    team.refresh_from_db()
    assert isinstance(second.error, NotAllowed)
    assert (team.owner, roles(team)) == (one, ["admin", "editor", "owner"])


def test_who_becomes_the_owner_meanwhile_cannot_leave(team: Team) -> None:
    heir, former = make_member(team, Role.ADMIN), team.owner
    assert former is not None

    _, second = overlapping(hand_over(team, heir, former), partial(members.leave, team=team, by=heir))

    assert isinstance(second.error, Conflict)
    assert roles(team) == ["admin", "owner"]


def test_who_leaves_meanwhile_does_not_become_the_owner(team: Team) -> None:
    heir, former = make_member(team, Role.ADMIN), team.owner
    assert former is not None

    _, second = overlapping(partial(members.leave, team=team, by=heir), hand_over(team, heir, former))

    team.refresh_from_db()
    assert isinstance(second.error, Conflict)
    assert (team.owner, roles(team)) == (former, ["owner"])


def test_the_former_owner_who_leaves_meanwhile_leaves_an_owner_behind(team: Team) -> None:
    heir, former = make_member(team, Role.ADMIN), team.owner
    assert former is not None

    _, second = overlapping(hand_over(team, heir, former), partial(members.leave, team=team, by=former))

    team.refresh_from_db()
    assert second.error is None
    assert (team.owner, roles(team)) == (heir, ["owner"])


def test_what_was_asked_for_is_approved_once(ruled: Team, editor: User, admin: User) -> None:
    job = draft(ruled)
    request = approving.ask_to_run(job=job, by=editor)
    approve = partial(approvals.approve, request=request)

    _, second = overlapping(partial(approve, by=admin), partial(approve, by=ruled.owner))

    assert isinstance(second.error, RequestOver)
    assert status(job) == "processing"
    assert AuditEvent.objects.filter(action="approval.approve").count() == 1
    assert ApprovalRequest.objects.get().decided_by == admin
