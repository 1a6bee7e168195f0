"""A second person: rules, requests, decisions, and what has to hold at the moment of the decision."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import ApprovalRequest, AuditEvent, Team, TeamMember, User
from accounts.services import approvals
from accounts.services.approvals import RequestOver
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.services import approving, jobs
from iconikcerts.common.errors import Conflict, NotAllowed
from tests.accounts.teams.things import DRAFT, draft, status
from tests.factories import (
    make_member,
)

pytestmark = pytest.mark.usefixtures("media_root")
AsRole = Callable[[str], Client]
Acting = Callable[..., Client]
Role, State = TeamMember.Role, ApprovalRequest.State


def test_above_the_threshold_a_job_waits_for_a_second_person(ruled: Team, editor: User) -> None:
    one, two = draft(ruled, rows=1), draft(ruled, rows=2)

    jobs.start(job=one, by=editor, options=JobOptions.from_json(one.options), queue=False)
    with pytest.raises(approvals.ApprovalNeeded):
        jobs.start(job=two, by=editor, options=JobOptions.from_json(two.options), queue=False)

    assert (status(one), status(two)) == ("processing", DRAFT)


def test_without_a_rule_nobody_waits(team: Team, editor: User) -> None:
    job = draft(team)

    jobs.start(job=job, by=editor, options=JobOptions.from_json(job.options), queue=False)

    assert status(job) == "processing"


def test_the_page_asks_and_another_persons_approval_starts_the_job(
    ruled: Team, editor: User, admin: User, acting: Acting
) -> None:
    job = draft(ruled)
    asker, approver = acting(editor, ruled), acting(admin, ruled)

    summary = asker.get(f"/jobs/{job.pk}/summary").content.decode()
    asked = asker.post(f"/jobs/{job.pk}/start", {"note": "For Friday"})
    request = ApprovalRequest.objects.get()
    before = status(job)
    answer = approver.post(f"/team/approvals/{request.pk}/approve", {"answer": "Go"})

    request.refresh_from_db()
    assert "Ask for approval" in summary
    assert (asked.status_code, asked["Location"]) == (302, f"/team/approvals/{request.pk}")
    assert (request.label, request.count, request.note, request.asked_by) == (
        "Graduation", 2, "For Friday", editor,
    )  # fmt: skip
    assert (before, answer.status_code, status(job)) == (DRAFT, 302, "processing")
    assert (request.state, request.decided_by, request.answer) == (State.APPROVED, admin, "Go")


def test_the_act_is_the_askers_and_the_trail_says_who_approved(
    ruled: Team, editor: User, admin: User
) -> None:
    request = approving.ask_to_run(job=draft(ruled), by=editor)

    approvals.approve(request=request, by=admin)

    trail = AuditEvent.objects.filter(
        team=ruled, action__in=["approval.request", "approval.approve", "job.start"]
    )
    assert {event.action: event.actor for event in trail} == {
        "approval.request": editor,
        "approval.approve": admin,
        "job.start": editor,
    }
    assert trail.get(action="job.start").data["approved_by"] == str(admin.pk)


def test_nobody_approves_or_refuses_their_own_request(ruled: Team, admin: User, acting: Acting) -> None:
    job = draft(ruled)
    request = approving.ask_to_run(job=job, by=admin)
    client = acting(admin, ruled)

    answers = [
        client.post(f"/team/approvals/{request.pk}/{deed}").status_code for deed in ("approve", "refuse")
    ]

    assert (answers, status(job)) == ([403, 403], DRAFT)
    with pytest.raises(IntegrityError), transaction.atomic():
        ApprovalRequest.objects.filter(pk=request.pk).update(
            state=State.APPROVED, decided_by=admin, decided_at=timezone.now()
        )


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_who_may_not_decide_looks_only(ruled: Team, editor: User, as_role: AsRole, role: str) -> None:
    request = approving.ask_to_run(job=draft(ruled), by=editor)
    client = as_role(role)

    seen = client.get(f"/team/approvals/{request.pk}")
    answers = [
        client.post(f"/team/approvals/{request.pk}/{deed}").status_code for deed in ("approve", "refuse")
    ]

    request.refresh_from_db()
    assert (seen.status_code, "Approve and do it" in seen.content.decode()) == (200, False)
    assert (answers, request.state) == ([403, 403], State.OPEN)


def test_refused_nothing_is_done_and_the_words_stay(
    ruled: Team, editor: User, admin: User, acting: Acting
) -> None:
    job = draft(ruled)
    request = approving.ask_to_run(job=job, by=editor)

    acting(admin, ruled).post(f"/team/approvals/{request.pk}/refuse", {"answer": "Wrong list"})

    request.refresh_from_db()
    assert (request.state, request.answer, status(job)) == (State.REFUSED, "Wrong list", DRAFT)


def test_one_withdraws_ones_own_and_nobody_elses(
    ruled: Team, editor: User, admin: User, acting: Acting
) -> None:
    request = approving.ask_to_run(job=draft(ruled), by=editor)
    address = f"/team/approvals/{request.pk}/withdraw"

    others = acting(admin, ruled).post(address).status_code
    own = acting(editor, ruled).post(address).status_code

    request.refresh_from_db()
    assert (others, own, request.state) == (403, 302, State.WITHDRAWN)


@pytest.mark.parametrize("change", ["rows", "options"])
def test_a_job_that_was_changed_meanwhile_is_not_started(
    ruled: Team, editor: User, admin: User, change: str
) -> None:
    job = draft(ruled)
    request = approving.ask_to_run(job=job, by=editor)
    if change == "rows":
        row = job.rows.order_by("line").first()
        row.values |= {"recipient.name": "Somebody else"}  # type: ignore[union-attr]
        row.save()  # type: ignore[union-attr]
    else:
        BulkGenerationJob.objects.filter(pk=job.pk).update(options=job.options | {"expires_on": "2030-01-01"})

    with pytest.raises(RequestOver, match="has changed since it was asked for"):
        approvals.approve(request=request, by=admin)

    request.refresh_from_db()
    assert (request.state, request.decided_by, status(job)) == (State.STALE, None, DRAFT)


def test_whoever_asked_must_still_be_allowed(ruled: Team, editor: User, admin: User) -> None:
    job = draft(ruled)
    request = approving.ask_to_run(job=job, by=editor)
    TeamMember.objects.filter(team=ruled, user=editor).update(role=Role.VIEWER)

    with pytest.raises(RequestOver, match="may no longer do this"):
        approvals.approve(request=request, by=admin)

    assert status(job) == DRAFT


def test_a_decision_counts_once(ruled: Team, editor: User, admin: User) -> None:
    request = approving.ask_to_run(job=draft(ruled), by=editor)
    approvals.refuse(request=request, by=admin)

    with pytest.raises(RequestOver, match="refused already"):
        approvals.approve(request=request, by=admin)


def test_after_its_term_a_request_is_over(ruled: Team, editor: User, admin: User) -> None:
    job = draft(ruled)
    request = approving.ask_to_run(job=job, by=editor)
    ApprovalRequest.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    with pytest.raises(RequestOver, match="time of this request is over"):
        approvals.approve(request=request, by=admin)

    again = approving.ask_to_run(job=job, by=editor)
    assert (status(job), again.state) == (DRAFT, State.OPEN)


def test_what_hinders_the_act_is_said_and_the_request_stays(
    ruled: Team, editor: User, admin: User, acting: Acting, settings: object
) -> None:
    settings.FREE_CERTIFICATES_PER_MONTH = 1  # type: ignore[attr-defined]
    job = draft(ruled)
    request = approving.ask_to_run(job=job, by=editor)

    page = acting(admin, ruled).post(f"/team/approvals/{request.pk}/approve")

    request.refresh_from_db()
    assert (page.status_code, request.state, status(job)) == (422, State.OPEN, DRAFT)
    assert "This needs 2 certificates, and 1 of this month" in page.content.decode()


def test_a_thing_waits_once(ruled: Team, editor: User) -> None:
    job = draft(ruled)
    approving.ask_to_run(job=job, by=editor)

    with pytest.raises(Conflict, match="waits for approval already"):
        approving.ask_to_run(job=job, by=editor)


def test_a_rule_holds_for_nobody_in_particular_by_command(ruled: Team) -> None:
    """What has no person behind it, such as `manage.py issue`, cannot ask and is refused."""
    job = draft(ruled)

    with pytest.raises(approvals.ApprovalNeeded, match="Ask for approval where it is done on the site"):
        jobs.start(job=job, by=None, options=JobOptions.from_json(job.options), queue=False)


def test_only_administrators_decide_even_past_the_page(ruled: Team, editor: User) -> None:
    request = approving.ask_to_run(job=draft(ruled), by=editor)

    with pytest.raises(NotAllowed):
        approvals.approve(request=request, by=make_member(ruled, Role.EDITOR))
