"""A second person: asked for, given, refused. The act itself is done by the service that always does it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import approvals, audit, permissions, tasks
from accounts.models import ApprovalRequest, ApprovalRule, ApprovalTarget, Team, TeamMember, User
from accounts.permissions import Capability
from iconikcerts.common import origin
from iconikcerts.common.errors import Conflict, NotAllowed, NotFound

State = ApprovalRequest.State
BATCH = 1000


class ApprovalNeeded(Conflict):
    """The team wants a second person for this."""

    code = "approval_needed"


class RequestOver(Conflict):
    """The request was decided or withdrawn, its time is over, or what it is about has changed."""

    code = "request_over"


def is_needed(*, team: Team, act: str, count: int = 1) -> bool:
    """Whether the team wants a second person for this act on so many things."""
    return ApprovalRule.objects.filter(team=team, act=act, threshold__lt=count).exists()


def require(*, team: Team, act: str, count: int = 1, approved: ApprovalRequest | None = None) -> None:
    """Raise ApprovalNeeded when the team wants a second person and `approved` is not that request.

    Services call it in the transaction of the act; `approved` comes from `approve` alone.
    """
    if approved is not None and approved.act == act and approved.team_id == team.pk:
        return
    if is_needed(team=team, act=act, count=count):
        raise ApprovalNeeded(
            "This team wants a second person to approve this.",
            mend="Ask for approval where it is done on the site; somebody else of the team then decides.",
        )


def trace(approved: ApprovalRequest | None) -> dict[str, Any]:
    """What the audit trail of the act says of the approval, to be given to `audit.record`."""
    return {"approval": str(approved.pk), "approved_by": str(approved.decided_by_id)} if approved else {}


@transaction.atomic
def ask(
    *,
    team: Team,
    act: str,
    label: str,
    targets: Iterable[UUID],
    fingerprint: str,
    by: User,
    count: int = 1,
    payload: Mapping[str, Any] | None = None,
    note: str = "",
) -> ApprovalRequest:
    """Ask for a second person, and mail those who may decide. Raises NotAllowed, and Conflict when it is asked already
    or nobody else in the team may decide."""
    Team.objects.select_for_update().get(pk=team.pk)
    ids = list(targets)
    waiting = ApprovalRequest.objects.for_team(team).open().filter(act=act, expires_at__gt=timezone.now())
    if waiting.filter(targets__target_id__in=ids[:BATCH]).exists():
        raise Conflict("This waits for approval already.", mend="See “Approvals” in the team's settings.")
    others = list(deciders(team).exclude(user=by).values_list("pk", flat=True))
    if not others:
        raise Conflict(
            "Nobody else in the team may approve this.",
            mend="Make somebody an administrator, or have the owner lift the rule.",
        )
    made = ApprovalRequest.objects.create(
        team=team,
        act=act,
        label=label[:200],
        count=count,
        payload=dict(payload or {}),
        fingerprint=fingerprint,
        note=note,
        asked_by=by,
        expires_at=timezone.now() + timedelta(days=settings.APPROVAL_DAYS),
    )
    ApprovalTarget.objects.bulk_create(
        (ApprovalTarget(request=made, target_id=each) for each in ids), batch_size=BATCH
    )
    audit.record(team=team, by=by, action="approval.request", target=made, act=act, count=count)
    for member_id in others:
        tell = partial(tasks.tell_of_request.delay, str(made.pk), str(member_id))
        transaction.on_commit(tell, robust=True)
    return made


def approve(*, request: ApprovalRequest, by: User, answer: str = "") -> None:
    """Do what was asked for, as whoever asked. All is checked again: who may, the rule of two, and the thing itself.

    Raises NotAllowed, RequestOver, and whatever the act raises: then nothing is done and the request stays open.
    """
    with transaction.atomic():
        found = _locked(request)
        _require_decider(found, by)
        _refuse_closed(found)
        fault = _fault(found)
        if not fault:
            _close(found, State.APPROVED, by=by, answer=answer)
            audit.record(team=found.team, by=by, action="approval.approve", target=found, act=found.act)
            # The act is the asker's: it does not come from where the approver sits.
            with origin.acting(origin.Origin(channel="web")):
                approvals.act(found.act).perform(found)
        else:
            _close(found, State.STALE, by=None, answer=fault[:500])
            audit.record(team=found.team, by=by, action="approval.stale", target=found, act=found.act)
    if fault:
        raise RequestOver(fault, mend="Nothing was done. Whoever asked can ask again.")


@transaction.atomic
def refuse(*, request: ApprovalRequest, by: User, answer: str = "") -> None:
    """Say no. Raises NotAllowed and RequestOver."""
    found = _locked(request)
    _require_decider(found, by)
    _refuse_closed(found)
    _close(found, State.REFUSED, by=by, answer=answer)
    audit.record(team=found.team, by=by, action="approval.refuse", target=found, act=found.act)


@transaction.atomic
def withdraw(*, request: ApprovalRequest, by: User) -> None:
    """Take one's own request back. Raises NotAllowed for those of others, RequestOver."""
    found = _locked(request)
    if found.asked_by_id != by.pk:
        raise NotAllowed("Only who asked withdraws a request.", mend="You can refuse it, if you may decide.")
    _refuse_closed(found)
    _close(found, State.WITHDRAWN, by=by)
    audit.record(team=found.team, by=by, action="approval.withdraw", target=found, act=found.act)


@transaction.atomic
def set_rules(*, team: Team, thresholds: Mapping[str, int | None], by: User) -> None:
    """Say for each act above how many things it needs a second person; None: never. Raises NotAllowed, and Conflict while
    fewer than two members could decide: a team must not lock itself out."""
    permissions.require(user=by, team=team, capability=Capability.APPROVAL_CONFIGURE)
    Team.objects.select_for_update().get(pk=team.pk)
    before = dict(ApprovalRule.objects.filter(team=team).values_list("act", "threshold"))
    after = {act: threshold for act, threshold in thresholds.items() if threshold is not None}
    if after and deciders(team).count() < 2:
        raise Conflict(
            "A rule needs a second person who may approve, and you are the only one here.",
            mend="Make another member an administrator first.",
        )
    if before == after:
        return
    ApprovalRule.objects.filter(team=team).delete()
    ApprovalRule.objects.bulk_create(
        ApprovalRule(team=team, act=act, threshold=threshold) for act, threshold in after.items()
    )
    audit.record(team=team, by=by, action="approval.rules", target=team, before=before, after=after)


def deciders(team: Team) -> permissions.Members:
    """The members who may approve and refuse."""
    return permissions.members_with(team=team, capability=Capability.APPROVAL_DECIDE)


def may_decide(*, request: ApprovalRequest, member: TeamMember) -> bool:
    """Whether this member may decide this request: never one's own."""
    allowed = permissions.allows(member=member, capability=Capability.APPROVAL_DECIDE)
    return allowed and request.asked_by_id != member.user_id


def _require_decider(request: ApprovalRequest, by: User) -> None:
    permissions.require(user=by, team=request.team, capability=Capability.APPROVAL_DECIDE)
    if request.asked_by_id == by.pk:
        raise NotAllowed(
            "Nobody approves their own request.", mend="Another administrator of the team decides."
        )


def _refuse_closed(request: ApprovalRequest) -> None:
    if request.state != State.OPEN:
        raise RequestOver(
            f"This request is {request.get_state_display().lower()} already.",
            mend="Nothing is left to decide.",
        )
    if request.is_expired(timezone.now()):
        raise RequestOver("The time of this request is over.", mend="Whoever asked can ask again.")


def _fault(request: ApprovalRequest) -> str:
    """Why the request no longer fits what is there, "" when it does."""
    act, asker = approvals.act(request.act), request.asked_by
    if asker is None:
        return "Whoever asked for this is gone."
    try:
        thing: Callable[[], Any] | None = partial(act.thing, request) if act.thing else None
        permissions.require(user=asker, team=request.team, capability=act.capability, on=thing)
    except NotAllowed:
        return f"{asker.get_full_name()} may no longer do this in the team."
    except NotFound:
        return "What this is about is gone."
    if act.fingerprint(request) != request.fingerprint:
        return "What this is about has changed since it was asked for."
    return ""


def _locked(request: ApprovalRequest) -> ApprovalRequest:
    found = ApprovalRequest.objects.select_for_update(of=("self",)).select_related("team", "asked_by")
    return found.get(pk=request.pk)


def _close(request: ApprovalRequest, state: State, *, by: User | None, answer: str = "") -> None:
    request.state, request.decided_by, request.answer = state, by, answer
    request.decided_at = timezone.now()
    request.save(update_fields=["state", "decided_by", "decided_at", "answer", "updated_at"])
    transaction.on_commit(partial(tasks.tell_of_decision.delay, str(request.pk)), robust=True)
