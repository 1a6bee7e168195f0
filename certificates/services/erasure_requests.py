"""Recipients ask that their personal data leaves certificates: what a team's policy makes of it, and its decisions."""

from dataclasses import dataclass
from functools import partial
from typing import Literal

from django.db import transaction
from django.utils import timezone

from accounts import audit, permissions
from accounts.models import Team, User
from accounts.permissions import Capability
from certificates import selectors, tasks
from certificates.models import Certificate, ErasurePolicy, ErasureRequest, RecipientErasure
from certificates.models.certificate import CertificateQuerySet
from certificates.services import erasure_mails, recipient_erasure
from iconikcerts.common import origin
from iconikcerts.common.errors import Conflict

Mode = ErasurePolicy.Mode
State = ErasureRequest.State
Reason = Certificate.Erasure


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of a wish at one team: `erased` at once, `asked`, `kept`, or `later`: some of it is still being issued."""

    team: Team
    kind: Literal["erased", "asked", "kept", "later"]
    erasure: RecipientErasure | None = None


@transaction.atomic
def set_policy(*, team: Team, by: User, mode: ErasurePolicy.Mode, reason: str = "") -> ErasurePolicy:
    """Say what becomes of wishes from now on; `reason`: why data is kept. Open requests stay for somebody to decide.

    Raises NotAllowed, and Conflict for keeping without a reason.
    """
    permissions.require(user=by, team=team, capability=Capability.PRIVACY_MANAGE)
    reason = reason.strip() if mode == Mode.KEEP else ""
    if mode == Mode.KEEP and not reason:
        raise Conflict(
            "Say why you keep the data.", mend="Who asks reads it, such as the law that obliges you."
        )
    before = selectors.erasure_policy(team)
    policy, _ = ErasurePolicy.objects.update_or_create(team=team, defaults={"mode": mode, "reason": reason})
    audit.record(
        team=team,
        by=by,
        action="erasure.policy",
        target=team,
        before={"mode": before.mode, "reason": before.reason},
        after={"mode": policy.mode, "reason": policy.reason},
    )
    return policy


def ask(*, address: str, certificates: CertificateQuerySet, account: User | None = None) -> list[Answer]:
    """A recipient, who has proven to read mail at `address`, wants personal data out of these certificates, which are all
    theirs. Each team does as its policy says; mails go out. `account`: of the person, where there is one.

    No team's trail says who asked, or from where.
    """
    teams = Team.objects.filter(pk__in=certificates.filter(erased_at=None).values("team")).order_by(
        "name", "pk"
    )
    answers = [_ask_team(team, address, certificates.for_team(team)) for team in teams]
    if account is not None and answers:
        audit.record(team=None, by=account, action="erasure.ask", target=account, issuers=len(answers))
    return answers


def _ask_team(team: Team, address: str, certificates: CertificateQuerySet) -> Answer:
    mode = selectors.erasure_policy(team).mode
    if mode == Mode.KEEP:
        return Answer(team, "kept")
    if mode == Mode.ASK:
        _request(team, address, certificates)
        return Answer(team, "asked")
    try:
        with transaction.atomic():
            done = recipient_erasure.erase(team=team, certificates=certificates, by=None, reason=Reason.WISH)
            transaction.on_commit(partial(erasure_mails.send_receipt, done, address), robust=True)
    except recipient_erasure.StillIssuing:
        return Answer(team, "later")
    return Answer(team, "erased", done)


@transaction.atomic
def _request(team: Team, address: str, certificates: CertificateQuerySet) -> None:
    """One open request of an address: asked again, it grows."""
    Team.objects.select_for_update().get(pk=team.pk)
    found = ErasureRequest.objects.filter(team=team, address__iexact=address, state=State.OPEN).first()
    if found is not None:
        found.certificates.add(*certificates)
        return
    made = ErasureRequest.objects.create(team=team, address=address)
    made.certificates.set(certificates)
    with origin.acting(origin.Origin(channel=origin.current().channel)):
        audit.record(
            team=team, by=None, action="erasure.ask", target=made, certificates=made.certificates.count()
        )
    for member in erasure_mails.deciders(team):
        tell = partial(tasks.tell_of_erasure_request.delay, str(made.pk), str(member.pk))
        transaction.on_commit(tell, robust=True)


@transaction.atomic
def accept(*, request: ErasureRequest, by: User) -> RecipientErasure | None:
    """Erase what was asked for; the receipt goes to who asked. None when it was all erased meanwhile.

    Raises NotAllowed, Conflict for one that is decided already, StillIssuing.
    """
    permissions.require(user=by, team=request.team, capability=Capability.CERTIFICATE_ERASE)
    return _accept(_open(request), by)


def _accept(found: ErasureRequest, by: User | None) -> RecipientErasure | None:
    wanted = Certificate.objects.filter(pk__in=found.certificates.values("pk"), erased_at=None)
    done = None
    if wanted.exists():
        done = recipient_erasure.erase(team=found.team, certificates=wanted, by=by, reason=Reason.WISH)
    found.erasure = done
    address = _close(found, State.ACCEPTED, by)
    audit.record(team=found.team, by=by, action="erasure.accept", target=found)
    if done is not None:
        transaction.on_commit(partial(erasure_mails.send_receipt, done, address), robust=True)
    return done


@transaction.atomic
def refuse(*, request: ErasureRequest, by: User, answer: str) -> None:
    """Keep the data; who asked gets a mail with the reason. Raises NotAllowed, Conflict without a reason or when it is
    decided already, and NotSent: while the mail cannot go out the request stays open, for the address goes with it.
    """
    permissions.require(user=by, team=request.team, capability=Capability.CERTIFICATE_ERASE)
    found = _open(request)
    if not answer.strip():
        raise Conflict("Say why you keep the data.", mend="Who asked gets your words by mail.")
    found.answer = answer.strip()[:500]
    address = _close(found, State.REFUSED, by)
    audit.record(team=found.team, by=by, action="erasure.refuse", target=found)
    erasure_mails.send_refusal(found, address)


@transaction.atomic
def settle_all(*, team: Team) -> None:
    """As a team is erased: nobody will be there to decide, so what is open is granted. Nothing of it stays."""
    for found in ErasureRequest.objects.select_for_update().filter(team=team, state=State.OPEN):
        _accept(found, None)
    ErasureRequest.objects.filter(team=team).delete()
    ErasurePolicy.objects.filter(team=team).delete()


def _open(request: ErasureRequest) -> ErasureRequest:
    found = ErasureRequest.objects.select_for_update(of=("self",)).select_related("team").get(pk=request.pk)
    if found.state != State.OPEN:
        raise Conflict("This request is decided already.", mend="Nothing is left to do.")
    return found


def _close(found: ErasureRequest, state: ErasureRequest.State, by: User | None) -> str:
    """Write the decision down and forget the address, which is returned for the last mail."""
    address, found.address = found.address, ""
    found.state, found.decided_by, found.decided_at = state, by, timezone.now()
    found.save()
    return address
