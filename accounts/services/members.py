"""Who is in a team, and as what. Owners come and go by `ownership` alone."""

from functools import partial

from django.db import transaction

from accounts import audit, permissions, tasks
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability
from iconikcerts.common.errors import Conflict, NotAllowed

Role = TeamMember.Role


@transaction.atomic
def change_role(*, member: TeamMember, role: Role, by: User) -> None:
    """Give a member another role. Raises NotAllowed: no administrator, a role above one's own, the owner, oneself."""
    actor = permissions.require(user=by, team=member.team, capability=Capability.MEMBER_EDIT)
    found = _locked(member)
    _refuse(found, actor, "change your own role")
    if role == Role.OWNER or permissions.rank(role) > permissions.rank(actor.role):
        raise NotAllowed("You cannot give a role above your own.", mend="Choose another role.")
    before = found.role
    if before == role:
        return
    found.role = role
    found.save(update_fields=["role", "updated_at"])
    audit.record(
        team=found.team,
        by=by,
        action="member.role",
        target=found,
        before={"role": before},
        after={"role": role},
        subject=found.user,
    )


@transaction.atomic
def remove(*, member: TeamMember, by: User) -> None:
    """Take somebody out of a team at once. What they made stays with the team. Raises NotAllowed as `change_role` does."""
    actor = permissions.require(user=by, team=member.team, capability=Capability.MEMBER_REMOVE)
    found = _locked(member)
    _refuse(found, actor, "remove yourself; leave the team instead")
    _take_out(found, by=by, action="member.remove")
    tell = partial(tasks.tell_of_removal.delay, str(found.team_id), str(found.user_id))
    transaction.on_commit(tell, robust=True)


@transaction.atomic
def leave(*, team: Team, by: User) -> None:
    """Go by oneself. Raises Conflict for the owner: a team without one could not be looked after."""
    member = _locked(TeamMember.objects.get(team=team, user=by))
    if member.role == Role.OWNER:
        raise Conflict(
            "You own this team, and a team needs an owner.", mend="Hand it over to another member first."
        )
    _take_out(member, by=by, action="member.leave")


def _refuse(member: TeamMember, actor: TeamMember, oneself: str) -> None:
    if member.pk == actor.pk:
        raise NotAllowed(f"You cannot {oneself}.", mend="Ask another administrator of the team.")
    if member.role == Role.OWNER:
        raise NotAllowed(
            "The owner's place is the owner's alone.", mend="Owners hand the team over themselves."
        )


def _take_out(member: TeamMember, *, by: User, action: str) -> None:
    audit.record(
        team=member.team,
        by=by,
        action=action,
        target=member,
        subject=member.user,
        user=member.user_id,
        role=member.role,
    )
    member.delete()


def _locked(member: TeamMember) -> TeamMember:
    return TeamMember.objects.select_for_update(of=("self",)).select_related("team", "user").get(pk=member.pk)
