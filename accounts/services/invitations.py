"""Inviting people into a team: the link goes by mail, and counts for the address that it went to alone."""

import hashlib
import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit, permissions
from accounts.models import Invitation, Team, TeamMember, User
from accounts.permissions import Capability
from accounts.services import letters
from iconikcerts.common import ratelimit
from iconikcerts.common.errors import Conflict, NotAllowed, NotFound

State = Invitation.State
TOKEN_BYTES = 32  # 256 bits: nobody guesses one
DAY_S = 86_400


class WrongAddress(NotAllowed):
    """The invitation is for an address that the person does not have."""

    code = "wrong_address"


class InvitationOver(Conflict):
    """The invitation was answered or withdrawn, or its time is over."""

    code = "invitation_over"


def invite(*, team: Team, email: str, role: TeamMember.Role, by: User) -> Invitation:
    """Offer `email` a place in a team, and mail the link.

    Raises NotAllowed (no administrator, or a role above one's own), Conflict (a personal team, a member already, invited
    already), TooManyRequests, and NotSent: then the invitation stands and can be sent again.
    """
    email = email.strip().lower()
    with transaction.atomic():
        _require(by=by, team=team, role=role)
        team = Team.objects.select_for_update().get(pk=team.pk)
        _refuse(team, email)
        _limit(team)
        now, token = timezone.now(), _new_token()
        made = Invitation.objects.create(
            team=team,
            email=email,
            role=role,
            token_sha256=hash_of(token),
            invited_by=by,
            sent_at=now,
            expires_at=now + timedelta(days=settings.INVITATION_DAYS),
        )
        audit.record(team=team, by=by, action="member.invite", target=made, role=str(role))
    _mail(made, token)
    return made


def resend(*, invitation: Invitation, by: User) -> None:
    """Mail a new link with a new term; the former link ends. Raises as `invite` does, and InvitationOver."""
    with transaction.atomic():
        _require(by=by, team=invitation.team, role=TeamMember.Role(invitation.role))
        found = _locked(invitation)
        if found.state != State.OPEN:
            raise _over(found)
        _limit(found.team)
        token, found.sent_at = _new_token(), timezone.now()
        found.token_sha256 = hash_of(token)
        found.expires_at = found.sent_at + timedelta(days=settings.INVITATION_DAYS)
        found.save(update_fields=["token_sha256", "sent_at", "expires_at", "updated_at"])
        audit.record(team=found.team, by=by, action="member.reinvite", target=found)
    _mail(found, token)


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """Take an invitation back: its link ends. Raises NotAllowed and InvitationOver."""
    permissions.require(user=by, team=invitation.team, capability=Capability.MEMBER_INVITE)
    found = _locked(invitation)
    if found.state != State.OPEN:
        raise _over(found)
    _close(found, State.WITHDRAWN, by=None)
    audit.record(team=found.team, by=by, action="member.uninvite", target=found)


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> TeamMember:
    """Take the place that is offered; who is in the team already keeps the role. Raises WrongAddress, InvitationOver.

    Whoever has the link got it by mail, so an address of theirs that was not proven yet is proven by it.
    """
    found = _usable(invitation)
    require_address(invitation=found, user=by)
    member, is_new = TeamMember.objects.get_or_create(team=found.team, user=by, defaults={"role": found.role})
    _close(found, State.ACCEPTED, by=by)
    EmailAddress.objects.filter(user=by, email__iexact=found.email).update(verified=True)
    if is_new:
        audit.record(team=found.team, by=by, action="member.join", target=member, role=member.role)
    return member


@transaction.atomic
def decline(*, invitation: Invitation, by: User | None) -> None:
    """Turn the place down; without an account too. Raises WrongAddress, InvitationOver."""
    found = _usable(invitation)
    if by is not None:
        require_address(invitation=found, user=by)
    _close(found, State.DECLINED, by=by)
    audit.record(team=found.team, by=by, action="member.decline", target=found)


def find(*, token: str) -> Invitation:
    """The invitation of a link, in whatever state. Raises NotFound."""
    found = (
        Invitation.objects.select_related("team", "invited_by").filter(token_sha256=hash_of(token)).first()
    )
    if found is None:
        raise NotFound(
            "This link is none of ours, or a newer one was sent.",
            mend="Use the link of the last mail, or ask for another invitation.",
        )
    return found


def require_address(*, invitation: Invitation, user: User) -> None:
    """Raise WrongAddress unless the invited address is one of the person's, and proven to be nobody else's."""
    known = EmailAddress.objects.filter(email__iexact=invitation.email)
    is_theirs = user.email.lower() == invitation.email or known.filter(user=user).exists()
    if not is_theirs or known.filter(verified=True).exclude(user=user).exists():
        raise WrongAddress(
            f"This invitation is for {invitation.email}, and you are logged in as {user.email}.",
            mend="Log out and come back with that address, or add the address to your account.",
        )


def hash_of(token: str) -> str:
    """What is kept of a token. It has 256 random bits, so that a plain hash cannot be turned back."""
    return hashlib.sha256(token.encode()).hexdigest()


def _new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def _require(*, by: User, team: Team, role: TeamMember.Role) -> None:
    inviter = permissions.require(user=by, team=team, capability=Capability.MEMBER_INVITE)
    if role == TeamMember.Role.OWNER or permissions.rank(role) > permissions.rank(inviter.role):
        raise NotAllowed("You cannot give a role above your own.", mend="Choose another role.")


def _refuse(team: Team, email: str) -> None:
    if team.is_personal:
        raise Conflict(
            "This is your personal team: it is for you alone.", mend="Begin a team and invite people there."
        )
    if team.members.filter(
        user__emailaddress__email__iexact=email, user__emailaddress__verified=True
    ).exists():
        raise Conflict(f"{email} is in this team already.", mend="Change the role in the list of members.")
    if team.members.filter(user__email__iexact=email).exists():
        raise Conflict(f"{email} is in this team already.", mend="Change the role in the list of members.")
    if team.invitations.open().filter(email=email).exists():
        raise Conflict(
            f"{email} is invited already.", mend="Send that invitation again, or withdraw it first."
        )


def _limit(team: Team) -> None:
    ratelimit.take(
        ratelimit.Limit("invitations", settings.INVITATIONS_PER_DAY, DAY_S),
        str(team.pk),
        message="This team has sent as many invitations as it may in a day.",
        again="send the next",
    )


def _locked(invitation: Invitation) -> Invitation:
    return Invitation.objects.select_for_update(of=("self",)).select_related("team").get(pk=invitation.pk)


def _usable(invitation: Invitation) -> Invitation:
    found = _locked(invitation)
    if found.state != State.OPEN or found.is_expired(timezone.now()):
        raise _over(found)
    return found


def _over(invitation: Invitation) -> InvitationOver:
    what = {
        State.OPEN: "The time of this invitation is over.",
        State.ACCEPTED: "This invitation was accepted already.",
        State.DECLINED: "This invitation was declined.",
        State.WITHDRAWN: "This invitation was withdrawn.",
    }
    return InvitationOver(what[State(invitation.state)], mend="Ask an administrator of the team for another.")


def _close(invitation: Invitation, state: State, *, by: User | None) -> None:
    invitation.state, invitation.closed_at, invitation.answered_by = state, timezone.now(), by
    invitation.save(update_fields=["state", "closed_at", "answered_by", "updated_at"])


def _mail(invitation: Invitation, token: str) -> None:
    inviter = invitation.invited_by.get_full_name() if invitation.invited_by else invitation.team.name
    letters.send(
        to=invitation.email,
        subject=f"{inviter} invites you to {invitation.team.name}",
        template="invitation",
        context={
            "invitation": invitation,
            "team": invitation.team,
            "inviter": inviter,
            "url": settings.SITE_URL + reverse("accounts:invitation", args=[token]),
        },
    )
