"""What a person may do in a team."""

from accounts.models import Team, TeamMember, User
from iconikcerts.common.errors import NotAllowed

RANK = {TeamMember.Role.VIEWER: 1, TeamMember.Role.EDITOR: 2, TeamMember.Role.ADMIN: 3}


def require(*, user: User, team: Team, role: TeamMember.Role) -> TeamMember:
    """The person's membership, when it is at least `role`. Raises NotAllowed otherwise."""
    member = TeamMember.objects.filter(team=team, user=user).first()
    if member is None:
        raise NotAllowed("You are not a member of this team.", mend="Ask its administrator to invite you.")
    if RANK[TeamMember.Role(member.role)] < RANK[role]:
        raise NotAllowed(
            f"This needs the role {role.label} in the team, and yours is {member.get_role_display()}.",
            mend="Ask an administrator of the team to change your role.",
        )
    return member
