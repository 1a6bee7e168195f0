"""Whose a team is: the one place that writes `Team.owner` and the role of that name, both at once."""

from functools import partial

from django.db import transaction

from accounts import audit, permissions
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability
from accounts.services import letters
from iconikcerts.common.errors import Conflict

Role = TeamMember.Role


@transaction.atomic
def hand_over(*, team: Team, to: TeamMember, by: User) -> None:
    """Make another member the owner; whoever was becomes an administrator, and both get a mail.

    Raises NotAllowed for others than the owner, Conflict for a personal team or one who owns it already.
    """
    permissions.require(user=by, team=team, capability=Capability.TEAM_TRANSFER)
    found = Team.objects.select_for_update().get(pk=team.pk)
    if found.is_personal:
        raise Conflict("A personal team stays with its person.", mend="Begin a team that can be handed over.")
    heir = TeamMember.objects.select_for_update(of=("self",)).select_related("user").get(pk=to.pk, team=found)
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
    for address in (heir.user.email, by.email):
        transaction.on_commit(partial(_tell, found, heir.user, by, address), robust=True)


def _tell(team: Team, new: User, old: User, address: str) -> None:
    letters.send(
        to=address,
        subject=f"{team.name} has a new owner",
        template="new_owner",
        context={"team": team, "new_owner": new, "old_owner": old},
    )
