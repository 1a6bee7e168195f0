"""Whose a team is: the one place that writes `Team.owner` and the role of that name, both at once."""

from functools import partial

from django.db import transaction

from accounts import audit, permissions, tasks
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability
from iconikcerts.common.errors import Conflict

Role = TeamMember.Role


@transaction.atomic
def hand_over(*, team: Team, to: TeamMember, by: User) -> None:
    """Make another member the owner; whoever was becomes an administrator, and both get a mail.

    Raises NotAllowed for others than the owner, Conflict for a personal team, one who owns it already, or has left.
    """
    found = Team.objects.select_for_update().get(pk=team.pk)
    # Under the lock: of two hand-overs at once, the second is refused, for its owner is none any more.
    permissions.require(user=by, team=found, capability=Capability.TEAM_TRANSFER)
    if found.is_personal:
        raise Conflict("A personal team stays with its person.", mend="Begin a team that can be handed over.")
    places = TeamMember.objects.select_for_update(of=("self",)).select_related("user")
    heir = places.filter(pk=to.pk, team=found).first()
    if heir is None:
        raise Conflict("This person has left the team.", mend="Choose somebody else.")
    if heir.role == Role.OWNER:
        raise Conflict("This person owns the team already.", mend="Nothing is left to do.")
    # First the old one: the database lets no two stand beside each other.
    TeamMember.objects.filter(team=found, role=Role.OWNER).update(role=Role.ADMIN)
    heir.role = Role.OWNER
    heir.save(update_fields=["role", "updated_at"])
    found.owner = heir.user
    found.save(update_fields=["owner", "updated_at"])
    audit.record(
        team=found,
        by=by,
        action="team.transfer",
        target=found,
        before={"owner": by},
        after={"owner": heir.user},
        subject=heir.user,
    )
    for person in (heir.user, by):
        told = [str(each) for each in (found.pk, heir.user_id, by.pk, person.pk)]
        transaction.on_commit(partial(tasks.tell_of_new_owner.delay, *told), robust=True)
