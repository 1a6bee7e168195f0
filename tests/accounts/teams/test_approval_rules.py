"""The rules of a team, its mails about approvals, and what other teams see of them."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from accounts.models import ApprovalRequest, ApprovalRule, AuditEvent, Team, TeamMember, User
from accounts.services import approval_mails, approvals
from certificates.services import approving
from iconikcerts.common.errors import Conflict
from tests.accounts.teams.things import draft
from tests.factories import (
    make_member,
    make_team,
)

pytestmark = pytest.mark.usefixtures("media_root")
AsRole = Callable[[str], Client]
Acting = Callable[..., Client]
Role, State = TeamMember.Role, ApprovalRequest.State


def test_those_who_may_decide_get_a_mail_and_so_does_the_answer(
    ruled: Team, editor: User, admin: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    request = approving.ask_to_run(job=draft(ruled), by=editor)
    for member in approvals.deciders(ruled):
        approval_mails.tell_of_request(request_id=request.pk, member_id=member.pk)
    asked = {tuple(each.to): each.subject for each in mail.outbox}
    approvals.refuse(request=request, by=admin, answer="Wrong list")
    approval_mails.tell_of_decision(request_id=request.pk)

    subject = f"{editor.get_full_name()} asks for your approval in Lumen Academy"
    assert asked == {("owner@example.org",): subject, (admin.email,): subject}
    assert (mail.outbox[-1].to, mail.outbox[-1].subject) == ([editor.email], "Refused: Graduation")
    assert "Wrong list" in str(mail.outbox[-1].body)


@pytest.mark.parametrize("page", ["", "/approve", "/refuse", "/withdraw"])
def test_requests_of_another_team_are_not_there(as_role: AsRole, team: Team, admin: User, page: str) -> None:
    other = make_team("Chess Club")
    make_member(other, Role.ADMIN)
    request = approving.ask_to_run(job=draft(other), by=make_member(other, Role.EDITOR))

    client = as_role("owner")
    address = f"/team/approvals/{request.pk}{page}"
    answer = client.post(address) if page else client.get(address)

    request.refresh_from_db()
    assert (answer.status_code, request.state) == (404, State.OPEN)
    assert "Graduation" not in client.get("/team/approvals").content.decode()


def test_the_owner_sets_the_rules_and_they_stand_in_the_trail(
    as_role: AsRole, team: Team, admin: User
) -> None:
    client = as_role("owner")

    client.post("/team/approvals/rules", {"job_run": "on", "job_run_over": "50", "design_publish": "on"})
    set_first = dict(ApprovalRule.objects.values_list("act", "threshold"))
    client.post("/team/approvals/rules", {})

    assert set_first == {"job.run": 50, "design.publish": 0}
    assert not ApprovalRule.objects.exists()
    changes = AuditEvent.objects.filter(action="approval.rules").order_by("created_at")
    assert changes[0].changes == {"job.run": {"to": 50}, "design.publish": {"to": 0}}


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
def test_others_read_the_rules_only(as_role: AsRole, ruled: Team, role: str) -> None:
    client = as_role(role)

    answer = client.post("/team/approvals/rules", {})

    assert (answer.status_code, ApprovalRule.objects.count()) == (403, 3)
    assert "Running a job: more than 1" in client.get("/team/approvals").content.decode()


def test_a_team_of_one_cannot_lock_itself_out(as_role: AsRole, team: Team, editor: User) -> None:
    answer = as_role("owner").post("/team/approvals/rules", {"design_publish": "on"})

    assert (answer.status_code, ApprovalRule.objects.count()) == (422, 0)
    assert "A rule needs a second person who may approve" in answer.content.decode()


def test_without_a_second_person_left_the_way_out_is_said(ruled: Team, admin: User) -> None:
    TeamMember.objects.filter(team=ruled, user=admin).delete()
    owner = ruled.owner
    assert owner is not None

    with pytest.raises(Conflict, match="have the owner lift the rule"):
        approving.ask_to_run(job=draft(ruled), by=owner)
    approvals.set_rules(team=ruled, thresholds={}, by=owner)

    assert not approvals.is_needed(team=ruled, act="job.run", count=1000)


@pytest.mark.parametrize("over", ["", "0", "-1", "many", "1000001"])
def test_a_number_that_cannot_be_is_refused(as_role: AsRole, ruled: Team, over: str) -> None:
    answer = as_role("owner").post("/team/approvals/rules", {"job_run": "on", "job_run_over": over})

    assert (answer.status_code, ApprovalRule.objects.count()) == (422, 3)
