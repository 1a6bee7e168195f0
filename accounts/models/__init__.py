"""People, teams and the trail of what they did."""

from accounts.models.audit import AuditEvent
from accounts.models.team import Team, TeamMember
from accounts.models.user import User

__all__ = ["AuditEvent", "Team", "TeamMember", "User"]
