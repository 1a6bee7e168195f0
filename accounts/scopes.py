"""What API tokens can be made for: the capabilities that endpoints of the API ask (a test compares)."""

from accounts import permissions
from accounts.models import TeamMember
from accounts.permissions import Capability

SCOPES = (Capability.TEAM_VIEW, Capability.DESIGN_VIEW)


def offered_to(member: TeamMember) -> list[Capability]:
    """The scopes that a member can give away: never more than what the member may do."""
    return [scope for scope in SCOPES if permissions.allows(member=member, capability=scope)]
