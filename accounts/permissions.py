"""What a person may do in a team: the one table of capabilities and roles, and the one way to ask it.

Roles are nested: each may all that the one below it may, so the table names the lowest role of each capability. The
page "Roles" shows the table as it stands here. A person may be granted more on a single thing (`Grantable`).
"""

from collections.abc import Callable, Collection
from typing import Protocol

from django.db import models

from accounts.models import Team, TeamMember, User
from iconikcerts.common.errors import NotAllowed

Role = TeamMember.Role
Members = models.QuerySet[TeamMember]
# The lowest first.
ROLES = (Role.VIEWER, Role.EDITOR, Role.ADMIN, Role.OWNER)


class Capability(models.TextChoices):
    """What can be done, as "noun.verb", with the words that people read on the page of roles."""

    TEAM_VIEW = "team.view", "See the dashboard with plan and use, the members and the roles"
    TEAM_EDIT = "team.edit", "Change the team's name and description"
    TEAM_TRANSFER = "team.transfer", "Hand the team over to another owner"
    TEAM_DELETE = "team.delete", "Delete the team, and call that off"
    DESIGN_VIEW = "design.view", "See designs, their versions and pictures"
    DESIGN_CREATE = "design.create", "Begin, copy and import designs"
    DESIGN_EDIT = "design.edit", "Change designs and restore versions"
    DESIGN_PUBLISH = "design.publish", "Publish designs and offer them to begin with"
    DESIGN_DELETE = "design.delete", "Archive and delete designs"
    DESIGN_EXPORT = "design.export", "Take designs away as files"
    DESIGN_SHARE = "design.share", "Let single members change single designs"
    PICTURE_EDIT = "picture.edit", "Upload, rename and delete pictures"
    BRAND_EDIT = "brand.edit", "Change the team's logos, colours and fonts"
    JOB_VIEW = "job.view", "See jobs and how far they are"
    JOB_PREPARE = "job.prepare", "Upload lists, mend rows, choose options"
    JOB_RUN = "job.run", "Issue: start, cancel and retry jobs"
    CERTIFICATE_VIEW = "certificate.view", "See certificates and who has verified them"
    CERTIFICATE_DOWNLOAD = "certificate.download", "Download certificates, singly or as a ZIP"
    CERTIFICATE_SEND = "certificate.send", "Mail certificates to their recipients again"
    CERTIFICATE_CORRECT = "certificate.correct", "Correct certificates by issuing successors"
    CERTIFICATE_REVOKE = "certificate.revoke", "Revoke certificates"
    CERTIFICATE_ERASE = "certificate.erase", "Erase recipients’ data, and decide when they ask for it"
    MEMBER_INVITE = "member.invite", "Invite people, resend and withdraw invitations"
    MEMBER_EDIT = "member.edit", "Change the roles of members"
    MEMBER_REMOVE = "member.remove", "Remove members"
    APPROVAL_VIEW = "approval.view", "See what waits for approval and how it was decided"
    APPROVAL_DECIDE = "approval.decide", "Approve or refuse what others ask for"
    APPROVAL_CONFIGURE = "approval.configure", "Say what needs a second person"
    SECURITY_MANAGE = "security.manage", "Require a second factor, set up single sign-on"
    TOKEN_MANAGE = "token.manage", "Make and revoke API tokens"
    AUDIT_VIEW = "audit.view", "Read and export the audit trail"
    PRIVACY_MANAGE = "privacy.manage", "Set how long data is kept"


C = Capability
# What each role may beyond the role below it.
ADDED: dict[Role, tuple[Capability, ...]] = {
    Role.VIEWER: (
        C.TEAM_VIEW, C.DESIGN_VIEW, C.JOB_VIEW, C.CERTIFICATE_VIEW, C.CERTIFICATE_DOWNLOAD, C.APPROVAL_VIEW,
    ),
    Role.EDITOR: (
        C.DESIGN_CREATE, C.DESIGN_EDIT, C.DESIGN_PUBLISH, C.DESIGN_DELETE, C.DESIGN_EXPORT, C.PICTURE_EDIT,
        C.JOB_PREPARE, C.JOB_RUN, C.CERTIFICATE_SEND, C.CERTIFICATE_CORRECT, C.CERTIFICATE_REVOKE,
    ),
    Role.ADMIN: (
        C.TEAM_EDIT, C.DESIGN_SHARE, C.BRAND_EDIT, C.MEMBER_INVITE, C.MEMBER_EDIT, C.MEMBER_REMOVE,
        C.APPROVAL_DECIDE, C.TOKEN_MANAGE, C.AUDIT_VIEW, C.PRIVACY_MANAGE, C.CERTIFICATE_ERASE,
    ),
    # Whoever sets up single sign-on decides who logs in as whom, and whoever sets the rules of approval can lift them.
    Role.OWNER: (C.TEAM_TRANSFER, C.TEAM_DELETE, C.APPROVAL_CONFIGURE, C.SECURITY_MANAGE),
}  # fmt: skip
LOWEST: dict[Capability, Role] = {capability: role for role, added in ADDED.items() for capability in added}


class Grantable(Protocol):
    """A single thing on which members may be granted more than their role gives them."""

    def granted_to(self, member: TeamMember) -> Collection[str]:
        """Names of capabilities that the member has on this thing, whatever the role."""


def rank(role: str) -> int:
    """The place of a role in the order of roles, 0 for the lowest."""
    return ROLES.index(Role(role))


def roles_with(capability: Capability) -> tuple[Role, ...]:
    """The roles that have a capability, the lowest first."""
    return ROLES[rank(LOWEST[capability]) :]


def allows(*, member: TeamMember, capability: Capability, on: Grantable | None = None) -> bool:
    """Whether a member may do it, by the role, or by a grant `on` the thing it is done to."""
    if rank(member.role) >= rank(LOWEST[capability]):
        return True
    return on is not None and capability in on.granted_to(member)


def members_with(*, team: Team, capability: Capability) -> Members:
    """The members whose role has a capability; grants on single things do not count here."""
    return TeamMember.objects.filter(team=team, role__in=roles_with(capability))


def require(
    *, user: User, team: Team, capability: Capability, on: Callable[[], Grantable] | None = None
) -> TeamMember:
    """The person's membership, when it has the capability; `on` finds the thing, and is asked when the role is not enough.

    Raises NotAllowed otherwise.
    """
    member = TeamMember.objects.filter(team=team, user=user).first()
    if member is None:
        raise NotAllowed("You are not a member of this team.", mend="Ask its administrator to invite you.")
    if allows(member=member, capability=capability):
        return member
    if on is not None and allows(member=member, capability=capability, on=on()):
        return member
    raise NotAllowed(
        f"This needs the role {LOWEST[capability].label} in the team, and yours is {member.get_role_display()}.",
        mend="Ask an administrator of the team to change your role.",
    )
